"""The first steps of a new centre, in their order, and which of them are done."""

from dataclasses import dataclass
from enum import StrEnum

from vocational.access.permissions import Permission


class SetupStep(StrEnum):
    """What a centre needs before its first learner sits in a class."""

    INSTITUTION = "institution"
    REGISTRAR = "registrar"
    TEACHER = "teacher"
    COURSE = "course"
    CLASS = "class"
    LEARNER = "learner"


PERMISSION_OF = {
    SetupStep.INSTITUTION: Permission.INSTITUTION_EDIT,
    SetupStep.REGISTRAR: Permission.USER_EDIT,
    SetupStep.TEACHER: Permission.TEACHER_EDIT,
    SetupStep.COURSE: Permission.CATALOGUE_EDIT,
    SetupStep.CLASS: Permission.CLASS_EDIT,
    SetupStep.LEARNER: Permission.ENROLMENT_EDIT,
}


@dataclass(frozen=True)
class SetupState:
    """Which things exist: telephone number and opening hours of the institution, a registrar, a
    teacher, an approved course, a class, a learner."""

    institution: bool
    registrar: bool
    teacher: bool
    course: bool
    class_: bool
    learner: bool


@dataclass(frozen=True)
class SetupStepState:
    """A step, and whether it is done."""

    step: SetupStep
    is_done: bool


def setup_checklist(state: SetupState) -> tuple[SetupStepState, ...]:
    """List the steps while one of them is to be done; none of them afterwards."""
    done = {
        SetupStep.INSTITUTION: state.institution,
        SetupStep.REGISTRAR: state.registrar,
        SetupStep.TEACHER: state.teacher,
        SetupStep.COURSE: state.course,
        SetupStep.CLASS: state.class_,
        SetupStep.LEARNER: state.learner,
    }
    if all(done.values()):
        return ()
    return tuple(SetupStepState(step, is_done) for step, is_done in done.items())
