"""Marks are entered by the right people, under the rules, once."""

from datetime import timedelta
from decimal import Decimal

import pytest

from tests.factories import assessment, attendance, catalogue, classes, enrolment, teachers
from vocational.assessment.queries import marks as mark_queries
from vocational.assessment.queries import results
from vocational.assessment.queries.results import ResultState
from vocational.assessment.rules.marking import LearnerMarks
from vocational.assessment.rules.results import Classification
from vocational.assessment.services import discipline, marks
from vocational.assessment.services.marks import ModuleMarksRequest
from vocational.audit.queries import history_of
from vocational.classes.rules import ClassState
from vocational.shared.discipline import Discipline
from vocational.shared.errors import Refused, RuleViolation
from vocational.timetable.rules.sessions import SessionKind

NOW = assessment.NOW


def decimals(*texts):
    return tuple(Decimal(text) if text else None for text in texts)


def line(placed, *, regular=("8",), periodic=("7",), sittings=(), reason=""):
    return LearnerMarks(
        placed.id, decimals(*regular), decimals(*periodic), decimals(*sittings), reason
    )


@pytest.fixture
def own_class(home, teacher):
    """A running class of the teacher in which two learners attended all of the first module."""
    own = teachers.teacher(user_id=teacher.user_id)
    row = classes.training_class(homeroom=own, state=ClassState.RUNNING)
    placed = enrolment.filled_class(row, 2)
    module = row.course_version.modules[0]
    for kind, minutes in (
        (SessionKind.THEORY, module.theory_minutes),
        (SessionKind.PRACTICE, module.practice_minutes),
    ):
        session = attendance.class_session(row, kind=kind, minutes=minutes)
        attendance.taken(session, placed)
    return row


@pytest.fixture
def placed(own_class):
    return [learner.enrolment for learner in results.results_of_class(own_class.id).learners]


def request(own_class, *lines, place=0, token=None):
    module = own_class.course_version.modules[place]
    rows = mark_queries.marks_of_module(own_class.id, module.id)
    given = mark_queries.fingerprint(rows) if token is None else token
    return ModuleMarksRequest(own_class.id, module.id, given, lines)


def refused(actor, given):
    with pytest.raises(RuleViolation) as refusal:
        marks.save_marks(actor, given, NOW)
    return refusal.value.code


def result_of(own_class, placed, place=0):
    module = own_class.course_version.modules[place]
    return mark_queries.results_of_module(own_class.id, module.id).get(placed.id)


def test_a_module_mark_is_worked_out_of_process_and_end_marks(teacher, own_class, placed):
    given = request(own_class, line(placed[0], sittings=("6.5",)))
    assert marks.save_marks(teacher, given, NOW) == 1
    result = result_of(own_class, placed[0])
    assert (result.mark, result.passed, result.sitting) == (Decimal("6.8"), True, 1)


def test_process_marks_alone_make_no_result(teacher, own_class, placed):
    marks.save_marks(teacher, request(own_class, line(placed[0])), NOW)
    assert result_of(own_class, placed[0]) is None


def test_the_same_page_sent_twice_is_saved_once(teacher, own_class, placed):
    given = request(own_class, line(placed[0], sittings=("6.5",)))
    marks.save_marks(teacher, given, NOW)
    assert marks.save_marks(teacher, given, NOW) == 0
    assert len(history_of("training_classes", own_class.id)) == 1


def test_an_older_page_does_not_overwrite(teacher, registrar, own_class, placed):
    mine = request(own_class, line(placed[0], regular=("9",)))
    theirs = request(own_class, line(placed[0], regular=("4",)))
    marks.save_marks(registrar, theirs, NOW)
    assert refused(teacher, mine) == "record.changed_meanwhile"


def test_a_mark_can_be_changed_and_taken_away(teacher, own_class, placed):
    marks.save_marks(teacher, request(own_class, line(placed[0], sittings=("6.5",))), NOW)
    changed = line(placed[0], regular=("9", "10"), periodic=(), sittings=())
    marks.save_marks(teacher, request(own_class, changed), NOW)
    module = own_class.course_version.modules[0]
    rows = mark_queries.marks_of_module(own_class.id, module.id)
    assert [row.mark for row in rows] == list(decimals("9", "10"))
    assert result_of(own_class, placed[0]) is None


