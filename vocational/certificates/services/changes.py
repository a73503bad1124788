"""What happens to an issued certificate: handed over, reissued after a misprint, revoked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vocational.access.actor import Actor
from vocational.access.command import command
from vocational.access.permissions import Permission
from vocational.audit import services as audit
from vocational.certificates.models import Certificate
from vocational.certificates.queries import issued, of_class
from vocational.certificates.rules import numbers as rules
from vocational.certificates.rules.numbers import RevocationGround
from vocational.certificates.services import files, plans
from vocational.certificates.services.candidates import IssueContext
from vocational.certificates.services.content import Numbers
from vocational.certificates.services.issue import Line, Place, make_certificate, new_token
from vocational.certificates.states import CertificateState
from vocational.extensions import db
from vocational.institutions.services.numbering import take_number
from vocational.shared.clock import now_utc
from vocational.shared.errors import RuleViolation
from vocational.shared.free_text import clean_line, required_line

LONGEST_REASON = 300
LONGEST_DECISION = 60


@dataclass(frozen=True)
class HandOver:
    """Who received certificates and when; `receiver` empty: each holder in person.

    `note` names the paper of a proxy.
    """

    certificate_ids: tuple[int, ...]
    handed_over_on: date
    today: date
    receiver: str = ""
    by_proxy: bool = False
    note: str = ""


@dataclass(frozen=True)
class Revocation:
    """The decision that withdraws a certificate."""

    certificate_id: int
    ground: RevocationGround
    decision: str
    revoked_on: date
    reason: str
    today: date


@command(Permission.CERTIFICATE_ISSUE)
def hand_over(actor: Actor, request: HandOver) -> int:
    """Record that certificates were handed over; return how many.

    Those handed over before are left as they are.

    Raises `RuleViolation`: `certificates.not_in_force`, `certificates.day_before_issue`,
    `certificates.day_in_future`, `certificates.proxy_unnamed`.
    """
    if request.by_proxy and not (request.receiver and request.note):
        raise RuleViolation(
            "certificates.proxy_unnamed", "note" if request.receiver else "receiver"
        )
    rows = [
        row
        for row in issued.certificates_for_update(request.certificate_ids)
        if row.handed_over_on is None
    ]
    for row in rows:
        _hand_over(actor, row, request)
    return len(rows)


@command(Permission.CERTIFICATE_ISSUE)
def reissue(
    actor: Actor, certificate_id: int, reason: str, *, base_url: str, today: date
) -> Certificate:
    """Replace a misprinted certificate before hand-over, with the data as they are now.

    The new one has the same line in the registry, the same day and a new serial number; the
    old one is kept as replaced.

    Raises `RuleViolation`: `certificates.no_base_url`, `certificates.not_in_force`,
    `certificates.handed_over`, `required`, `too_long`, those of issue.
    """
    if not base_url:
        raise RuleViolation("certificates.no_base_url")
    reason = required_line(reason, LONGEST_REASON, "reason")
    old = issued.certificate_for_update(certificate_id)
    _check_in_force(old)
    if old.handed_over_on is not None:
        raise RuleViolation("certificates.handed_over", day=old.handed_over_on)
    old.state, old.replaced_on, old.replaced_reason = CertificateState.REPLACED, today, reason
    _record(actor, "certificate.replaced", old, reason)
    new = _again(actor, old, base_url)
    files.enqueue_files(actor, [new], of_class.class_with_course(new.class_id).code)
    return new


@command(Permission.CERTIFICATE_REVOKE)
def revoke(actor: Actor, request: Revocation) -> Certificate:
    """Withdraw a certificate by a decision; it stays in the registry for ever.

    Raises `RuleViolation`: `certificates.not_in_force`, `certificates.day_before_issue`,
    `certificates.day_in_future`, `required`, `too_long`.

    Source: TT 42/2015/TT-BLĐTBXH art. 31.
    """
    row = issued.certificate_for_update(request.certificate_id)
    _check_in_force(row)
    rules.check_later_day(
        request.revoked_on, issued_on=row.issued_on, today=request.today, field="revoked_on"
    )
    row.revocation_decision = required_line(request.decision, LONGEST_DECISION, "decision")
    row.revocation_reason = clean_line(request.reason, LONGEST_REASON, "reason")
    row.revocation_ground, row.revoked_on = request.ground, request.revoked_on
    row.state = CertificateState.REVOKED
    _record(actor, "certificate.revoked", row, row.revocation_reason)
    return row


def _hand_over(actor: Actor, row: Certificate, request: HandOver) -> None:
    _check_in_force(row)
    rules.check_later_day(
        request.handed_over_on,
        issued_on=row.issued_on,
        today=request.today,
        field="handed_over_on",
    )
    row.handed_over_on = request.handed_over_on
    row.handed_over_to = (request.receiver or str(row.printed["holder_name"]))[:120]
    row.handed_over_by_proxy, row.handover_note = request.by_proxy, request.note[:200]
    _record(actor, "certificate.handed_over", row, "")


def _again(actor: Actor, old: Certificate, base_url: str) -> Certificate:
    """Make the certificate that takes the place of another one."""
    entry = of_class.entry_with_all(old.entry_id)
    year = old.issued_on.year
    plan = plans.plan_for(old.kind, old.issued_on)
    press = IssueContext(
        of_class.class_with_course(old.class_id),
        plans.issuer_on(old.issued_on, base_url, _signatory_of(old)),
        plan,
        old.issued_on,
    )
    serial = plan.serial.written(take_number(plan.serial_counter(year)), year)
    numbers = Numbers(serial, old.registry_number, new_token())
    place = Place(old.registry_book, old.registry_sequence, old.reissue_number + 1)
    db.session.flush()
    return make_certificate(actor, press, Line(entry, numbers, place), now_utc())


def _signatory_of(old: Certificate) -> int | None:
    """Find who signed the old one, as the day of issue stays the same."""
    name = old.printed["signer_name"]
    signed: Sequence[int] = [signatory.id for signatory in plans.signatories(old.issued_on, name)]
    return signed[0] if signed else None


def _check_in_force(row: Certificate) -> None:
    if row.state is not CertificateState.ISSUED:
        raise RuleViolation("certificates.not_in_force", serial=row.serial_number)


def _record(actor: Actor, action: str, row: Certificate, reason: str) -> None:
    before, after = audit.changes_of(row)
    label = f"{row.serial_number} {row.printed['holder_name']}"
    audit.record(actor, action, row, before=before, after=after, reason=reason, label=label)
