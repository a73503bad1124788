"""What hinders the steps of a class, and which of it refuses them.

Counts are numbers of learners, sessions or papers, or minutes of one learner.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from vocational.class_progress.rules.lifecycle import Step
from vocational.class_progress.rules.progress import ClassProgress
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
class Blocker:
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


def find_blockers(progress: ClassProgress) -> tuple[Blocker, ...]:
    """List what the steps ahead wait for, the nearest step first."""
    match = {
        ClassState.PLANNED: _before_registration,
        ClassState.OPEN: _before_opening,
        ClassState.RUNNING: _while_teaching,
        ClassState.FINISHED: _before_closing,
    }.get(progress.state)
    return tuple(match(progress)) if match else ()


def before_opening(progress: ClassProgress) -> tuple[Blocker, ...]:
    """List what the opening decision waits for."""
    return tuple(_before_opening(progress))


def before_finishing(progress: ClassProgress) -> tuple[Blocker, ...]:
    """List what the end of teaching waits for: sessions held or made up, marks given."""
    return tuple(_before_finishing(progress))


def before_closing(progress: ClassProgress) -> tuple[Blocker, ...]:
    """List what closing waits for: lists decided, certificates issued."""
    return tuple(_before_closing(progress))


def is_blocked(blockers: Iterable[Blocker]) -> bool:
    """Tell whether one of them refuses the step."""
    return any(item.blocks for item in blockers)


def _before_registration(progress: ClassProgress) -> Iterator[Blocker]:
    for block in progress.lacking:
        yield Blocker(_LACKING[block], Step.REGISTRATION)
    yield from _teachers(progress, Step.REGISTRATION, blocks=False)


def _before_opening(progress: ClassProgress) -> Iterator[Blocker]:
    if not progress.taken:
        yield Blocker(Reason.NO_LEARNERS, Step.OPENING)
    if progress.runs_unsigned:
        yield Blocker(Reason.ADMISSION_UNSIGNED, Step.OPENING, progress.runs_unsigned)
    elif progress.admits_by_ranking and progress.to_rank:
        yield Blocker(Reason.NOT_RANKED, Step.OPENING, progress.to_rank, blocks=False)
    if not progress.has_homeroom_teacher:
        yield Blocker(Reason.NO_HOMEROOM_TEACHER, Step.OPENING)
    yield from _teachers(progress, Step.OPENING)
    yield from _groups(progress, Step.OPENING)
    if not progress.scheduled_minutes:
        yield Blocker(Reason.NO_SESSIONS, Step.OPENING)
    else:
        yield from _hours(progress, Step.OPENING)
    yield from _papers(progress, Step.OPENING)
    yield from _support(progress, Step.OPENING)


def _while_teaching(progress: ClassProgress) -> Iterator[Blocker]:
    if progress.sessions_unmarked:
        yield Blocker(Reason.SESSIONS_UNMARKED, Step.TEACHING, progress.sessions_unmarked)
    yield from _teachers(progress, Step.TEACHING, blocks=False)
    yield from _groups(progress, Step.TEACHING, blocks=False)
    yield from _hours(progress, Step.TEACHING)
    yield from _papers(progress, Step.TEACHING)
    yield from _support(progress, Step.TEACHING)
    if progress.teaching_is_over:
        yield from _results(progress, Step.RECOGNITION)


def _before_finishing(progress: ClassProgress) -> Iterator[Blocker]:
    step = Step.RECOGNITION
    if not progress.scheduled_minutes:
        yield Blocker(Reason.NO_SESSIONS, step)
    if unmarked := progress.sessions_unmarked + progress.sessions_today:
        yield Blocker(Reason.SESSIONS_UNMARKED, step, unmarked)
    if progress.sessions_ahead:
        yield Blocker(Reason.SESSIONS_AHEAD, step, progress.sessions_ahead)
    yield from _hours(progress, step)
    yield from _results(progress, step)


def _before_closing(progress: ClassProgress) -> Iterator[Blocker]:
    step = Step.CLOSING
    yield from _results(progress, step)
    if progress.recognition_undecided:
        yield Blocker(Reason.RECOGNITION_UNDECIDED, step, progress.recognition_undecided)
    if progress.not_recognised:
        yield Blocker(Reason.NOT_RECOGNISED, step, progress.not_recognised, blocks=False)
    if progress.certificates_due:
        yield Blocker(Reason.CERTIFICATES_DUE, step, progress.certificates_due, blocks=False)


def _teachers(progress: ClassProgress, step: Step, *, blocks: bool = True) -> Iterator[Blocker]:
    if progress.teachers_unfit:
        yield Blocker(Reason.TEACHERS_UNFIT, step, progress.teachers_unfit, blocks)


def _groups(progress: ClassProgress, step: Step, *, blocks: bool = True) -> Iterator[Blocker]:
    if progress.groups < progress.groups_needed:
        yield Blocker(Reason.TOO_FEW_GROUPS, step, progress.groups_needed, blocks)


def _hours(progress: ClassProgress, step: Step) -> Iterator[Blocker]:
    if 0 < progress.scheduled_minutes < progress.planned_minutes:
        short = progress.planned_minutes - progress.scheduled_minutes
        yield Blocker(Reason.HOURS_SHORT, step, short, blocks=False)


def _results(progress: ClassProgress, step: Step) -> Iterator[Blocker]:
    if progress.results_missing:
        yield Blocker(Reason.RESULTS_MISSING, step, progress.results_missing, blocks=False)


def _papers(progress: ClassProgress, step: Step) -> Iterator[Blocker]:
    if progress.papers_expired:
        yield Blocker(Reason.PAPERS_EXPIRED, step, progress.papers_expired, blocks=False)
    if progress.papers_missing:
        yield Blocker(Reason.PAPERS_MISSING, step, progress.papers_missing, blocks=False)


def _support(progress: ClassProgress, step: Step) -> Iterator[Blocker]:
    if progress.support_undecided:
        yield Blocker(Reason.SUPPORT_UNDECIDED, step, progress.support_undecided, blocks=False)
