"""What an applicant who is offered a seat reads and answers, by receipt, without scripts."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.factories import admission, applications
from vocational.access.roles import Role
from vocational.admission.services import offers
from vocational.admission.services.withdrawals import withdraw
from vocational.applications.models import Application
from vocational.applications.states import ApplicationState

LATE = admission.NOW + timedelta(days=3)
OWN = f"/applications/{applications.receipt(1)}"


@pytest.fixture(autouse=True)
def _now(freeze):
    freeze(admission.NOW)


@pytest.fixture
def offered(at_home, registrar, director):
    """The first applicant is offered the seat of who withdrew; a fourth waits behind."""
    with at_home():
        row = admission.ranking_class()
        _neither, soldier, _poor = admission.three(row)
        admission.applicant(row, 4, days_later=2)
        admission.signed_run(registrar, director, row.id)
        withdraw(registrar, soldier.id, admission.TODAY)
        offers.invite(registrar, row.id, admission.NOW)


@pytest.fixture
def applicant(client_of, offered):
    client = client_of(None)
    _show_receipt(client)
    return client


def _show_receipt(client):
    client.post(OWN, {"birth_date": "01/05/1990"}, status=303)


def _states(at_home):
    with at_home() as session:
        rows = session.execute(select(Application.state).order_by(Application.id))
        return [state for (state,) in rows]


def test_the_deadline_is_shown_and_the_seat_taken(applicant, at_home):
    page = applicant.get(OWN).text
    assert "23/09/2026" in page
    assert "Nhận chỗ" in applicant.get(f"{OWN}/offer/accepted").text
    applicant.post(f"{OWN}/offer/accepted", status=303)
    assert "Anh/Chị đã có chỗ trong lớp" in applicant.get(OWN).text
    assert _states(at_home)[0] is ApplicationState.ADMITTED


def test_a_seat_given_up_goes_to_who_is_next(applicant, at_home, client_of):
    applicant.get(f"{OWN}/offer/declined")
    applicant.post(f"{OWN}/offer/declined", status=303)
    assert "Anh/Chị đã từ chối chỗ" in applicant.get(OWN).text
    assert _states(at_home)[0] is ApplicationState.DECLINED
    assert _states(at_home)[3] is ApplicationState.OFFERED
    page = client_of(Role.REGISTRAR).get("/classes/LD-2026-001/admission").text
    assert "công chúng" in page
    assert ", public" not in page.split('id="waiting"')[1]


def test_an_offer_that_is_over_says_so_and_cannot_be_taken(applicant, freeze, at_home):
    freeze(LATE)
    _show_receipt(applicant)
    page = applicant.get(OWN).text
    assert "Đã hết hạn trả lời" in page
    assert "/offer/" not in page
    applicant.get(f"{OWN}/offer/accepted", status=302)
    applicant.post(f"{OWN}/offer/accepted", status=303)
    assert "đã được trả lời hoặc đã hết hạn" in applicant.get(OWN).text
    assert _states(at_home)[0] is ApplicationState.OFFERED


def test_nobody_answers_without_the_date_of_birth(client_of, offered, at_home):
    stranger = client_of(None)
    stranger.get(f"{OWN}/offer/accepted", status=302)
    stranger.post(f"{OWN}/offer/accepted", status=302)
    assert _states(at_home)[0] is ApplicationState.OFFERED
