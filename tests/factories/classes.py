"""Training classes with a weekly pattern and practice groups of at most 18."""

from datetime import UTC, date, datetime, time

from tests.factories import catalogue, teachers
from tests.world import COMMUNE
from vocational.catalogue.models import CourseVersion
from vocational.classes.models import ClassTeacher, PracticeGroup, TrainingClass, WeeklySlot
from vocational.classes.rules import ClassState, FundingSource, groups_needed, search_text
from vocational.extensions import db
from vocational.teachers.models import Teacher

STARTS_ON = date(2026, 10, 5)
ENDS_ON = date(2027, 1, 15)
CREATED = datetime(2026, 9, 1, 2, 0, tzinfo=UTC)
PLACE = "Nhà văn hóa thôn 3"
MOST_IN_GROUP = 18

# Weekday (Monday is 1), start, minutes: 5 hours a day, the most of a session under 3 months.
WEEK: tuple[tuple[int, time, int], ...] = tuple((day, time(7, 30), 300) for day in range(1, 6))


def training_class(
    code: str = "LD-2026-001",
    *,
    version: CourseVersion | None = None,
    homeroom: Teacher | None = None,
    state: ClassState = ClassState.OPEN,
    capacity: int = 20,
    starts_on: date = STARTS_ON,
    ends_on: date = ENDS_ON,
    place: str = PLACE,
    week: tuple[tuple[int, time, int], ...] = WEEK,
    list_frozen_at: datetime | None = None,
) -> TrainingClass:
    """Save a class, open unless said otherwise, with course and homeroom teacher made if needed.

    The homeroom teacher also teaches it. One practice group for each 18 seats.
    """
    version = version or catalogue.course(f"{code}-C")
    homeroom = homeroom or teachers.teacher()
    row = TrainingClass(
        code=code,
        version_id=version.id,
        state=state,
        starts_on=starts_on,
        ends_on=ends_on,
        capacity=capacity,
        place=place,
        search_text=search_text(code, version.name, place),
        commune_code=COMMUNE,
        homeroom_teacher_id=homeroom.id,
        funding_source=FundingSource.ORDER,
        funding_detail="Đặt hàng của Ủy ban nhân dân xã",
        list_frozen_at=list_frozen_at,
        created_at=CREATED,
        teachers=[ClassTeacher(teacher_id=homeroom.id)],
        groups=[
            PracticeGroup(number=number, place=f"Xưởng {number}", teacher_id=homeroom.id)
            for number in range(1, groups_needed(capacity, MOST_IN_GROUP) + 1)
        ],
        slots=[WeeklySlot(weekday=d, starts_at=at, minutes=m) for d, at, m in week],
    )
    db.session.add(row)
    db.session.commit()
    return row
