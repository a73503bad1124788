"""Planning, changing, opening and cancelling classes."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from tests.factories import catalogue, classes, teachers
from tests.world import COMMUNE, HOME
from vocational.access.permissions import Permission
from vocational.access.roles import Role
from vocational.audit.queries import history_of
from vocational.catalogue.models import VersionState
from vocational.classes import queries
from vocational.classes.rules import ClassState, FundingSource, GroupLine, SlotLine
from vocational.classes.services import classes as services
from vocational.classes.services import proposals
from vocational.classes.services.requests import ClassRequest, OpeningDecision
from vocational.law.support import Scheme
from vocational.shared.errors import Refused, RuleViolation
from vocational.teachers.rules import QualificationRoute

MONDAY = SlotLine(1, time(7, 30), 240)
DECISION = OpeningDecision("15/QĐ", date(2026, 10, 1), datetime(2026, 10, 1, 3, tzinfo=UTC))


@pytest.fixture
def request_(home):
    version, homeroom = catalogue.course(), teachers.teacher()
    return ClassRequest(
        code=None,
        version_id=version.id,
        starts_on=date(2026, 10, 5),
        ends_on=date(2027, 1, 15),
        place="Nhà văn hóa thôn 3",
        commune_code=COMMUNE,
        capacity=35,
        funding_source=FundingSource.ORDER,
        homeroom_teacher_id=homeroom.id,
        teacher_ids=frozenset({homeroom.id}),
        slots=(MONDAY,),
    )


def test_a_planned_class_takes_the_next_number_of_its_year(request_, registrar):
    assert proposals.next_code(2026) == "LD-2026-001"
    first = services.plan_class(registrar, request_)
    second = services.plan_class(registrar, replace(request_, place="Xưởng"))
    assert (first.code, second.code) == ("LD-2026-001", "LD-2026-002")
    assert first.state is ClassState.PLANNED
    assert [r.action for r in history_of("training_classes", first.id)] == ["class.planned"]


def test_a_number_that_was_typed_by_hand_is_passed_over(request_, registrar):
    services.plan_class(registrar, replace(request_, code="ld-2026-001"))
    assert proposals.next_code(2026) == "LD-2026-002"
    assert services.plan_class(registrar, replace(request_, place="Xưởng")).code == "LD-2026-002"


def test_the_same_form_sent_twice_plans_one_class(request_, registrar):
    first = services.plan_class(registrar, request_)
    assert services.plan_class(registrar, request_).id == first.id


def test_thirty_five_learners_are_two_practice_groups(request_, registrar):
    row = services.plan_class(registrar, request_)
    assert [group.number for group in row.groups] == [1, 2]


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"capacity": 36}, "classes.too_large_theory", "capacity"),
        ({"group_count": 1}, "classes.too_large_practice", "group_count"),
        ({"group_count": 11}, "classes.group_count", "group_count"),
        ({"capacity": 0}, "classes.capacity", "capacity"),
        ({"code": "XX-2026-001"}, "classes.code_prefix", "code"),
        ({"code": "LD-a b"}, "classes.code_form", "code"),
        ({"ends_on": date(2026, 10, 4)}, "classes.ends_before_start", "ends_on"),
        ({"apply_until": date(2027, 2, 1)}, "classes.apply_after_end", "apply_until"),
        ({"fee_dong": 100_000}, "classes.fee_of_ordered", "fee_dong"),
        ({"commune_code": "00000"}, "classes.commune", "commune"),
        ({"version_id": 999}, "classes.course", "version_id"),
        ({"homeroom_teacher_id": 999}, "classes.teacher", "homeroom_teacher_id"),
        ({"slots": (MONDAY, SlotLine(1, time(9), 60))}, "classes.slots_overlap", "slots"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(request_, registrar, change, code, field):
    with pytest.raises(RuleViolation) as caught:
        services.plan_class(registrar, replace(request_, **change))
    assert (caught.value.code, caught.value.field) == (code, field)
    assert queries.class_counts().by_state == {}


def test_the_law_is_named_where_a_class_is_too_large(request_, registrar):
    with pytest.raises(RuleViolation) as caught:
        services.plan_class(registrar, replace(request_, capacity=36))
    assert caught.value.params["legal_basis"] == "TT 42 Art 19"


def test_a_short_course_may_be_larger_with_a_warning(request_, registrar):
    short = catalogue.short_course()
    row = services.plan_class(
        registrar, replace(request_, version_id=short.id, capacity=38, group_count=3)
    )
    assert row.capacity == 38


def test_a_draft_opens_no_class(request_, registrar):
    draft = catalogue.course("LD-MOI", state=VersionState.DRAFT)
    with pytest.raises(RuleViolation, match=r"classes\.course"):
        services.plan_class(registrar, replace(request_, version_id=draft.id))


def test_a_code_belongs_to_one_class(request_, registrar):
    services.plan_class(registrar, replace(request_, code="LD-A"))
    with pytest.raises(RuleViolation, match=r"classes\.code_taken"):
        services.plan_class(registrar, replace(request_, code="LD-A", place="Xưởng"))


def test_a_change_keeps_what_stays_and_records_what_changed(request_, registrar):
    row = services.plan_class(registrar, request_)
    group_ids = [group.id for group in row.groups]
    other = teachers.teacher("Lê Văn Bình")
    changed = services.change_class(
        registrar,
        row.id,
        replace(
            request_,
            place="Xưởng may",
            slots=(MONDAY, SlotLine(3, time(7, 30), 240)),
            group_count=2,
            groups=(GroupLine("Xưởng 1", other.id), GroupLine("Xưởng 2")),
        ),
        row.version,
    )
    assert [group.id for group in changed.groups] == group_ids
    assert [group.place for group in changed.groups] == ["Xưởng 1", "Xưởng 2"]
    record = history_of("training_classes", row.id)[0]
    assert record.after["place"] == "Xưởng may"
    assert {"slots", "groups"} <= set(record.after)
    assert queries.class_counts().by_state == {ClassState.PLANNED: 1}


def test_of_two_who_change_only_times_the_second_is_told(request_, registrar):
    row = services.plan_class(registrar, request_)
    known = row.version
    services.change_class(registrar, row.id, replace(request_, slots=()), known)
    with pytest.raises(RuleViolation, match=r"record\.changed_meanwhile"):
        services.change_class(registrar, row.id, request_, known)


def test_a_class_opens_when_it_lacks_nothing(request_, registrar):
    row = services.plan_class(registrar, replace(request_, slots=()))
    with pytest.raises(RuleViolation, match=r"classes\.lacks_slots"):
        services.open_class(registrar, row.id)
    row = services.change_class(registrar, row.id, request_, queries.class_by_id(row.id).version)
    assert services.open_class(registrar, row.id).state is ClassState.OPEN
    assert services.revert_to_planned(registrar, row.id).state is ClassState.PLANNED


def test_a_class_is_cancelled_with_a_reason(registrar, home):
    row = classes.training_class()
    with pytest.raises(RuleViolation, match=r"classes\.reason"):
        services.cancel_class(registrar, row.id, "")
    services.cancel_class(registrar, row.id, "Không đủ học viên")
    assert history_of("training_classes", row.id)[0].reason == "Không đủ học viên"
    with pytest.raises(RuleViolation, match=r"classes\.state"):
        services.revert_to_planned(registrar, row.id)


def test_a_class_goes_its_way_to_the_end(registrar, home):
    row = classes.training_class()
    begun = services.begin_class(registrar, row.id, DECISION)
    assert (begun.state, begun.opening_decision_number) == (ClassState.RUNNING, "15/QĐ")
    services.finish_class(registrar, row.id, date(2027, 1, 16))
    assert services.close_class(registrar, row.id).state is ClassState.CLOSED


def test_a_running_class_keeps_course_and_first_day(request_, registrar):
    row = services.plan_class(registrar, request_)
    services.open_class(registrar, row.id)
    row = services.begin_class(registrar, row.id, DECISION)
    later = replace(request_, starts_on=date(2026, 10, 6))
    with pytest.raises(RuleViolation, match=r"classes\.fixed_while_running"):
        services.change_class(registrar, row.id, later, row.version)
    assert services.change_class(
        registrar, row.id, replace(request_, place="Xưởng"), queries.class_by_id(row.id).version
    )


def test_a_teacher_reaches_own_classes_alone(home, teacher):
    mine = classes.training_class(homeroom=teachers.teacher(user_id=teacher.user_id))
    other = classes.training_class("LD-2026-002", homeroom=teachers.teacher("Lê Văn Bình"))
    services.check_scope(teacher, Permission.CLASS_VIEW, mine.id)
    with pytest.raises(Refused):
        services.check_scope(teacher, Permission.CLASS_VIEW, other.id)
    with pytest.raises(Refused):
        services.check_scope(HOME.actor(Role.ADMINISTRATOR), Permission.CLASS_VIEW, mine.id)


def test_a_teacher_plans_no_class(request_, teacher):
    with pytest.raises(Refused):
        services.plan_class(teacher, request_)


def test_a_scheme_that_ended_before_the_first_day_is_refused_with_its_rule(request_, registrar):
    asked = replace(request_, support_scheme=Scheme.ND61, support_basis="01/QĐ-SGDĐT")
    with pytest.raises(RuleViolation) as refused:
        services.plan_class(registrar, asked)
    assert refused.value.code == "classes.scheme_ended"
    assert refused.value.field == "support_scheme"
    assert refused.value.params["rule"] == "CARD61-VALUE"
    assert refused.value.params["day"] == date(2025, 12, 31)


def test_support_rests_on_a_paper(request_, registrar):
    with pytest.raises(RuleViolation) as refused:
        services.plan_class(registrar, replace(request_, support_scheme=Scheme.QD46))
    assert refused.value.code == "classes.support_basis_missing"


def test_the_scheme_of_a_class_is_kept_with_its_paper(request_, registrar):
    asked = replace(request_, support_scheme=Scheme.QD46, support_basis="512/QĐ-SGDĐT")
    row = services.plan_class(registrar, asked)
    assert (row.support_scheme, row.support_basis) == (Scheme.QD46, "512/QĐ-SGDĐT")


@pytest.mark.parametrize("field", ["homeroom_teacher_id", "teacher_ids", "groups"])
def test_a_class_is_not_given_to_who_may_not_teach_its_level(request_, registrar, field):
    farmer = teachers.teacher("Bùi Văn Đất", route=QualificationRoute.GOOD_FARMER)
    given = {
        "homeroom_teacher_id": farmer.id,
        "teacher_ids": frozenset({farmer.id}),
        "groups": (GroupLine("Xưởng 1", farmer.id),),
    }
    with pytest.raises(RuleViolation, match=r"teachers\.route") as refused:
        services.plan_class(registrar, replace(request_, **{field: given[field]}))
    assert refused.value.field == field


def test_whoever_teaches_a_class_already_stays_when_it_is_changed(home, request_, registrar):
    row = services.plan_class(registrar, request_)
    row.homeroom_teacher.has_pedagogy = False
    changed = services.change_class(
        registrar, row.id, replace(request_, place="Xưởng"), row.version
    )
    assert changed.place == "Xưởng"


def test_a_group_without_place_and_teacher_is_its_number_alone_on_record(request_, registrar):
    row = services.plan_class(registrar, request_)
    assert history_of("training_classes", row.id)[0].after["groups"] == ["1", "2"]
