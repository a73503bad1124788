"""The way of a class, its next act and what hinders it, for every state."""

from dataclasses import replace
from datetime import date

import pytest

from vocational.catalogue.rules.courses import CourseLevel
from vocational.class_progress.rules import blockers as blockers
from vocational.class_progress.rules import lifecycle
from vocational.class_progress.rules.blockers import Reason
from vocational.class_progress.rules.lifecycle import Act, Step, StepState
from vocational.class_progress.rules.progress import ClassProgress
from vocational.classes.rules import ClassState, OpeningBlock, practice_groups_needed

TODAY = date(2026, 9, 1)
STARTS_ON = date(2026, 10, 5)
OPEN = ClassProgress(
    state=ClassState.OPEN,
    today=TODAY,
    starts_on=STARTS_ON,
    ends_on=date(2027, 1, 15),
    capacity=20,
    taken=5,
    planned_minutes=18_000,
)
READY = replace(OPEN, taken=20, scheduled_minutes=18_000, sessions_ahead=60)
RUNNING = replace(
    READY, state=ClassState.RUNNING, today=date(2026, 11, 2), held_minutes=6_000, results_missing=20
)
TAUGHT = replace(RUNNING, held_minutes=18_000, sessions_ahead=0)
FINISHED = replace(TAUGHT, state=ClassState.FINISHED, results_missing=0)


def reasons(result):
    return [item.reason for item in result]


def test_steps_stand_in_one_order_and_one_of_them_is_now():
    shown = lifecycle.steps(RUNNING)
    assert [step for step, _ in shown] == [step for step in Step if step is not Step.ADMISSION]
    assert [state for _, state in shown] == (
        [StepState.DONE] * 3 + [StepState.NOW] + [StepState.NEXT] * 3
    )


@pytest.mark.parametrize(
    ("progress", "step"),
    [
        (replace(OPEN, state=ClassState.PLANNED), Step.REGISTRATION),
        (OPEN, Step.ENROLMENT),
        (READY, Step.OPENING),
        (RUNNING, Step.TEACHING),
        (replace(FINISHED, results_missing=2), Step.RECOGNITION),
        (replace(FINISHED, not_recognised=20), Step.RECOGNITION),
        (replace(FINISHED, recognition_undecided=1), Step.RECOGNITION),
        (replace(FINISHED, recognised=20, certificates_due=20), Step.CERTIFICATES),
        (replace(FINISHED, recognised=20), Step.CLOSING),
    ],
)
def test_the_present_step_follows_from_the_situation(progress, step):
    assert lifecycle.present_step(progress) is step


def test_a_closed_class_has_every_step_done_and_nothing_next():
    closed = replace(FINISHED, state=ClassState.CLOSED)
    assert {state for _, state in lifecycle.steps(closed)} == {StepState.DONE}
    assert lifecycle.next_act(closed) is None
    assert blockers.find_blockers(closed) == ()


def test_a_cancelled_class_has_no_way():
    cancelled = replace(OPEN, state=ClassState.CANCELLED)
    assert lifecycle.steps(cancelled) == ()
    assert lifecycle.next_act(cancelled) is None
    assert blockers.find_blockers(cancelled) == ()


@pytest.mark.parametrize(
    ("progress", "act"),
    [
        (replace(OPEN, state=ClassState.PLANNED), Act.OPEN_REGISTRATION),
        (OPEN, Act.ENROL),
        (replace(OPEN, apply_until=TODAY), Act.ENROL),
        (replace(OPEN, apply_until=date(2026, 8, 31)), Act.SCHEDULE),
        (replace(OPEN, today=date(2026, 9, 28)), Act.SCHEDULE),
        (replace(OPEN, today=date(2026, 9, 27)), Act.ENROL),
        (replace(OPEN, today=date(2026, 10, 20), taken=0), Act.ENROL),
        (READY, Act.DECIDE_OPENING),
        (RUNNING, None),
        (replace(RUNNING, sessions_today=1, sessions_unmarked=3), Act.MARK_TODAY),
        (replace(RUNNING, sessions_unmarked=3), Act.MARK_PAST),
        (replace(RUNNING, scheduled_minutes=0, sessions_ahead=0), Act.SCHEDULE),
        (TAUGHT, Act.ENTER_RESULTS),
        (replace(TAUGHT, results_missing=0), Act.FINISH),
        (replace(FINISHED, results_missing=3), Act.ENTER_RESULTS),
        (replace(FINISHED, results_missing=3, recognised=17), Act.CLOSE),
        (replace(FINISHED, not_recognised=20), Act.PREPARE_RECOGNITION),
        (replace(FINISHED, recognition_undecided=1), Act.DECIDE_RECOGNITION),
        (replace(FINISHED, recognised=20, certificates_due=20), Act.ISSUE_CERTIFICATES),
        (replace(FINISHED, recognised=20), Act.CLOSE),
    ],
)
def test_there_is_one_next_act(progress, act):
    assert lifecycle.next_act(progress) is act


