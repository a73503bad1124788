"""What a new centre is told to do first, until all of it is done."""

import html
import re

import pytest

from tests.factories import classes, enrolment
from vocational.access.roles import Role
from vocational.extensions import db
from vocational.institutions.models import Institution
from vocational.portal.rules import SetupState, SetupStep, setup_checklist

NOTHING = SetupState(
    institution=False, registrar=False, teacher=False, course=False, class_=False, learner=False
)
ALL = SetupState(
    institution=True, registrar=True, teacher=True, course=True, class_=True, learner=True
)


def text_of(page):
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page.get_data(as_text=True))))


def test_an_empty_centre_has_every_step_before_it():
    assert [item.step for item in setup_checklist(NOTHING)] == list(SetupStep)


def test_when_all_is_done_no_step_is_shown():
    assert setup_checklist(ALL) == ()


def test_the_registrar_of_an_empty_centre_is_told_where_to_begin(client_of):
    page = client_of(Role.REGISTRAR).get("/home")
    assert "Bước đầu" in text_of(page)
    assert 'href="/teachers/new"' in page.text
    assert 'href="/settings/edit"' not in page.text


def test_the_administrator_of_an_empty_centre_is_told_who_does_what(client_of):
    page = client_of(Role.ADMINISTRATOR).get("/home")
    assert "Thêm nhà giáo (giáo vụ)" in text_of(page)


@pytest.mark.parametrize("role", [Role.REGISTRAR, Role.DIRECTOR])
def test_a_centre_that_works_sees_no_first_steps(client_of, at_home, role):
    with at_home():
        enrolment.enrolment(classes.training_class(), number=1)
        own = db.session.get(Institution, 1)
        own.phone, own.opening_hours = "02433642222", "7:30 – 17:00"
        db.session.commit()
    assert "Bước đầu" not in text_of(client_of(role).get("/home"))
