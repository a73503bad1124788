"""What the officers of a commune or association may enter, change, and see."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.exc import NoResultFound

from tests.factories import applications, classes, enrolment
from tests.world import ELSEWHERE, HOME
from vocational.access.roles import Role
from vocational.accounts.models import LocalBody
from vocational.applications.services import reviews, submissions
from vocational.applications.states import ApplicationState, IntakeChannel
from vocational.audit.models import AuditRecord
from vocational.communes import queries
from vocational.communes.services import submissions as services
from vocational.communes.services.submissions import Proposal
from vocational.shared.errors import Refused, RuleViolation
from vocational.shared.paging import ListRequest

OFFICER = HOME.actor(Role.COMMUNE_OFFICER)
BODY = OFFICER.own_local_body()
TODAY = applications.ON
ASK = "applications.ask_the_centre"


def proposal(class_id: int, number: int = 1, **changes) -> Proposal:
    made = Proposal(
        class_id=class_id,
        entry=applications.entry(number),
        form_token=f"{number:032x}",
        purposes=frozenset({"training"}),
        signed_on=TODAY,
        brought_by="Phùng Văn Tám",
    )
    return replace(made, **changes)


def refused(act, *args) -> str:
    with pytest.raises(RuleViolation) as caught:
        act(*args)
    return caught.value.code


@pytest.fixture
def other_officer(session):
    """An officer of another body at home."""
    body = LocalBody(name="Hội Nông dân xã Phúc Thọ")
    session.add(body)
    session.commit()
    return replace(OFFICER, name="Hội Nông dân", user_id=None, local_body_id=body.id)


def test_who_brought_the_signed_paper_and_when_is_kept(home):
    wanted = proposal(classes.training_class().id, cannot_read=True, signed_on=date(2026, 9, 10))
    made = services.propose(OFFICER, wanted)
    row = queries.application(BODY, made.id)
    assert (row.way, row.state) == (IntakeChannel.COMMUNE, ApplicationState.SUBMITTED)
    assert (row.consent_signed_on, row.consent_brought_by) == (date(2026, 9, 10), "Phùng Văn Tám")
    assert row.cannot_read
    assert (row.entered_by_id, row.local_body_id) == (OFFICER.user_id, BODY)


def test_the_same_form_sent_again_enters_once(home):
    wanted = proposal(classes.training_class().id)
    first = services.propose(OFFICER, wanted).id
    assert services.propose(OFFICER, wanted).id == first


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"purposes": frozenset()}, "applications.consent_missing"),
        ({"signed_on": date(2026, 9, 16)}, "applications.signed_later"),
        ({"entry": applications.entry(citizen_number=None)}, "citizen_number.empty"),
    ],
)
def test_what_a_form_lacks_is_refused(home, wrong, code):
    class_id = classes.training_class().id
    assert refused(services.propose, OFFICER, proposal(class_id, **wrong)) == code


def test_a_person_is_entered_once_by_a_body(home):
    class_id = classes.training_class().id
    services.propose(OFFICER, proposal(class_id))
    again = proposal(class_id, form_token="9" * 32)
    assert refused(services.propose, OFFICER, again) == "applications.entered_already"


def test_who_applied_by_another_way_is_refused_without_a_word_on_it(home, other_officer):
    row = classes.training_class()
    applications.application(row, 1)
    enrolment.enrolment(row, number=2)
    services.propose(other_officer, proposal(row.id, 3, form_token="9" * 32))
    codes = {refused(services.propose, OFFICER, proposal(row.id, number)) for number in (1, 2, 3)}
    assert codes == {"applications.ask_the_centre"}


def test_who_learns_at_the_same_hours_is_asked_about(home):
    here, there = classes.training_class(), classes.training_class("LD-2026-002")
    enrolment.enrolment(there, number=1)
    assert refused(services.propose, OFFICER, proposal(here.id)) == "applications.same_hours"
    assert services.propose(OFFICER, proposal(here.id, overlap_confirmed=True)).id


def test_an_application_is_corrected_until_the_centre_looks_at_it(home, registrar, session):
    made = services.propose(OFFICER, proposal(classes.training_class().id))
    better = proposal(made.class_id, entry=applications.entry(phone="0987654321"))
    row = services.amend(OFFICER, made.id, better, made.version)
    assert row.phone == "0987654321"
    actions = session.scalars(select(AuditRecord.action).order_by(AuditRecord.id)).all()
    assert actions[-1] == "application.corrected"
    reviews.ask_for(registrar, row.id, row.version, "Giấy xác nhận hộ nghèo")
    row = queries.application(BODY, made.id)
    assert (
        refused(services.amend, OFFICER, row.id, better, row.version)
        == "applications.reviewed_already"
    )
    assert refused(services.withdraw, OFFICER, row.id, TODAY) == "applications.reviewed_already"


def test_a_correction_to_somebody_who_is_there_already_is_refused_without_a_word_on_it(
    home, registrar, other_officer
):
    row = classes.training_class()
    theirs, own = proposal(row.id, 1), proposal(row.id, 2)
    services.propose(other_officer, theirs)
    made = services.propose(OFFICER, own)
    wanted = replace(own, entry=theirs.entry)
    assert refused(services.amend, OFFICER, made.id, wanted, made.version) == ASK


def test_a_correction_made_from_an_older_copy_is_refused(home):
    made = services.propose(OFFICER, proposal(classes.training_class().id))
    better = proposal(made.class_id, entry=applications.entry(phone="0987654321"))
    assert refused(services.amend, OFFICER, made.id, better, 7) == "record.changed_meanwhile"


def test_what_was_taken_back_may_be_entered_again(home):
    made = services.propose(OFFICER, proposal(classes.training_class().id))
    services.withdraw(OFFICER, made.id, TODAY)
    assert queries.application(BODY, made.id).state is ApplicationState.WITHDRAWN
    again = services.propose(OFFICER, proposal(made.class_id, form_token="9" * 32))
    assert again.id != made.id


def test_another_body_finds_nothing_of_it(home, other_officer):
    made = services.propose(OFFICER, proposal(classes.training_class().id))
    wanted, version = proposal(made.class_id), made.version
    for act, given in (
        (services.amend, (wanted, version)),
        (services.withdraw, (TODAY,)),
        (services.reveal, ()),
    ):
        with pytest.raises(NoResultFound):
            act(other_officer, made.id, *given)
    body_id = other_officer.own_local_body()
    assert queries.applications(body_id, ListRequest(sort="submitted")).total == 0
    assert queries.submitted(body_id, made.class_id) == []
    assert queries.classes_submitted_to(body_id) == []


def test_an_application_of_the_public_is_none_of_a_body(home):
    row = applications.application(classes.training_class(), 1)
    with pytest.raises(NoResultFound):
        queries.application(BODY, row.id)


def test_an_officer_without_a_body_and_the_staff_enter_nothing(home, registrar):
    wanted = proposal(classes.training_class().id)
    for actor in (replace(OFFICER, local_body_id=None), registrar):
        with pytest.raises(Refused):
            services.propose(actor, wanted)
    by_hand = replace(applications.request(wanted.class_id), way=IntakeChannel.COMMUNE)
    with pytest.raises(Refused):
        submissions.submit(registrar, by_hand)


def test_an_officer_elsewhere_does_not_find_the_class(home):
    made = classes.training_class().id
    services.propose(OFFICER, proposal(made))
    assert ELSEWHERE.actor(Role.COMMUNE_OFFICER).own_local_body() != BODY


def test_printing_the_number_is_kept_on_record(home, session):
    made = services.propose(OFFICER, proposal(classes.training_class().id))
    services.reveal(OFFICER, made.id)
    actions = session.scalars(select(AuditRecord.action).order_by(AuditRecord.id)).all()
    assert actions[-1] == "application.number_revealed"


def test_an_original_is_never_seen_by_who_brings_it(home):
    claims = (applications.POOR,)
    made = services.propose(
        OFFICER, proposal(classes.training_class().id, entry=applications.entry(claims=claims))
    )
    assert [line.original_seen for line in made.categories] == [False]
    again = proposal(made.class_id, entry=applications.entry(claims=claims, phone="0987654321"))
    row = services.amend(OFFICER, made.id, again, made.version)
    assert [(line.original_seen, line.seen_by_name) for line in row.categories] == [(False, "")]
