"""What is read of classes for their head, their list and the work list."""

from datetime import date

from tests.factories import attendance, classes, enrolment, learners
from vocational.assessment.models import ModuleResult, RecognitionDecision, RecognitionEntry
from vocational.assessment.states import DecisionState
from vocational.attendance.rules.risk import AttendanceRisk
from vocational.attendance.rules.standing import AttendanceState
from vocational.class_list import queries
from vocational.class_progress.queries import overview
from vocational.classes.rules import ClassState
from vocational.extensions import db
from vocational.learners.rules.categories import PriorityCategory
from vocational.portal.queries import learner_page
from vocational.shared.clock import now_utc
from vocational.timetable.rules.sessions import SessionKind
from vocational.timetable.states import SessionState

TODAY = date(2026, 9, 1)
HOUR = 60


def test_minutes_of_groups_count_once_for_a_learner(session):
    row = classes.training_class()
    attendance.class_session(row, kind=SessionKind.THEORY, minutes=180)
    for group in row.groups:
        attendance.class_session(row, group=group, minutes=240)
    progress = overview.tracked_class(row.id, TODAY).progress
    assert progress.scheduled_minutes == 180 + 240
    assert progress.planned_minutes == 300 * HOUR


def test_cancelled_sessions_count_nothing(session):
    row = classes.training_class()
    attendance.class_session(row).state = SessionState.CANCELLED
    db.session.commit()
    progress = overview.tracked_class(row.id, TODAY).progress
    assert (progress.scheduled_minutes, progress.sessions_ahead) == (0, 0)


def test_sessions_wait_before_on_and_after_a_day(session):
    row = classes.training_class(state=ClassState.RUNNING)
    places = enrolment.filled_class(row, 2)
    attendance.taken(attendance.class_session(row, on=date(2026, 10, 5)), places)
    for day in (6, 7, 8, 9):
        attendance.class_session(row, on=date(2026, 10, day))
    facts = overview.tracked_class(row.id, date(2026, 10, 8))
    progress = facts.progress
    counts = (progress.sessions_unmarked, progress.sessions_today, progress.sessions_ahead)
    assert counts == (2, 1, 1)
    assert {type(count) for count in counts} == {int}
    assert progress.held_minutes == attendance.MINUTES
    assert facts.first_unmarked_on == date(2026, 10, 6)
    waiting = overview.sessions_waiting(row.id, date(2026, 10, 8))
    assert [item.module_code for item in waiting] == ["MĐ01"]


def test_papers_are_judged_on_the_first_day_and_the_newest_counts(session):
    row = classes.training_class()
    places = enrolment.filled_class(row, 4)
    ids = [place.learner_id for place in places]
    learners.category(ids[0], valid_to=date(2026, 10, 4))
    learners.category(ids[1], paper_number="")
    learners.category(ids[2], valid_to=date(2025, 12, 31), valid_from=date(2025, 1, 1))
    learners.category(ids[2], valid_to=date(2026, 12, 31))
    learners.category(ids[3], valid_to=date(2026, 10, 5))
    progress = overview.tracked_class(row.id, TODAY).progress
    assert (progress.papers_expired, progress.papers_missing) == (1, 1)


def with_results(place, modules):
    for module in modules:
        db.session.add(ModuleResult(enrolment_id=place.id, module_id=module.id, passed=True))


