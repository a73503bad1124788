"""Issue: numbers from locked counters, every text frozen, and a job that makes the files."""

import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy.exc import IntegrityError

from vocational.access.actor import Actor
from vocational.access.command import command, savepoint
from vocational.access.permissions import Permission
from vocational.assessment.models import RecognitionEntry
from vocational.audit import services as audit
from vocational.certificates.models import Certificate
from vocational.certificates.queries import of_class as queries
from vocational.certificates.rules import numbers as rules
from vocational.certificates.rules.designs.fields import CertificateFields
from vocational.certificates.services import files, plans
from vocational.certificates.services.candidates import IssueContext, refusals_of
from vocational.certificates.services.content import Numbers, kind_of
from vocational.extensions import db
from vocational.institutions.services.numbering import take_numbers
from vocational.learners.models import Learner
from vocational.shared.clock import now_utc
from vocational.shared.database import violates
from vocational.shared.errors import RuleViolation

# 16 bytes are 128 bits, 22 letters in an address.
TOKEN_BYTES = 16


@dataclass(frozen=True)
class IssueRequest:
    """What is to be issued: entries of recognition lists of one class, signed by whom, when.

    `base_url` goes into every QR code; empty: nothing can be issued. `signatory_id` None: the
    head signs.
    """

    class_id: int
    entry_ids: tuple[int, ...]
    issued_on: date
    base_url: str
    today: date
    signatory_id: int | None = None


@dataclass(frozen=True)
class Place:
    """Where a certificate stands in the registry book."""

    book: str
    sequence: int
    reissue: int = 0


@dataclass(frozen=True)
class Line:
    """What one certificate of a batch has of its own."""

    entry: RecognitionEntry
    numbers: Numbers
    place: Place


@command(Permission.CERTIFICATE_ISSUE)
def issue_certificates(actor: Actor, request: IssueRequest) -> list[int]:
    """Issue certificates in the order of the recognition lists; return their ids.

    Entries that have one already are left out: the same form sent twice issues once. Either
    all others are issued or none.

    Raises `RuleViolation`: `certificates.no_base_url`, `certificates.issued_in_future`,
    `certificates.nothing_to_issue`, `certificates.refused` (`name`, `reason_code`), those of
    `IssueContext.fields` with the learner's `name`, `certificates.serial_taken`.
    """
    _check_request(request)
    training_class = queries.class_with_course(request.class_id, for_update=True)
    plan = plans.plan_for(kind_of(training_class.course_version), request.issued_on)
    issuer = plans.issuer_on(request.issued_on, request.base_url, request.signatory_id)
    entries = _open_entries(request)
    if not entries:
        return []
    press = IssueContext(training_class, issuer, plan, request.issued_on)
    issued = _issue_all(actor, press, entries)
    files.enqueue_files(actor, issued, training_class.code)
    return [item.id for item in issued]


def make_certificate(
    actor: Actor, press: IssueContext, line: Line, issued_at: datetime
) -> Certificate:
    """Add one certificate with all that it prints to the open transaction.

    Raises `RuleViolation`: those of `IssueContext.fields`, the learner's `name` among the params;
    `certificates.serial_taken`.
    """
    entry, numbers, place = line.entry, line.numbers, line.place
    learner = entry.enrolment.learner
    row = Certificate(
        kind=press.plan.kind,
        entry_id=entry.id,
        class_id=press.training_class.id,
        learner_id=learner.id,
        serial_number=numbers.serial,
        serial_key=rules.serial_key(numbers.serial),
        registry_book=place.book,
        registry_sequence=place.sequence,
        registry_number=numbers.registry,
        reissue_number=place.reissue,
        token=numbers.token,
        design=press.design.code,
        design_version=press.design.version,
        printed=asdict(_checked_fields(press, entry, numbers)),
        holder_folded_name=learner.folded_name,
        holder_sort_name=learner.sort_name,
        is_specimen=press.issuer.demonstration,
        issued_on=press.issued_on,
        issued_at=issued_at,
        issued_by_name=actor.name,
    )
    _save(row)
    _record(actor, row, learner)
    return row


def new_token() -> str:
    """Make what a QR code carries: it cannot be guessed."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def _check_request(request: IssueRequest) -> None:
    if not request.base_url:
        raise RuleViolation("certificates.no_base_url")
    rules.check_issue_day(request.issued_on, request.today)
    if not request.entry_ids:
        raise RuleViolation("certificates.nothing_to_issue")


def _open_entries(request: IssueRequest) -> list[RecognitionEntry]:
    """Keep the asked entries without a certificate, in the order of the lists."""
    states = queries.states_of_entries(request.class_id)
    asked, result = set(request.entry_ids), []
    for entry in queries.listed_entries(request.class_id):
        if entry.id not in asked:
            continue
        refusals = refusals_of(entry, states.get(entry.id, set()), request.issued_on)
        codes = [refusal.code for refusal in refusals]
        if "certificates.already_issued" in codes:
            continue
        if codes:
            raise RuleViolation(
                "certificates.refused", name=entry.enrolment.learner.full_name, reason=codes[0]
            )
        result.append(entry)
    return result


def _issue_all(
    actor: Actor, press: IssueContext, entries: Sequence[RecognitionEntry]
) -> list[Certificate]:
    plan, year = press.plan, press.issued_on.year
    serials = take_numbers(plan.serial_counter(year), len(entries))
    lines = take_numbers(plan.registry_counter(year), len(entries))
    issued_at = now_utc()
    issued = []
    for entry, serial, line in zip(entries, serials, lines, strict=True):
        numbers = Numbers(
            plan.serial.written(serial, year), plan.registry.written(line, year), new_token()
        )
        place = Place(plan.registry_book(year), line)
        issued.append(make_certificate(actor, press, Line(entry, numbers, place), issued_at))
    return issued


def _checked_fields(
    press: IssueContext, entry: RecognitionEntry, numbers: Numbers
) -> CertificateFields:
    try:
        return press.fields(entry, numbers)
    except RuleViolation as violation:
        name = entry.enrolment.learner.full_name
        raise RuleViolation(
            violation.code, violation.field, **{**violation.params, "name": name}
        ) from violation


def _save(row: Certificate) -> None:
    try:
        with savepoint():
            db.session.add(row)
            db.session.flush()
    except IntegrityError as error:
        if not violates(error, "certificates", "serial_number") and not violates(
            error, "certificates", "serial_key"
        ):
            raise
        raise RuleViolation("certificates.serial_taken", serial=row.serial_number) from error


def _record(actor: Actor, row: Certificate, learner: Learner) -> None:
    audit.record(
        actor,
        "certificate.issued",
        row,
        after={
            "serial_number": row.serial_number,
            "registry_number": row.registry_number,
            "issued_on": row.issued_on,
            "full_name": learner.full_name,
        },
        label=f"{row.serial_number} {learner.full_name}",
    )
