"""The work list: what is listed for whom, and in which order."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.world import HOME
from vocational.access.roles import Role
from vocational.catalogue.rules.courses import CourseLevel
from vocational.class_progress.rules.progress import ClassProgress, TrackedClass
from vocational.class_progress.rules.work_list import Urgency, Work, items, work_lines
from vocational.classes.rules import ClassState

TODAY = date(2026, 9, 1)
OPEN = ClassProgress(
    state=ClassState.OPEN,
    today=TODAY,
    starts_on=date(2026, 12, 1),
    ends_on=date(2027, 3, 1),
    capacity=20,
    taken=20,
    planned_minutes=18_000,
    scheduled_minutes=18_000,
)
RUNNING = replace(OPEN, state=ClassState.RUNNING, starts_on=date(2026, 8, 1), sessions_ahead=3)
FINISHED = replace(RUNNING, state=ClassState.FINISHED, sessions_ahead=0)


def class_facts(progress, code="LD-2026-001", first_unmarked_on=None):
    return TrackedClass(
        class_id=1,
        code=code,
        course_name="Trồng rau an toàn",
        level=CourseLevel.ELEMENTARY_1,
        place="Nhà văn hóa thôn 3",
        progress=progress,
        first_unmarked_on=first_unmarked_on,
        decided_on=None,
    )


def kinds(progress):
    return [item.kind for item in items(class_facts(progress))]


@pytest.mark.parametrize(
    ("progress", "result"),
    [
        (replace(OPEN, state=ClassState.PLANNED), []),
        (replace(OPEN, state=ClassState.PLANNED, starts_on=date(2026, 10, 1)), [Work.NOT_OPENED]),
        (replace(OPEN, taken=5), []),
        (OPEN, [Work.OPENING_DECISION]),
        (replace(OPEN, scheduled_minutes=0), []),
        (
            replace(
                OPEN, scheduled_minutes=0, starts_on=date(2026, 9, 10), taken=5, papers_missing=2
            ),
            [Work.PAPERS_BEFORE_START, Work.NO_TIMETABLE, Work.SEATS_FREE],
        ),
        (RUNNING, []),
        (replace(RUNNING, sessions_unmarked=2), [Work.SESSIONS_UNMARKED]),
        (replace(RUNNING, papers_expired=1), [Work.PAPERS_WHILE_RUNNING]),
        (replace(RUNNING, scheduled_minutes=0), [Work.NO_TIMETABLE]),
        (replace(RUNNING, sessions_ahead=0, results_missing=4), [Work.MARKS_MISSING]),
        (replace(RUNNING, sessions_ahead=0), [Work.TEACHING_OVER]),
        (replace(RUNNING, recognition_undecided=1), [Work.RECOGNITION_UNDECIDED]),
        (FINISHED, []),
        (
            replace(FINISHED, recognition_undecided=1, not_recognised=0),
            [Work.RECOGNITION_UNDECIDED],
        ),
        (replace(FINISHED, not_recognised=18), [Work.RECOGNITION_TO_PREPARE]),
        (replace(FINISHED, results_missing=2), [Work.MARKS_MISSING]),
        (replace(FINISHED, recognised=18, certificates_due=18), [Work.CERTIFICATES_DUE]),
        (replace(FINISHED, recognised=18), [Work.TO_CLOSE]),
        (replace(FINISHED, state=ClassState.CLOSED, recognised=18), []),
        (replace(OPEN, state=ClassState.CANCELLED), []),
    ],
)
def test_each_state_has_its_work(progress, result):
    assert kinds(progress) == result


@pytest.mark.parametrize(
    ("days", "urgency"),
    [
        (-1, Urgency.NOW),
        (3, Urgency.NOW),
        (4, Urgency.SOON),
        (14, Urgency.SOON),
        (15, Urgency.LATER),
    ],
)
def test_a_class_about_to_begin_grows_urgent(days, urgency):
    progress = replace(OPEN, starts_on=TODAY + timedelta(days))
    assert [item.urgency for item in items(class_facts(progress))] == [urgency]


def test_lines_stand_by_urgency_and_day_and_only_for_who_may():
    late = class_facts(replace(RUNNING, sessions_unmarked=2), "LD-2", date(2026, 8, 20))
    due = class_facts(replace(FINISHED, recognised=9, certificates_due=9), "LD-3")
    soon = class_facts(replace(OPEN, starts_on=date(2026, 9, 3)), "LD-1")
    registrar = work_lines([due, soon, late], HOME.actor(Role.REGISTRAR).may)
    assert [(line.kind, line.count) for line in registrar] == [
        (Work.SESSIONS_UNMARKED, 2),
        (Work.OPENING_DECISION, 1),
        (Work.CERTIFICATES_DUE, 9),
    ]
    director = work_lines([due, soon, late], HOME.actor(Role.DIRECTOR).may)
    assert [line.kind for line in director] == [Work.CERTIFICATES_DUE]


def test_many_classes_with_the_same_work_share_a_line():
    waiting = replace(RUNNING, sessions_unmarked=2)
    many = [class_facts(waiting, f"LD-{n}", date(2026, 8, 20 + n)) for n in range(4)]
    lines = work_lines(many, HOME.actor(Role.REGISTRAR).may)
    assert [(line.count, len(line.classes), line.due_on) for line in lines] == [
        (8, 4, date(2026, 8, 20))
    ]
    assert len(work_lines(many[:3], HOME.actor(Role.REGISTRAR).may)) == 3
