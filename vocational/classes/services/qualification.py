"""Whether those who teach a class may: what the law asks of them on its first day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from vocational.catalogue.rules.courses import CourseLevel
from vocational.classes.models import TrainingClass
from vocational.shared.errors import RuleViolation
from vocational.shared.findings import Finding, Severity
from vocational.teachers.models import Teacher
from vocational.teachers.rules import Qualification, check_qualification


@dataclass(frozen=True)
class TeacherFinding:
    """What one teacher of a class lacks."""

    teacher_id: int
    finding: Finding


def findings_of(row: TrainingClass) -> tuple[TeacherFinding, ...]:
    """List what the teachers of a class with loaded parts lack, each teacher once, by name.

    Source: TT 43/2026/TT-BGDĐT.
    """
    level = row.course_version.level
    return tuple(
        TeacherFinding(teacher.id, finding)
        for teacher in sorted(_teachers(row), key=lambda item: (item.sort_name, item.id))
        for finding in _findings(teacher, level, row.starts_on)
    )


def check(teachers: Iterable[Teacher], level: CourseLevel, on: date, field: str) -> None:
    """Refuse to give a class that begins on a day to who may not teach it.

    Raises `RuleViolation`: `teachers.route`, `teachers.no_pedagogy`.
    """
    for teacher in teachers:
        for finding in _findings(teacher, level, on):
            if finding.severity is Severity.ERROR:
                raise RuleViolation(finding.code, field, **finding.params)


def _findings(teacher: Teacher, level: CourseLevel, on: date) -> tuple[Finding, ...]:
    qualification = Qualification(
        teacher.full_name, teacher.qualification_route, teacher.has_pedagogy
    )
    return check_qualification(qualification, elementary=level.is_elementary, on=on)


def _teachers(row: TrainingClass) -> set[Teacher]:
    given = [row.homeroom_teacher, *(line.teacher for line in row.teachers)]
    given += [group.teacher for group in row.groups]
    return {teacher for teacher in given if teacher is not None}
