"""The way of a class: its steps and the one next act."""

from collections.abc import Mapping
from enum import StrEnum

from vocational.access.permissions import Permission
from vocational.class_progress.rules.progress import Situation
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
    LAY_OUT = "lay_out"
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
    Act.LAY_OUT: Permission.SESSION_EDIT,
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


def present_step(now: Situation) -> Step | None:
    """Name the step a class is at; None when it is closed or cancelled."""
    if now.state is ClassState.PLANNED:
        return Step.REGISTRATION
    if now.state is ClassState.OPEN:
        return _step_while_open(now)
    if now.state is ClassState.RUNNING:
        return Step.TEACHING
    if now.state is ClassState.FINISHED:
        return _step_after_teaching(now)
    return None


def steps(now: Situation) -> tuple[tuple[Step, StepState], ...]:
    """Give every step with its state, in order; nothing for a cancelled class.

    Only classes that rank their applications have the step of admission.
    """
    if now.state is ClassState.CANCELLED:
        return ()
    present = present_step(now)
    order = [step for step in Step if step is not Step.ADMISSION or now.admits_by_ranking]
    place = len(order) if present is None else order.index(present)
    return tuple((step, _state_of(number, place)) for number, step in enumerate(order))


def next_act(now: Situation) -> Act | None:
    """Name the one thing to do next; None when the class only has to go on, or is over."""
    if now.state is ClassState.PLANNED:
        return Act.OPEN_REGISTRATION
    if now.state is ClassState.OPEN:
        return _next_while_open(now)
    if now.state is ClassState.RUNNING:
        return _next_while_running(now)
    if now.state is ClassState.FINISHED:
        return _next_after_teaching(now)
    return None


def _state_of(number: int, place: int) -> StepState:
    if number == place:
        return StepState.NOW
    return StepState.DONE if number < place else StepState.NEXT


def _step_while_open(now: Situation) -> Step:
    if now.admits_by_ranking and (now.runs_unsigned or (now.to_rank and now.enrolment_is_over)):
        return Step.ADMISSION
    return Step.OPENING if now.enrolment_is_over and now.taken else Step.ENROLMENT


def _step_after_teaching(now: Situation) -> Step:
    """Who failed or never sat a test holds nobody up once a decision names the others."""
    if now.recognition_undecided or now.not_recognised:
        return Step.RECOGNITION
    if now.results_missing and not now.recognised:
        return Step.RECOGNITION
    return Step.CERTIFICATES if now.certificates_due else Step.CLOSING


def _next_while_open(now: Situation) -> Act | None:
    if now.admits_by_ranking and now.runs_unsigned:
        return Act.SIGN_ADMISSION
    if now.admits_by_ranking and now.to_rank and now.enrolment_is_over:
        return Act.RANK
    if not now.enrolment_is_over or not now.taken:
        return None if now.admits_by_ranking else Act.ENROL
    return Act.DECIDE_OPENING if now.laid_minutes else Act.LAY_OUT


def _next_while_running(now: Situation) -> Act | None:
    if now.sessions_today:
        return Act.MARK_TODAY
    if now.sessions_unmarked:
        return Act.MARK_PAST
    if not now.laid_minutes:
        return Act.LAY_OUT
    if not now.teaching_is_over:
        return None
    return Act.ENTER_RESULTS if now.results_missing else Act.FINISH


def _next_after_teaching(now: Situation) -> Act:
    if now.recognition_undecided:
        return Act.DECIDE_RECOGNITION
    if now.results_missing and not now.recognised:
        return Act.ENTER_RESULTS
    if now.not_recognised:
        return Act.PREPARE_RECOGNITION
    return Act.ISSUE_CERTIFICATES if now.certificates_due else Act.CLOSE
