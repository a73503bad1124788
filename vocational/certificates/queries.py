"""Read who can be given a certificate, the certificates of a class, and the registry book."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, extract, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from vocational.assessment.models import RecognitionDecision, RecognitionEntry
from vocational.assessment.states import DecisionState
from vocational.catalogue.models import Course, CourseVersion
from vocational.certificates.models import (
    Certificate,
    CertificateKind,
    CertificateSettings,
    CertificateState,
)
from vocational.certificates.rules import serial_key, serial_keys
from vocational.classes.models import TrainingClass
from vocational.enrolment.models import Enrolment
from vocational.enrolment.rules import EnrolmentState
from vocational.extensions import db
from vocational.institutions.models import Institution
from vocational.shared import tenancy
from vocational.shared.paging import ListRequest, Page, fetch_page
from vocational.shared.vietnamese_text import fold

SORTS = ("issued_on", "serial", "registry", "name")


@dataclass(frozen=True)
class BookCounts:
    """How many certificates the registry holds by state and kind, and the years of issue."""

    by_state: dict[CertificateState, int]
    by_kind: dict[CertificateKind, int]
    years: tuple[int, ...]
    not_handed_over: int


@dataclass(frozen=True)
class Found:
    """A certificate found by the public, with the institution that owns it."""

    certificate: Certificate
    institution: Institution


def settings_of(kind: CertificateKind, *, for_update: bool = False) -> CertificateSettings | None:
    """Return what the institution has settled for a kind; None while the defaults hold."""
    statement = select(CertificateSettings).where(CertificateSettings.kind == kind)
    return db.session.scalars(
        statement.with_for_update() if for_update else statement
    ).one_or_none()


def class_with_course(class_id: int, *, for_update: bool = False) -> TrainingClass:
    """Return a class with course, occupation and commune, its row locked if asked.

    Raises `NoResultFound`.
    """
    statement = (
        select(TrainingClass)
        .where(TrainingClass.id == class_id)
        .options(
            joinedload(TrainingClass.course_version, innerjoin=True)
            .joinedload(CourseVersion.course, innerjoin=True)
            .joinedload(Course.occupation, innerjoin=True),
            joinedload(TrainingClass.commune, innerjoin=True),
        )
    )
    if for_update:
        statement = statement.with_for_update(of=TrainingClass)
    return db.session.scalars(statement).one()


def class_id_of(code: str) -> int:
    """Return the id of a class by its code; raises `NoResultFound`."""
    return db.session.scalars(select(TrainingClass.id).where(TrainingClass.code == code)).one()


def owner_of_class(code: str) -> int | None:
    """Return the institution that a class belongs to; None without such a class."""
    with tenancy.all_institutions(db.session(), "class codes are unique in the installation"):
        return db.session.scalar(
            select(TrainingClass.institution_id).where(TrainingClass.code == code)
        )


def listed_entries(class_id: int) -> Sequence[RecognitionEntry]:
    """Return who stands in the class's recognition lists, in the order of the lists.

    Decision, enrolment and learner are loaded; lists not yet decided come last.
    """
    decision = RecognitionDecision
    return db.session.scalars(
        select(RecognitionEntry)
        .join(RecognitionEntry.decision)
        .where(decision.class_id == class_id)
        .options(
            contains_eager(RecognitionEntry.decision),
            joinedload(RecognitionEntry.enrolment, innerjoin=True).joinedload(
                Enrolment.learner, innerjoin=True
            ),
        )
        .order_by(
            decision.state != DecisionState.DECIDED,
            decision.decided_on,
            decision.id,
            RecognitionEntry.position,
            RecognitionEntry.id,
        )
    ).all()


def enrolled_without_list(class_id: int) -> Sequence[Enrolment]:
    """Return the class's learners whom no recognition list names, by list number."""
    listed = select(RecognitionEntry.enrolment_id)
    return db.session.scalars(
        select(Enrolment)
        .where(
            Enrolment.class_id == class_id,
            Enrolment.state == EnrolmentState.ENROLLED,
            Enrolment.id.not_in(listed),
        )
        .options(joinedload(Enrolment.learner, innerjoin=True))
        .order_by(Enrolment.list_number, Enrolment.id)
    ).all()


