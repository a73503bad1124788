"""The way of a class: its steps and the one next act."""

from collections.abc import Mapping
from enum import StrEnum

from vocational.access.permissions import Permission
from vocational.class_progress.rules.progress import ClassProgress
from vocational.classes.rules import ClassState


class Step(StrEnum):
    """The steps of every class, in order."""

    REGISTRATION = "registration"
    ENROLMENT = "enrolment"
    ADMISSION = "admission"
    OPENING = "opening"
    TEACHING = "teaching"
    RECOGNITION = "recognition"
    CERTIFICATES = "certificates"
    CLOSING = "closing"


class StepState(StrEnum):
    """Where a step stands; the values are those of the layout."""

    DONE = "done"
    NOW = "now"
    NEXT = "next"


class Act(StrEnum):
    """What a class may need next."""

    OPEN_REGISTRATION = "open_registration"
    ENROL = "enrol"
    RANK = "rank"
    SIGN_ADMISSION = "sign_admission"
    SCHEDULE = "lay_out"
    DECIDE_OPENING = "decide_opening"
    MARK_TODAY = "mark_today"
    MARK_PAST = "mark_past"
    ENTER_RESULTS = "enter_results"
    FINISH = "finish"
    PREPARE_RECOGNITION = "prepare_recognition"
    DECIDE_RECOGNITION = "decide_recognition"
    ISSUE_CERTIFICATES = "issue_certificates"
    CLOSE = "close"


PERMISSION_OF: Mapping[Act, Permission] = {
    Act.OPEN_REGISTRATION: Permission.CLASS_EDIT,
    Act.ENROL: Permission.ENROLMENT_EDIT,
    Act.RANK: Permission.ADMISSION_RANK,
    Act.SIGN_ADMISSION: Permission.ADMISSION_SIGN,
    Act.SCHEDULE: Permission.SESSION_EDIT,
    Act.DECIDE_OPENING: Permission.CLASS_EDIT,
    Act.MARK_TODAY: Permission.ATTENDANCE_MARK,
    Act.MARK_PAST: Permission.ATTENDANCE_MARK,
    Act.ENTER_RESULTS: Permission.RESULT_MARK,
    Act.FINISH: Permission.CLASS_EDIT,
    Act.PREPARE_RECOGNITION: Permission.RECOGNITION_PREPARE,
    Act.DECIDE_RECOGNITION: Permission.RECOGNITION_DECIDE,
    Act.ISSUE_CERTIFICATES: Permission.CERTIFICATE_ISSUE,
    Act.CLOSE: Permission.CLASS_EDIT,
}


def present_step(progress: ClassProgress) -> Step | None:
    """Name the step a class is at; None when it is closed or cancelled."""
    if progress.state is ClassState.PLANNED:
        return Step.REGISTRATION
    if progress.state is ClassState.OPEN:
        return _step_while_open(progress)
    if progress.state is ClassState.RUNNING:
        return Step.TEACHING
    if progress.state is ClassState.FINISHED:
        return _step_after_teaching(progress)
    return None


def steps(progress: ClassProgress) -> tuple[tuple[Step, StepState], ...]:
    """Give every step with its state, in order; nothing for a cancelled class.

    Only classes that rank their applications have the step of admission.
    """
    if progress.state is ClassState.CANCELLED:
        return ()
    present = present_step(progress)
    order = [step for step in Step if step is not Step.ADMISSION or progress.admits_by_ranking]
    place = len(order) if present is None else order.index(present)
    return tuple((step, _state_of(number, place)) for number, step in enumerate(order))


def next_act(progress: ClassProgress) -> Act | None:
    """Name the one thing to do next; None when the class only has to go on, or is over."""
    if progress.state is ClassState.PLANNED:
        return Act.OPEN_REGISTRATION
    if progress.state is ClassState.OPEN:
        return _next_act_while_open(progress)
    if progress.state is ClassState.RUNNING:
        return _next_act_while_running(progress)
    if progress.state is ClassState.FINISHED:
        return _next_act_after_teaching(progress)
    return None


def _state_of(number: int, place: int) -> StepState:
    if number == place:
        return StepState.NOW
    return StepState.DONE if number < place else StepState.NEXT


def _step_while_open(progress: ClassProgress) -> Step:
    if progress.admits_by_ranking and (
        progress.runs_unsigned or (progress.to_rank and progress.enrolment_is_over)
    ):
        return Step.ADMISSION
    return Step.OPENING if progress.enrolment_is_over and progress.taken else Step.ENROLMENT


def _step_after_teaching(progress: ClassProgress) -> Step:
    """Who failed or never sat a test holds nobody up once a decision names the others."""
    if progress.recognition_undecided or progress.not_recognised:
        return Step.RECOGNITION
    if progress.results_missing and not progress.recognised:
        return Step.RECOGNITION
    return Step.CERTIFICATES if progress.certificates_due else Step.CLOSING


def _next_act_while_open(progress: ClassProgress) -> Act | None:
    if progress.admits_by_ranking and progress.runs_unsigned:
        return Act.SIGN_ADMISSION
    if progress.admits_by_ranking and progress.to_rank and progress.enrolment_is_over:
        return Act.RANK
    if not progress.enrolment_is_over or not progress.taken:
        return None if progress.admits_by_ranking else Act.ENROL
    return Act.DECIDE_OPENING if progress.scheduled_minutes else Act.SCHEDULE


def _next_act_while_running(progress: ClassProgress) -> Act | None:
    if progress.sessions_today:
        return Act.MARK_TODAY
    if progress.sessions_unmarked:
        return Act.MARK_PAST
    if not progress.scheduled_minutes:
        return Act.SCHEDULE
    if not progress.teaching_is_over:
        return None
    return Act.ENTER_RESULTS if progress.results_missing else Act.FINISH


def _next_act_after_teaching(progress: ClassProgress) -> Act:
    if progress.recognition_undecided:
        return Act.DECIDE_RECOGNITION
    if progress.results_missing and not progress.recognised:
        return Act.ENTER_RESULTS
    if progress.not_recognised:
        return Act.PREPARE_RECOGNITION
    return Act.ISSUE_CERTIFICATES if progress.certificates_due else Act.CLOSE
