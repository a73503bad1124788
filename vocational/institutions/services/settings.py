"""Found an institution; change its data, names and signatories, which keep their history."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.exc import IntegrityError

from vocational.access.actor import Actor
from vocational.access.command import command, savepoint
from vocational.access.permissions import Permission
from vocational.audit import services as audit
from vocational.extensions import db
from vocational.institutions import queries, rules
from vocational.institutions.models import Institution, InstitutionName, Signatory
from vocational.institutions.rules import SignatoryKind
from vocational.shared import tenancy
from vocational.shared.database import violates
from vocational.shared.errors import Refused, RuleViolation
from vocational.shared.free_text import clean_line, required_line
from vocational.shared.person_names import clean_name


@dataclass(frozen=True, slots=True)
class Contact:
    """Where the institution is and how to reach it; `place_name` stands before dates on papers."""

    short_name: str
    place_name: str
    address: str
    commune_code: str | None
    phone: str
    opening_hours: str = ""


@dataclass(frozen=True, slots=True)
class Names:
    """What the institution is called on papers."""

    name: str
    superior_body: str
    document_symbol: str
    name_en: str = ""
    superior_body_en: str = ""


@dataclass(frozen=True, slots=True)
class SignatoryDetails:
    """Who signs; `title` is the head's title, `own_title` that of a deputy."""

    kind: SignatoryKind
    full_name: str
    title: str
    title_en: str = ""
    own_title: str = ""
    own_title_en: str = ""


def found_institution(code: str, contact: Contact, now: datetime, *, demo: bool = False) -> int:
    """Add an institution in the caller's transaction; return its id.

    Raises `RuleViolation`: `institution.code_form`, `institution.code_taken`, `required`.
    """
    row = Institution(code=rules.clean_code(code), is_demonstration=demo, created_at=now)
    _write_contact(row, contact)
    try:
        with savepoint():
            db.session.add(row)
            db.session.flush()
    except IntegrityError as error:
        if not violates(error, "institutions", "code"):
            raise
        raise RuleViolation("institution.code_taken", "code") from error
    return row.id


@command(Permission.INSTITUTION_EDIT)
def edit_contact(actor: Actor, contact: Contact, version: int) -> Institution:
    """Change the institution's data; papers already issued keep theirs.

    Raises `RuleViolation`: `record.changed_meanwhile`, `required`, `too_long`.
    """
    row = queries.institution_for_update(actor.own_institution())
    row.check_unchanged(version)
    _write_contact(row, contact)
    before, after = audit.changes_of(row)
    if after:
        audit.record(
            actor, "institution.changed", row, before=before, after=after, label=row.short_name
        )
    return row


@command(Permission.INSTITUTION_EDIT)
def add_name(actor: Actor, names: Names, effective_from: date) -> InstitutionName:
    """Add the names that hold from a day on; earlier ones stay for papers of their time.

    Raises `RuleViolation`: `institution.name_that_day`, `required`, `too_long`.
    """
    row = InstitutionName(
        effective_from=effective_from,
        name=required_line(names.name, 200, "name"),
        superior_body=required_line(names.superior_body, 200, "superior_body"),
        document_symbol=required_line(names.document_symbol, 40, "document_symbol"),
        name_en=clean_line(names.name_en, 200, "name_en"),
        superior_body_en=clean_line(names.superior_body_en, 200, "superior_body_en"),
    )
    try:
        with savepoint():
            db.session.add(row)
            db.session.flush()
    except IntegrityError as error:
        if not violates(error, "institution_names", "institution_id", "effective_from"):
            raise
        raise RuleViolation("institution.name_that_day", "effective_from") from error
    audit.record(actor, "institution_name.created", row, after=audit.values_of(row), label=row.name)
    return row


@command(Permission.INSTITUTION_EDIT)
def add_signatory(actor: Actor, details: SignatoryDetails, effective_from: date) -> Signatory:
    """Add who signs from a day on; a new head ends the one before.

    Raises `RuleViolation`: `signatory.before_present`, `required`, those of names.
    """
    is_head = details.kind is not SignatoryKind.DEPUTY
    own_title = "" if is_head else required_line(details.own_title, 60, "own_title")
    queries.institution_for_update(actor.own_institution())
    if is_head:
        _end_present_head(actor, effective_from)
    row = Signatory(
        full_name=clean_name(details.full_name, "head_name"),
        title=required_line(details.title, 60, "title"),
        title_en=clean_line(details.title_en, 60, "title_en"),
        own_title=own_title,
        own_title_en="" if is_head else clean_line(details.own_title_en, 60, "own_title_en"),
        is_head=is_head,
        effective_from=effective_from,
    )
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "signatory.created", row, after=audit.values_of(row), label=row.full_name)
    return row


@command(Permission.INSTITUTION_EDIT)
def end_signatory(actor: Actor, signatory_id: int, ends_on: date) -> Signatory:
    """Give a signatory the last day of signing.

    Raises `NoResultFound`; `RuleViolation` `signatory.ends_before_start`.
    """
    row = queries.signatory_for_update(signatory_id)
    rules.check_end(row.effective_from, ends_on)
    _end(actor, row, ends_on)
    return row


def _end_present_head(actor: Actor, starts_on: date) -> None:
    for head in queries.open_heads_for_update():
        _end(actor, head, rules.last_day_before(starts_on, head.effective_from))


def _end(actor: Actor, row: Signatory, ends_on: date) -> None:
    row.effective_to = ends_on
    before, after = audit.changes_of(row)
    if after:
        audit.record(actor, "signatory.ended", row, before=before, after=after, label=row.full_name)


def _write_contact(row: Institution, contact: Contact) -> None:
    row.short_name = required_line(contact.short_name, 80, "short_name")
    row.place_name = required_line(contact.place_name, 60, "place_name")
    row.address = required_line(contact.address, 200, "address")
    row.commune_code = contact.commune_code
    row.phone = clean_line(contact.phone, 20, "phone")
    row.opening_hours = clean_line(contact.opening_hours, 100, "opening_hours")


def start_names(
    actor: Actor, institution_id: int, names: Names, head: SignatoryDetails, since: date
) -> None:
    """Give a new institution its first names and head, inside its scope."""
    if tenancy.scoped_institution_id(db.session()) != institution_id:
        raise Refused("another institution")
    add_name(actor, names, since)
    add_signatory(actor, head, since)