def entry_with_all(entry_id: int) -> RecognitionEntry:
    """Return an entry with decision, enrolment and learner; raises `NoResultFound`."""
    return db.session.scalars(
        select(RecognitionEntry)
        .where(RecognitionEntry.id == entry_id)
        .options(
            joinedload(RecognitionEntry.decision, innerjoin=True),
            joinedload(RecognitionEntry.enrolment, innerjoin=True).joinedload(
                Enrolment.learner, innerjoin=True
            ),
        )
    ).one()


def certificates_of_class(class_id: int) -> Sequence[Certificate]:
    """Return all certificates of a class, by registry number; each with its file and job."""
    return db.session.scalars(
        select(Certificate)
        .where(Certificate.class_id == class_id)
        .options(joinedload(Certificate.pdf_file), joinedload(Certificate.render_job))
        .order_by(
            Certificate.registry_book, Certificate.registry_sequence, Certificate.reissue_number
        )
    ).all()


def states_of_entries(class_id: int) -> dict[int, set[CertificateState]]:
    """Return the states of the certificates of each entry of a class."""
    rows = db.session.execute(
        select(Certificate.entry_id, Certificate.state).where(Certificate.class_id == class_id)
    )
    found: dict[int, set[CertificateState]] = {}
    for entry_id, state in rows:
        found.setdefault(entry_id, set()).add(state)
    return found


def certificate(certificate_id: int) -> Certificate:
    """Return one certificate with entry, decision, class and file; raises `NoResultFound`."""
    return db.session.scalars(
        select(Certificate)
        .where(Certificate.id == certificate_id)
        .options(*_with_context(), joinedload(Certificate.pdf_file))
    ).one()


def certificates_for_update(ids: Iterable[int]) -> Sequence[Certificate]:
    """Return certificates with their rows locked, by id."""
    return db.session.scalars(
        select(Certificate)
        .where(Certificate.id.in_(list(ids)))
        .order_by(Certificate.id)
        .with_for_update(of=Certificate)
    ).all()


def certificate_for_update(certificate_id: int) -> Certificate:
    """Return one certificate with its row locked; raises `NoResultFound`."""
    return db.session.scalars(
        select(Certificate).where(Certificate.id == certificate_id).with_for_update(of=Certificate)
    ).one()


def without_file(ids: Iterable[int]) -> Sequence[Certificate]:
    """Return which of these certificates still have no PDF, by id."""
    return db.session.scalars(
        select(Certificate)
        .where(Certificate.id.in_(list(ids)), Certificate.pdf_file_id.is_(None))
        .order_by(Certificate.id)
    ).all()


def versions_of_entry(entry_id: int) -> Sequence[Certificate]:
    """Return the certificate of an entry and those it replaced, the first one first."""
    return db.session.scalars(
        select(Certificate)
        .where(Certificate.entry_id == entry_id)
        .order_by(Certificate.reissue_number)
    ).all()


def has_numbers_of(kind: CertificateKind, year: int) -> bool:
    """Tell whether certificates of a kind were issued in a year."""
    return (
        db.session.scalar(
            select(Certificate.id)
            .where(Certificate.kind == kind, extract("year", Certificate.issued_on) == year)
            .limit(1)
        )
        is not None
    )


def found_by_token(token: str) -> Found | None:
    """Return the certificate whose QR code carries a token, whoever issued it."""
    return _found(Certificate.token == token)


def found_by_serial(serial_number: str) -> Found | None:
    """Return the certificate of a serial number as people type it, whoever issued it.

    Zeros before a number may be left out; None where several certificates would fit then.
    """
    keys = serial_keys(serial_number)
    found = _all_found(Certificate.serial_key.in_(keys))
    exact = [one for one in found if one.certificate.serial_key == keys[0]]
    if exact:
        return exact[0]
    return found[0] if len(found) == 1 else None


