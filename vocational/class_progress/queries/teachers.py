"""Count the teachers of classes who lack what the law asks, as part of one larger statement."""

from sqlalchemy import Select, Subquery, and_, func, not_, or_, select, union

from vocational.classes.models import ClassTeacher, PracticeGroup, TrainingClass
from vocational.teachers.models import Teacher
from vocational.teachers.rules import ELEMENTARY_ROUTES


def class_teachers(ids: Select[int]) -> Subquery:
    """Count by class who may not teach at elementary level, and who not under three months.

    Judged as `teachers.rules.check_qualification` does; whether that law is in force on the
    class's first day is for the reader to say.
    """
    given = union(
        select(TrainingClass.id.label("class_id"), TrainingClass.homeroom_teacher_id.label("who"))
        .where(TrainingClass.id.in_(ids)),
        select(ClassTeacher.class_id, ClassTeacher.teacher_id).where(
            ClassTeacher.class_id.in_(ids)
        ),
        select(PracticeGroup.class_id, PracticeGroup.teacher_id).where(
            PracticeGroup.class_id.in_(ids)
        ),
    ).subquery()  # fmt: skip
    off_route = and_(*(Teacher.qualification_route != item for item in sorted(ELEMENTARY_ROUTES)))
    unpedagogic = not_(Teacher.has_pedagogy)
    return (
        select(
            given.c.class_id,
            func.count().filter(or_(off_route, unpedagogic)).label("unfit_elementary"),
            func.count().filter(unpedagogic).label("unfit_short"),
        )
        .join(Teacher, Teacher.id == given.c.who)
        .group_by(given.c.class_id)
        .subquery()
    )
