"""Occupations and courses: an elementary one of 300 hours, and one under three months of 120."""

from datetime import date

from sqlalchemy import insert

from vocational.catalogue.models import (
    Course,
    CourseModule,
    CourseVersion,
    Occupation,
    VersionState,
)
from vocational.catalogue.rules.courses import CourseLevel, OccupationKind
from vocational.extensions import db
from vocational.shared.vietnamese_text import fold

HOUR = 60
APPROVED_ON = date(2026, 1, 15)

# Code, name, hours of theory, practice and tests, credits.
ModuleLine = tuple[str, str, int, int, int, int]
ELEMENTARY_MODULES: tuple[ModuleLine, ...] = (
    ("MĐ01", "Kỹ thuật làm đất", 20, 70, 5, 3),
    ("MĐ02", "Gieo trồng và chăm sóc rau", 25, 85, 5, 4),
    ("MĐ03", "Thu hoạch và bảo quản", 20, 65, 5, 3),
)
SHORT_MODULES: tuple[ModuleLine, ...] = (
    ("MĐ01", "Chuẩn bị nguyên liệu", 8, 30, 2, 0),
    ("MĐ02", "Chế biến món ăn", 10, 34, 2, 0),
    ("MĐ03", "Bày món và phục vụ", 6, 26, 2, 0),
)


def occupation(code: str = "RAT", name: str = "Trồng rau an toàn") -> Occupation:
    """Save an agricultural occupation."""
    row = Occupation(
        code=code,
        name=name,
        name_en="Safe vegetable growing",
        kind=OccupationKind.AGRICULTURAL,
        group_code="crops",
    )
    db.session.add(row)
    db.session.commit()
    return row


def course(
    code: str = "LD-RAT-SC1",
    *,
    name: str = "Trồng rau an toàn",
    level: CourseLevel = CourseLevel.ELEMENTARY_1,
    modules: tuple[ModuleLine, ...] = ELEMENTARY_MODULES,
    state: VersionState = VersionState.APPROVED,
    occupation_code: str = "RAT",
    cost_dong: int = 4_300_000,
) -> CourseVersion:
    """Save a course with one version, approved, and return the version; modules are loaded.

    The occupation is made when no course of it was made before.
    """
    version = CourseVersion(
        course=Course(code=code, occupation_id=_occupation_id(occupation_code, name)),
        modules=[_module(place, line) for place, line in enumerate(modules, start=1)],
        number=1,
        state=state,
        name=name,
        name_en="Safe vegetable growing",
        search_text=fold(f"{code} {name}"),
        level=level,
        summary="Trồng rau sạch từ làm đất đến thu hoạch.",
        entry_conditions="Đủ 15 tuổi\nBiết đọc, biết viết",
        outcomes="Làm đất đúng kỹ thuật\nChăm sóc rau an toàn",
        to_bring="Sổ, bút",
        approved_cost_dong=cost_dong,
        decision_number="12/QĐ-TTGDNN" if state is VersionState.APPROVED else "",
        approved_on=APPROVED_ON if state is VersionState.APPROVED else None,
        theory_minutes=sum(line[2] for line in modules) * HOUR,
        practice_minutes=sum(line[3] for line in modules) * HOUR,
        test_minutes=sum(line[4] for line in modules) * HOUR,
        module_count=len(modules),
    )
    db.session.add(version)
    db.session.commit()
    return version


def short_course(code: str = "LD-NAU-D3", name: str = "Nấu ăn gia đình") -> CourseVersion:
    """Save a course under three months: 3 modules, 120 hours, no credits."""
    return course(
        code,
        name=name,
        level=CourseLevel.UNDER_3_MONTHS,
        modules=SHORT_MODULES,
        occupation_code="NAU",
        cost_dong=3_000_000,
    )


def _module(position: int, line: ModuleLine) -> CourseModule:
    code, name, theory, practice, test, credits = line
    return CourseModule(
        position=position,
        code=code,
        name=name,
        name_en=f"Module {position}",
        theory_minutes=theory * HOUR,
        practice_minutes=practice * HOUR,
        test_minutes=test * HOUR,
        credits=credits,
    )


def _occupation_id(code: str, name: str) -> int:
    match = db.session.query(Occupation).filter_by(code=code).one_or_none()
    return (match or occupation(code, name)).id


def many_courses(count: int) -> None:
    """Save approved courses LD-M-0000 and so on, without modules, in two statements."""
    occupation_id = _occupation_id("RAT", "Trồng rau an toàn")
    names = [f"LD-M-{number:04}" for number in range(count)]
    rows = [{"code": name, "occupation_id": occupation_id, "is_offered": True} for name in names]
    ids = db.session.scalars(
        insert(Course).returning(Course.id, sort_by_parameter_order=True), rows
    )
    versions = [
        {
            "course_id": course_id,
            "number": 1,
            "state": VersionState.APPROVED,
            "name": name,
            "search_text": fold(name),
            "level": CourseLevel.ELEMENTARY_1,
            "theory_minutes": 300 * HOUR,
        }
        for course_id, name in zip(ids, names, strict=True)
    ]
    db.session.execute(insert(CourseVersion), versions)
    db.session.commit()
