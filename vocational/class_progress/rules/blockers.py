"""What hinders the steps of a class, and which of it refuses them.

Counts are numbers of learners, sessions or papers, or minutes of one learner.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from vocational.class_progress.rules.lifecycle import Step
from vocational.class_progress.rules.progress import Situation
from vocational.classes.rules import ClassState, OpeningBlock


class Reason(StrEnum):
    """What hinders a step."""

    LACKS_COURSE = "lacks_course"
    LACKS_PLACE = "lacks_place"
    LACKS_SLOTS = "lacks_slots"
    NO_HOMEROOM_TEACHER = "no_homeroom_teacher"
    TEACHERS_UNFIT = "teachers_unfit"
    NO_LEARNERS = "no_learners"
    NOT_RANKED = "not_ranked"
    ADMISSION_UNSIGNED = "admission_unsigned"
    TOO_FEW_GROUPS = "too_few_groups"
    NO_SESSIONS = "no_sessions"
    HOURS_SHORT = "hours_short"
    PAPERS_EXPIRED = "papers_expired"
    PAPERS_MISSING = "papers_missing"
    SESSIONS_UNMARKED = "sessions_unmarked"
    SUPPORT_UNDECIDED = "support_undecided"
    SESSIONS_AHEAD = "sessions_ahead"
    RESULTS_MISSING = "results_missing"
    NOT_RECOGNISED = "not_recognised"
    RECOGNITION_UNDECIDED = "recognition_undecided"
    CERTIFICATES_DUE = "certificates_due"


@dataclass(frozen=True)
class Hindrance:
    """One thing that a step waits for.

    `blocks`: the step is refused; otherwise it is asked to be confirmed. `count` is how many
    learners, sessions or papers it concerns, or the minutes short.
    """

    reason: Reason
    step: Step
    count: int = 0
    blocks: bool = True


_LACKING: Mapping[OpeningBlock, Reason] = {
    OpeningBlock.COURSE: Reason.LACKS_COURSE,
    OpeningBlock.PLACE: Reason.LACKS_PLACE,
    OpeningBlock.HOMEROOM_TEACHER: Reason.NO_HOMEROOM_TEACHER,
    OpeningBlock.SLOTS: Reason.LACKS_SLOTS,
}


def hindrances(now: Situation) -> tuple[Hindrance, ...]:
    """List what the steps ahead wait for, the nearest step first."""
    found = {
        ClassState.PLANNED: _before_registration,
        ClassState.OPEN: _before_opening,
        ClassState.RUNNING: _while_teaching,
        ClassState.FINISHED: _before_closing,
    }.get(now.state)
    return tuple(found(now)) if found else ()


def before_opening(now: Situation) -> tuple[Hindrance, ...]:
    """List what the opening decision waits for."""
    return tuple(_before_opening(now))


def before_finishing(now: Situation) -> tuple[Hindrance, ...]:
    """List what the end of teaching waits for: sessions held or made up, marks given."""
    return tuple(_before_finishing(now))


def before_closing(now: Situation) -> tuple[Hindrance, ...]:
    """List what closing waits for: lists decided, certificates issued."""
    return tuple(_before_closing(now))


def is_blocked(found: Iterable[Hindrance]) -> bool:
    """Tell whether one of them refuses the step."""
    return any(each.blocks for each in found)


def _before_registration(now: Situation) -> Iterator[Hindrance]:
    for block in now.lacking:
        yield Hindrance(_LACKING[block], Step.REGISTRATION)
    yield from _teachers(now, Step.REGISTRATION, blocks=False)


def _before_opening(now: Situation) -> Iterator[Hindrance]:
    if not now.taken:
        yield Hindrance(Reason.NO_LEARNERS, Step.OPENING)
    if now.runs_unsigned:
        yield Hindrance(Reason.ADMISSION_UNSIGNED, Step.OPENING, now.runs_unsigned)
    elif now.admits_by_ranking and now.to_rank:
        yield Hindrance(Reason.NOT_RANKED, Step.OPENING, now.to_rank, blocks=False)
    if not now.has_homeroom_teacher:
        yield Hindrance(Reason.NO_HOMEROOM_TEACHER, Step.OPENING)
    yield from _teachers(now, Step.OPENING)
    yield from _groups(now, Step.OPENING)
    if not now.laid_minutes:
        yield Hindrance(Reason.NO_SESSIONS, Step.OPENING)
    else:
        yield from _hours(now, Step.OPENING)
    yield from _papers(now, Step.OPENING)
    yield from _support(now, Step.OPENING)


def _while_teaching(now: Situation) -> Iterator[Hindrance]:
    if now.sessions_unmarked:
        yield Hindrance(Reason.SESSIONS_UNMARKED, Step.TEACHING, now.sessions_unmarked)
    yield from _teachers(now, Step.TEACHING, blocks=False)
    yield from _groups(now, Step.TEACHING, blocks=False)
    yield from _hours(now, Step.TEACHING)
    yield from _papers(now, Step.TEACHING)
    yield from _support(now, Step.TEACHING)
    if now.teaching_is_over:
        yield from _results(now, Step.RECOGNITION)


def _before_finishing(now: Situation) -> Iterator[Hindrance]:
    step = Step.RECOGNITION
    if not now.laid_minutes:
        yield Hindrance(Reason.NO_SESSIONS, step)
    if unmarked := now.sessions_unmarked + now.sessions_today:
        yield Hindrance(Reason.SESSIONS_UNMARKED, step, unmarked)
    if now.sessions_ahead:
        yield Hindrance(Reason.SESSIONS_AHEAD, step, now.sessions_ahead)
    yield from _hours(now, step)
    yield from _results(now, step)


def _before_closing(now: Situation) -> Iterator[Hindrance]:
    step = Step.CLOSING
    yield from _results(now, step)
    if now.recognition_undecided:
        yield Hindrance(Reason.RECOGNITION_UNDECIDED, step, now.recognition_undecided)
    if now.not_recognised:
        yield Hindrance(Reason.NOT_RECOGNISED, step, now.not_recognised, blocks=False)
    if now.certificates_due:
        yield Hindrance(Reason.CERTIFICATES_DUE, step, now.certificates_due, blocks=False)


def _teachers(now: Situation, step: Step, *, blocks: bool = True) -> Iterator[Hindrance]:
    if now.teachers_unfit:
        yield Hindrance(Reason.TEACHERS_UNFIT, step, now.teachers_unfit, blocks)


def _groups(now: Situation, step: Step, *, blocks: bool = True) -> Iterator[Hindrance]:
    if now.groups < now.groups_needed:
        yield Hindrance(Reason.TOO_FEW_GROUPS, step, now.groups_needed, blocks)


def _hours(now: Situation, step: Step) -> Iterator[Hindrance]:
    if 0 < now.laid_minutes < now.planned_minutes:
        short = now.planned_minutes - now.laid_minutes
        yield Hindrance(Reason.HOURS_SHORT, step, short, blocks=False)


def _results(now: Situation, step: Step) -> Iterator[Hindrance]:
    if now.results_missing:
        yield Hindrance(Reason.RESULTS_MISSING, step, now.results_missing, blocks=False)


def _papers(now: Situation, step: Step) -> Iterator[Hindrance]:
    if now.papers_expired:
        yield Hindrance(Reason.PAPERS_EXPIRED, step, now.papers_expired, blocks=False)
    if now.papers_missing:
        yield Hindrance(Reason.PAPERS_MISSING, step, now.papers_missing, blocks=False)


def _support(now: Situation, step: Step) -> Iterator[Hindrance]:
    if now.support_undecided:
        yield Hindrance(Reason.SUPPORT_UNDECIDED, step, now.support_undecided, blocks=False)