def test_results_and_lists_are_counted_by_learner(session):
    row = classes.training_class(state=ClassState.FINISHED)
    places = enrolment.filled_class(row, 4)
    modules = row.course_version.modules
    for place in places[:3]:
        with_results(place, modules)
    with_results(places[3], modules[:1])
    decision = RecognitionDecision(
        class_id=row.id,
        state=DecisionState.DECIDED,
        number="40/QĐ-TTGDNN",
        decided_on=date(2027, 1, 20),
        signer_name="Trần Văn Mẫu",
        prepared_by_name="registrar",
        prepared_at=now_utc(),
        decided_at=now_utc(),
    )
    decision.entries = [
        RecognitionEntry(enrolment_id=place.id, position=number)
        for number, place in enumerate(places[:2], start=1)
    ]
    db.session.add(decision)
    db.session.commit()
    facts = overview.tracked_class(row.id, date(2027, 2, 1))
    progress = facts.progress
    assert (progress.results_missing, progress.not_recognised) == (1, 1)
    assert (progress.recognised, progress.certificates_due) == (2, 2)
    assert facts.decided_on == date(2027, 1, 20)
    outcome = learner_page.outcomes_of([places[0].id])[places[0].id]
    assert outcome.decision_number == "40/QĐ-TTGDNN"


def test_classes_over_are_not_going_on(session):
    for number, state in enumerate(ClassState, start=1):
        classes.training_class(f"LD-2026-{number:03}", state=state)
    tracked_classes = {facts.progress.state for facts in overview.tracked_classes(TODAY)}
    assert tracked_classes == set(overview.GOING_ON)


def test_the_situation_is_one_statement_for_any_number_of_classes(session, count_queries):
    counts = []
    for number in range(1, 4):
        classes.training_class(f"LD-2026-{number:03}")
        db.session.expire_all()
        with count_queries() as statements:
            assert len(overview.tracked_classes(TODAY)) == number
        counts.append(len(statements))
    assert counts == [1, 1, 1]


def test_the_list_keeps_its_numbers_and_knows_who_left(session):
    row = classes.training_class()
    enrolment.filled_class(row, 2)
    enrolment.enrolment(row, number=3, withdrawn_on=date(2026, 10, 9))
    rows = queries.listed_learners(row.id)
    assert [row.list_number for row in rows] == [1, 2, None]
    assert rows[2].withdrawn_on == date(2026, 10, 9)


def test_every_paper_of_a_category_is_evidence(session):
    row = classes.training_class()
    place = enrolment.filled_class(row, 1)[0]
    learners.category(place.learner_id, valid_to=date(2025, 12, 31), valid_from=None)
    learners.category(place.learner_id)
    learners.category(place.learner_id, PriorityCategory.MERIT, paper_kind="merit_certificate")
    claims = queries.evidence_of_class(row.id)[place.learner_id]
    categories = [claim.category_code for claim in claims]
    assert categories == ["poor_household", "poor_household", "merit"]
    assert [claim.valid_to for claim in claims[:2]] == [date(2025, 12, 31), date(2026, 12, 31)]


def test_hours_are_shares_of_what_was_held_for_the_own_group(session):
    row = classes.training_class(state=ClassState.RUNNING)
    places = enrolment.filled_class(row, 2)
    for day, state in ((6, AttendanceState.PRESENT), (7, AttendanceState.UNEXCUSED)):
        held = attendance.class_session(row, on=date(2026, 10, day), group=row.groups[0])
        attendance.taken(held, places[:1], state=state)
    hours = queries.hours_of_class(row, queries.listed_learners(row.id), None)
    mine, other = hours[places[0].id], hours[places[1].id]
    assert (mine.practice.attended, mine.practice.held) == (240, 480)
    assert (other.practice.held, other.risk) == (0, AttendanceRisk.ON_TRACK)


def test_a_learner_who_misses_too_much_has_lost_the_limit(session):
    row = classes.training_class(state=ClassState.RUNNING)
    places = enrolment.filled_class(row, 1)
    for day in range(6, 12):
        held = attendance.class_session(row, on=date(2026, 10, day))
        attendance.taken(held, places, state=AttendanceState.UNEXCUSED)
    hours = queries.hours_of_class(row, queries.listed_learners(row.id), None)
    assert hours[places[0].id].risk is AttendanceRisk.FAILED


def test_no_hours_are_read_before_the_first_attendance(session):
    row = classes.training_class()
    rows = queries.listed_learners(row.id)
    assert queries.hours_of_class(row, rows, None) == {}
