"""Taking teachers on, changing them, letting them go."""

from dataclasses import replace

import pytest

from tests.factories import teachers
from tests.world import ELSEWHERE, HOME
from vocational.access.roles import Role
from vocational.audit.queries import history_of
from vocational.shared.errors import Refused, RuleViolation
from vocational.teachers import queries, services
from vocational.teachers.rules import QualificationRoute, may_teach
from vocational.teachers.services import TeacherRequest

REQUEST = TeacherRequest(
    full_name="Đặng  Thị Ánh",
    phone="0912 345 678",
    qualification_route=QualificationRoute.DEGREE,
    qualification_detail="Kỹ sư nông học",
    has_pedagogy=True,
    is_invited=False,
)


def test_a_teacher_is_taken_on_on_record(home, registrar):
    row = services.add_teacher(registrar, REQUEST)
    assert (row.full_name, row.folded_name) == ("Đặng Thị Ánh", "dang thi anh")
    assert [r.action for r in history_of("teachers", row.id)] == ["teacher.added"]


def test_the_same_teacher_sent_twice_is_taken_on_once(home, registrar):
    services.add_teacher(registrar, REQUEST)
    with pytest.raises(RuleViolation, match=r"teachers\.exists"):
        services.add_teacher(registrar, REQUEST)


def test_only_the_registrar_takes_teachers_on(home, director):
    with pytest.raises(Refused):
        services.add_teacher(director, REQUEST)


def test_an_account_serves_one_teacher(home, registrar):
    user_id = HOME.actor(Role.TEACHER).user_id
    services.add_teacher(registrar, replace(REQUEST, user_id=user_id))
    assert queries.linkable_users(HOME.institution_id) == []
    with pytest.raises(RuleViolation, match=r"teachers\.user"):
        services.add_teacher(registrar, replace(REQUEST, full_name="Lê An", user_id=user_id))


@pytest.mark.parametrize(
    "user_id", [HOME.actor(Role.DIRECTOR).user_id, ELSEWHERE.actor(Role.TEACHER).user_id, 9999]
)
def test_an_account_that_is_no_teacher_here_is_not_linked(home, registrar, user_id):
    with pytest.raises(RuleViolation, match=r"teachers\.user"):
        services.add_teacher(registrar, replace(REQUEST, user_id=user_id))


@pytest.mark.parametrize("phone", ["abc", "12", "0912345678 hoặc 0987654321"])
def test_a_telephone_number_is_of_digits(home, registrar, phone):
    with pytest.raises(RuleViolation, match=r"phone\."):
        services.add_teacher(registrar, replace(REQUEST, phone=phone))


def test_of_two_people_who_save_at_once_the_second_is_told(home, registrar):
    row = services.add_teacher(registrar, REQUEST)
    services.change_teacher(registrar, row.id, replace(REQUEST, phone="0987654321"), row.version)
    with pytest.raises(RuleViolation, match=r"record\.changed_meanwhile"):
        services.change_teacher(registrar, row.id, REQUEST, 1)


def test_a_teacher_who_left_is_offered_no_more(home, registrar):
    row = teachers.teacher()
    services.set_active(registrar, row.id, is_active=False)
    assert queries.active_teachers() == []
    services.set_active(registrar, row.id, is_active=True)
    assert [t.id for t in queries.active_teachers()] == [row.id]


def test_a_good_farmer_teaches_short_courses_alone():
    assert may_teach(QualificationRoute.GOOD_FARMER, elementary=False)
    assert not may_teach(QualificationRoute.GOOD_FARMER, elementary=True)
    assert may_teach(QualificationRoute.DEGREE, elementary=True)
