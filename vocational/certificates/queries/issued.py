"""Read certificates that were issued, and the settings by which they are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, extract, select
from sqlalchemy.orm import joinedload

from vocational.assessment.models import RecognitionEntry
from vocational.catalogue.models import CourseVersion
from vocational.certificates.models import Certificate, CertificateSettings
from vocational.certificates.rules.numbers import serial_keys
from vocational.certificates.states import CertificateKind
from vocational.classes.models import TrainingClass
from vocational.extensions import db
from vocational.institutions.models import Institution
from vocational.shared import tenancy


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
    """Return the certificate whose QR code carries a token, whichever institution issued it."""
    return _found(Certificate.token == token)


def found_by_serial(serial_number: str) -> Found | None:
    """Return the certificate of a serial number as people type it, whichever institution issued it.

    Zeros before a number may be left out; None where several certificates would fit then.
    """
    keys = serial_keys(serial_number)
    result = _all_found(Certificate.serial_key.in_(keys))
    exact = [item for item in result if item.certificate.serial_key == keys[0]]
    if exact:
        return exact[0]
    return result[0] if len(result) == 1 else None


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
    with tenancy.all_institutions(db.session(), "anyone who holds a paper may have it checked"):
        rows = db.session.execute(
            select(Certificate, Institution)
            .join(Institution, Institution.id == Certificate.institution_id)
            .where(condition)
            .options(*_with_context())
            .order_by(Certificate.id)
        ).all()
    return [Found(row[0], row[1]) for row in rows]