def book(request: ListRequest) -> Page[Certificate]:
    """Return one page of the registry book."""
    return fetch_page(db.session(), _book(request), request)


def whole_book(request: ListRequest) -> Sequence[Certificate]:
    """Return every certificate that the list would show, in its order."""
    return db.session.scalars(_book(request)).all()


def book_counts() -> BookCounts:
    """Count the registry for its filters, in two queries."""
    handed = Certificate.handed_over_on.is_not(None)
    rows = db.session.execute(
        select(Certificate.state, Certificate.kind, handed, func.count()).group_by(
            Certificate.state, Certificate.kind, handed
        )
    ).all()
    year = extract("year", Certificate.issued_on)
    years = db.session.scalars(
        select(year).select_from(Certificate).distinct().order_by(year.desc())
    )
    by_state: dict[CertificateState, int] = {}
    by_kind: dict[CertificateKind, int] = {}
    for state, kind, _handed, count in rows:
        by_state[state] = by_state.get(state, 0) + count
        by_kind[kind] = by_kind.get(kind, 0) + count
    waiting = sum(
        count for state, _, done, count in rows if state == CertificateState.ISSUED and not done
    )
    return BookCounts(by_state, by_kind, tuple(int(each) for each in years), waiting)


def _with_context() -> tuple[Any, ...]:
    return (
        joinedload(Certificate.entry, innerjoin=True).joinedload(
            RecognitionEntry.decision, innerjoin=True
        ),
        joinedload(Certificate.training_class, innerjoin=True)
        .joinedload(TrainingClass.course_version, innerjoin=True)
        .joinedload(CourseVersion.course, innerjoin=True),
    )


def _found(condition: ColumnElement[bool]) -> Found | None:
    return next(iter(_all_found(condition)), None)


def _all_found(condition: ColumnElement[bool]) -> list[Found]:
    with tenancy.all_institutions(db.session(), "whoever holds a paper may have it checked"):
        rows = db.session.execute(
            select(Certificate, Institution)
            .join(Institution, Institution.id == Certificate.institution_id)
            .where(condition)
            .options(*_with_context())
            .order_by(Certificate.id)
        ).all()
    return [Found(row[0], row[1]) for row in rows]


def _book(request: ListRequest) -> Select[Certificate]:
    statement = (
        select(Certificate)
        .join(Certificate.training_class)
        .options(
            contains_eager(Certificate.training_class).joinedload(
                TrainingClass.course_version, innerjoin=True
            )
        )
        .where(*_wanted(request))
    )
    column: Any = {
        "serial": Certificate.serial_key,
        "registry": Certificate.registry_sequence,
        "name": Certificate.holder_sort_name,
    }.get(request.sort, Certificate.issued_on)
    return statement.order_by(
        column.desc() if request.descending else column,
        Certificate.id.desc() if request.descending else Certificate.id,
    )


def _wanted(request: ListRequest) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    if request.query:
        folded = fold(request.query)
        wanted.append(
            or_(
                Certificate.holder_folded_name.contains(folded, autoescape=True),
                Certificate.serial_key.startswith(serial_key(request.query) or "-"),
                Certificate.registry_number.startswith(request.query, autoescape=True),
                TrainingClass.code == request.query.upper(),
            )
        )
    for name, value in request.filters.items():
        wanted.append(_filter(name, value))
    return wanted


def _filter(name: str, value: str) -> ColumnElement[bool]:
    if name == "state":
        return Certificate.state == CertificateState(value)
    if name == "kind":
        return Certificate.kind == CertificateKind(value)
    if name == "year":
        return extract("year", Certificate.issued_on) == int(value)
    return and_(Certificate.state == CertificateState.ISSUED, Certificate.handed_over_on.is_(None))