def test_every_act_needs_a_permission():
    assert set(lifecycle.PERMISSION_OF) == set(Act)


def test_a_planned_class_waits_for_what_opening_lacks():
    planned = replace(OPEN, state=ClassState.PLANNED, lacking=tuple(OpeningBlock))
    result = blockers.find_blockers(planned)
    assert reasons(result) == [
        Reason.LACKS_COURSE, Reason.LACKS_SLOTS, Reason.LACKS_PLACE, Reason.NO_HOMEROOM_TEACHER,
    ]  # fmt: skip
    assert blockers.is_blocked(result)


def test_the_opening_decision_waits_for_learners_groups_and_sessions():
    bare = replace(OPEN, taken=0, has_homeroom_teacher=False, groups=1, groups_needed=2)
    before_opening = blockers.before_opening(bare)
    assert reasons(before_opening) == [
        Reason.NO_LEARNERS, Reason.NO_HOMEROOM_TEACHER, Reason.TOO_FEW_GROUPS, Reason.NO_SESSIONS,
    ]  # fmt: skip
    assert all(item.blocks for item in before_opening)


def test_papers_and_short_hours_are_named_but_do_not_refuse_the_opening():
    progress = replace(READY, scheduled_minutes=17_400, papers_expired=2, papers_missing=3)
    before_opening = blockers.before_opening(progress)
    assert [(item.reason, item.count) for item in before_opening] == [
        (Reason.HOURS_SHORT, 600),
        (Reason.PAPERS_EXPIRED, 2),
        (Reason.PAPERS_MISSING, 3),
    ]
    assert not blockers.is_blocked(before_opening)


def test_a_full_class_with_all_its_hours_has_nothing_in_its_way():
    assert blockers.before_opening(READY) == ()


def test_sessions_without_attendance_hinder_a_running_class():
    result = blockers.find_blockers(replace(RUNNING, sessions_unmarked=2))
    assert [(item.reason, item.count, item.blocks) for item in result] == [
        (Reason.SESSIONS_UNMARKED, 2, True)
    ]


def test_missing_marks_are_named_once_teaching_is_over():
    assert blockers.find_blockers(RUNNING) == ()
    assert reasons(blockers.find_blockers(TAUGHT)) == [Reason.RESULTS_MISSING]


def test_teaching_ends_when_no_session_waits():
    waiting = replace(RUNNING, sessions_today=1, sessions_unmarked=1, sessions_ahead=4)
    before_finishing = blockers.before_finishing(waiting)
    assert [(item.reason, item.count, item.blocks) for item in before_finishing] == [
        (Reason.SESSIONS_UNMARKED, 2, True),
        (Reason.SESSIONS_AHEAD, 4, True),
        (Reason.RESULTS_MISSING, 20, False),
    ]
    assert not blockers.is_blocked(blockers.before_finishing(TAUGHT))
    assert reasons(blockers.before_finishing(replace(TAUGHT, scheduled_minutes=0)))[0] is (
        Reason.NO_SESSIONS
    )


def test_closing_waits_for_a_list_that_is_not_decided():
    progress = replace(FINISHED, recognition_undecided=1, not_recognised=2, certificates_due=3)
    before_closing = blockers.before_closing(progress)
    assert [(item.reason, item.blocks) for item in before_closing] == [
        (Reason.RECOGNITION_UNDECIDED, True),
        (Reason.NOT_RECOGNISED, False),
        (Reason.CERTIFICATES_DUE, False),
    ]


@pytest.mark.parametrize(("learners", "groups"), [(0, 1), (18, 1), (19, 2), (35, 2), (37, 3)])
def test_practice_groups_have_at_most_eighteen(learners, groups):
    needed = practice_groups_needed(CourseLevel.ELEMENTARY_1, learners, STARTS_ON)
    assert needed == groups