def test_only_who_failed_sits_again_and_no_third_time(teacher, own_class, placed):
    passed = line(placed[0], sittings=("6", "9"))
    assert refused(teacher, request(own_class, passed)) == "assessment.passed_already"
    skipped = line(placed[0], sittings=("", "9"))
    assert refused(teacher, request(own_class, skipped)) == "assessment.sitting_skipped"
    thrice = line(placed[0], sittings=("1", "2", "9"))
    assert refused(teacher, request(own_class, thrice)) == "assessment.no_sitting_left"
    again = line(placed[0], sittings=("2", "5"))
    marks.save_marks(teacher, request(own_class, again), NOW)
    assert result_of(own_class, placed[0]).sitting == 2


def test_below_the_limits_nobody_sits_without_a_reason(teacher, own_class, placed):
    absent = line(placed[0], sittings=("9",))
    assert refused(teacher, request(own_class, absent, place=1)) == "assessment.may_not_sit"
    weak = line(placed[0], regular=("4",), periodic=("5",), sittings=("9",))
    assert refused(teacher, request(own_class, weak)) == "assessment.may_not_sit"
    allowed = line(placed[0], sittings=("9",), reason="Giám đốc cho phép, đơn ngày 05/01/2027")
    marks.save_marks(teacher, request(own_class, allowed, place=1), NOW)
    assert result_of(own_class, placed[0], place=1).passed


def test_foreign_learners_and_modules_are_refused(teacher, own_class, placed):
    other = classes.training_class("LD-2026-002", state=ClassState.RUNNING)
    strange = enrolment.enrolment(other, number=9)
    assert refused(teacher, request(own_class, line(strange))) == "assessment.not_in_class"
    foreign = other.course_version.modules[0]
    given = ModuleMarksRequest(own_class.id, foreign.id, "", (line(placed[0]),))
    assert refused(teacher, given) == "assessment.module_unknown"


def test_who_may_enter_marks(teacher, director, own_class):
    other = classes.training_class(
        "LD-2026-002", homeroom=teachers.teacher("Trần Văn Khác"), state=ClassState.RUNNING
    )
    strange = enrolment.enrolment(other, number=9)
    for actor in (teacher, director):
        with pytest.raises(Refused):
            marks.save_marks(actor, request(other, line(strange)), NOW)


def test_no_marks_before_the_class_runs(registrar, home):
    planned = classes.training_class(state=ClassState.OPEN)
    placed = enrolment.enrolment(planned)
    assert refused(registrar, request(planned, line(placed))) == "assessment.class_not_running"


def test_under_three_months_a_test_may_be_repeated_twice(registrar, home):
    short = classes.training_class(version=catalogue.short_course(), state=ClassState.RUNNING)
    placed = enrolment.enrolment(short)
    four = LearnerMarks(placed.id, sittings=(False, False, False, True))
    assert refused(registrar, request(short, four)) == "assessment.no_sitting_left"
    three = LearnerMarks(placed.id, sittings=(False, False, True))
    marks.save_marks(registrar, request(short, three), NOW)
    result = result_of(short, placed)
    assert (result.mark, result.passed, result.sitting) == (None, True, 3)


def test_a_warning_lowers_the_classification_and_is_recorded(registrar, own_class, placed):
    assessment.all_passed(own_class, placed, Decimal("8.2"))
    discipline.set_discipline(
        registrar, own_class.id, placed[0].id, Discipline.WARNING, "Quyết định 12/QĐ"
    )
    first, second = results.results_of_class(own_class.id).learners
    assert first.course.classification is Classification.GOOD
    assert second.course.classification is Classification.VERY_GOOD
    assert history_of("enrolments", placed[0].id)[0].reason == "Quyết định 12/QĐ"
    with pytest.raises(RuleViolation):
        discipline.set_discipline(registrar, own_class.id, placed[0].id, Discipline.NONE, " ")


def test_recognised_results_do_not_change_any_more(registrar, own_class, placed):
    assessment.all_passed(own_class, placed)
    assessment.decision(own_class, placed[:1])
    assert refused(registrar, request(own_class, line(placed[0]))) == "assessment.decided"
    marks.save_marks(registrar, request(own_class, line(placed[1])), NOW + timedelta(days=1))
    with pytest.raises(RuleViolation):
        discipline.set_discipline(registrar, own_class.id, placed[0].id, Discipline.WARNING, "Muộn")


def test_who_has_no_result_in_a_module_is_unfinished(own_class, placed):
    modules = own_class.course_version.modules
    assessment.all_passed(own_class, placed[:1])
    assessment.result(placed[1], modules[0].id, Decimal("4.0"), passed=False)
    passed, unfinished = results.results_of_class(own_class.id).learners
    assert (passed.state, unfinished.state) == (ResultState.PASSED, ResultState.UNFINISHED)
    assert [module.code for module in unfinished.missing] == [modules[1].code, modules[2].code]
