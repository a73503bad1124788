"""The first steps of a new centre, in their order, and which of them are done."""

from dataclasses import dataclass
from enum import StrEnum

from vocational.access.permissions import Permission


class FirstStep(StrEnum):
    """What a centre needs before its first learner sits in a class."""

    INSTITUTION = "institution"
    REGISTRAR = "registrar"
    TEACHER = "teacher"
    COURSE = "course"
    CLASS = "class"
    LEARNER = "learner"


PERMISSION_OF = {
    FirstStep.INSTITUTION: Permission.INSTITUTION_EDIT,
    FirstStep.REGISTRAR: Permission.USER_EDIT,
    FirstStep.TEACHER: Permission.TEACHER_EDIT,
    FirstStep.COURSE: Permission.CATALOGUE_EDIT,
    FirstStep.CLASS: Permission.CLASS_EDIT,
    FirstStep.LEARNER: Permission.ENROLMENT_EDIT,
}


@dataclass(frozen=True)
class Beginnings:
    """Which things exist: telephone number and opening hours of the institution, a registrar, a
    teacher, an approved course, a class, a learner."""

    institution: bool
    registrar: bool
    teacher: bool
    course: bool
    class_: bool
    learner: bool


@dataclass(frozen=True)
class StepDone:
    """A step, and whether it is done."""

    step: FirstStep
    is_done: bool


def first_steps(now: Beginnings) -> tuple[StepDone, ...]:
    """List the steps while one of them is to be done; none of them afterwards."""
    done = {
        FirstStep.INSTITUTION: now.institution,
        FirstStep.REGISTRAR: now.registrar,
        FirstStep.TEACHER: now.teacher,
        FirstStep.COURSE: now.course,
        FirstStep.CLASS: now.class_,
        FirstStep.LEARNER: now.learner,
    }
    if all(done.values()):
        return ()
    return tuple(StepDone(step, is_done) for step, is_done in done.items())
