"""Read what a visitor without account may see: a class that takes applications, one's own."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, func, select

from vocational.applications.models import Application
from vocational.applications.rules.intake import Intake
from vocational.catalogue.models import Course, CourseVersion
from vocational.catalogue.rules.courses import CourseLevel
from vocational.classes.models import TrainingClass
from vocational.enrolment.models import Enrolment
from vocational.enrolment.rules.seats import EnrolmentState, seats_left
from vocational.extensions import db
from vocational.institutions.models import Institution
from vocational.reference.models import Commune, Province
from vocational.shared import tenancy
from vocational.shared.dates import BirthDate

_REASON = "applicants belong to no institution"


@dataclass(frozen=True)
class ClassForApplicants:
    """A class as its applicants are told of it, and the institution that holds it."""

    id: int
    institution_id: int
    code: str
    course_code: str
    name: str
    name_en: str
    level: CourseLevel
    place: str
    commune_name: str
    province_name: str
    capacity: int
    taken: int
    admits_by_ranking: bool
    intake: Intake
    institution_name: str
    phone: str
    opening_hours: str

    @property
    def left(self) -> int:
        """How many seats are free."""
        return seats_left(self.capacity, self.taken)


@contextmanager
def inside_institution(institution_id: int) -> Iterator[None]:
    """Act within the institution of a class or an application that was found."""
    with tenancy.institution_scope(db.session(), institution_id):
        yield


def class_for_applicants(code: str) -> ClassForApplicants:
    """Return a class of any institution by its code, in one query; raises `NoResultFound`."""
    with tenancy.all_institutions(db.session(), _REASON):
        row = db.session.execute(_CLASS, {"code": code}).one()
    return ClassForApplicants(
        id=row.id,
        institution_id=row.institution_id,
        code=row.code,
        course_code=row.course_code,
        name=row.name,
        name_en=row.name_en,
        level=row.level,
        place=row.place,
        commune_name=row.commune_name,
        province_name=row.province_name,
        capacity=row.capacity,
        taken=row.taken,
        admits_by_ranking=row.admits_by_ranking,
        intake=Intake(row.state, row.starts_on, row.ends_on, row.apply_until),
        institution_name=row.short_name,
        phone=row.phone,
        opening_hours=row.opening_hours,
    )


def owner_of_receipt(receipt_code: str) -> tuple[int, int, str] | None:
    """Return (institution, application, class code) of a receipt; None when there is none.

    Only for who has proved to be the applicant: ask `belongs_to` before.
    """
    chosen = (
        select(Application.institution_id, Application.id, TrainingClass.code)
        .join(TrainingClass, TrainingClass.id == Application.class_id)
        .where(Application.receipt_code == receipt_code)
    )
    with tenancy.all_institutions(db.session(), _REASON):
        row = db.session.execute(chosen).one_or_none()
    return None if row is None else (row[0], row[1], row[2])


def belongs_to(receipt_code: str, birth_date: BirthDate) -> bool:
    """Tell whether there is an application with this receipt of somebody born on that day.

    Where the application knows the year alone, the year must agree.
    """
    chosen = select(Application.birth_date, Application.only_birth_year).where(
        Application.receipt_code == receipt_code
    )
    with tenancy.all_institutions(db.session(), _REASON):
        row = db.session.execute(chosen).one_or_none()
    if row is None:
        return False
    born: date = row[0]
    if row[1]:
        return born.year == birth_date.year
    return not birth_date.is_year_alone and born == birth_date.counts_as()


_TAKEN = (
    select(func.count(Enrolment.id))
    .where(Enrolment.class_id == TrainingClass.id, Enrolment.state == EnrolmentState.ENROLLED)
    .correlate(TrainingClass)
    .scalar_subquery()
)
#: Built once: the form and the answer to it ask it.
_CLASS = (
    select(
        TrainingClass.id,
        TrainingClass.institution_id,
        TrainingClass.code,
        Course.code.label("course_code"),
        CourseVersion.name,
        CourseVersion.name_en,
        CourseVersion.level,
        TrainingClass.place,
        Commune.name.label("commune_name"),
        Province.name.label("province_name"),
        TrainingClass.capacity,
        _TAKEN.label("taken"),
        TrainingClass.admits_by_ranking,
        TrainingClass.state,
        TrainingClass.starts_on,
        TrainingClass.ends_on,
        TrainingClass.apply_until,
        Institution.short_name,
        Institution.phone,
        Institution.opening_hours,
    )
    .join(CourseVersion, CourseVersion.id == TrainingClass.version_id)
    .join(Course, Course.id == CourseVersion.course_id)
    .join(Commune, Commune.code == TrainingClass.commune_code)
    .join(Province, Province.code == Commune.province_code)
    .join(Institution, Institution.id == TrainingClass.institution_id)
    .where(TrainingClass.code == bindparam("code"))
)
