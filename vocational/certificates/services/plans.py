"""How an institution numbers and prints its certificates, and who issues on a day."""

from datetime import date

from vocational.access.actor import Actor
from vocational.access.command import command
from vocational.access.permissions import Permission
from vocational.audit import services as audit
from vocational.certificates.models import CertificateSettings
from vocational.certificates.queries import issued as queries
from vocational.certificates.rules import numbers
from vocational.certificates.services.content import Issuer
from vocational.certificates.services.numbering import Plan, Series, default_plan, plan_of
from vocational.certificates.states import CertificateKind
from vocational.extensions import db
from vocational.institutions import queries as institutions
from vocational.institutions.models import Signatory
from vocational.shared import tenancy
from vocational.shared.errors import RuleViolation

LARGEST = 10**numbers.MOST_DIGITS - 1
SAMPLE_YEAR = 2100


def plan_for(kind: CertificateKind, day: date) -> Plan:
    """Return how certificates of a kind are numbered and printed."""
    row = queries.settings_of(kind)
    if row is not None:
        return plan_of(row)
    institution_id = tenancy.scoped_institution_id(db.session())
    names = institutions.name_on(day)
    return default_plan(
        kind,
        institutions.institution(institution_id).code,
        names.document_symbol if names else "",
    )


def issuer_on(day: date, base_url: str, signatory_id: int | None = None) -> Issuer:
    """Return who issues on a day: the head signs unless another signatory is named.

    Raises `RuleViolation`: `certificates.no_name`, `certificates.no_head`,
    `certificates.signatory_unknown`.
    """
    institution = institutions.institution(tenancy.scoped_institution_id(db.session()))
    names = institutions.name_on(day)
    if names is None:
        raise RuleViolation("certificates.no_name", "issued_on", day=day)
    signatories = institutions.signatories_on(day)
    head = next((signatory for signatory in signatories if signatory.is_head), None)
    if head is None:
        raise RuleViolation("certificates.no_head", "issued_on", day=day)
    return Issuer(
        names=names,
        head=head,
        signatory=_chosen(signatories, signatory_id) or head,
        place_name=institution.place_name,
        base_url=base_url,
        demonstration=institution.is_demonstration,
    )


@command(Permission.INSTITUTION_EDIT)
def settle(actor: Actor, plan: Plan, year: int) -> CertificateSettings:
    """Keep how certificates of a kind are numbered and printed; those issued stay as they are.

    `plan.version` is that of the record which the form showed, None when there was none.

    Raises `RuleViolation`: those of patterns, `certificates.restart_in_use` (numbers of this
    year were given already), `record.changed_meanwhile`.
    """
    check_plan(plan)
    row = queries.settings_of(plan.kind, for_update=True)
    if (row.version if row else None) != plan.version:
        raise RuleViolation("record.changed_meanwhile")
    _check_restarts(plan, plan_of(row) if row else plan_for(plan.kind, date(year, 1, 1)), year)
    if row is None:
        row = CertificateSettings(kind=plan.kind)
        db.session.add(row)
    _write(row, plan)
    before, after = audit.changes_of(row)
    if after:
        audit.record(actor, "certificate_settings.changed", row, before=before, after=after)
    return row


def check_plan(plan: Plan) -> None:
    """Refuse patterns and prefixes that cannot be printed or would repeat a number.

    Raises `RuleViolation`: those of `rules.check_pattern` and `rules.check_prefix`, the field
    being `serial_pattern`, `serial_prefix`, `registry_pattern` or `registry_prefix`.
    """
    _check_series(plan.serial, "serial")
    _check_series(plan.registry, "registry")


def _check_series(series: Series, name: str) -> None:
    pattern_field = f"{name}_pattern"
    numbers.check_prefix(series.prefix, field=f"{name}_prefix")
    numbers.check_pattern(series.pattern, restarts_each_year=series.restarts, field=pattern_field)
    if len(series.written(LARGEST, SAMPLE_YEAR)) > numbers.LONGEST_NUMBER:
        raise RuleViolation(
            "certificates.pattern_too_long", pattern_field, limit=numbers.LONGEST_NUMBER
        )


def _check_restarts(plan: Plan, before: Plan, year: int) -> None:
    """A series that changes its counter within a year would give numbers twice."""
    changed = {
        "serial_restarts": plan.serial.restarts != before.serial.restarts,
        "registry_restarts": plan.registry.restarts != before.registry.restarts,
    }
    for field, is_changed in changed.items():
        if is_changed and queries.has_numbers_of(plan.kind, year):
            raise RuleViolation("certificates.restart_in_use", field, year=str(year))


def _write(row: CertificateSettings, plan: Plan) -> None:
    row.serial_pattern, row.serial_prefix = plan.serial.pattern, plan.serial.prefix
    row.serial_restarts = plan.serial.restarts
    row.registry_pattern, row.registry_prefix = plan.registry.pattern, plan.registry.prefix
    row.registry_restarts = plan.registry.restarts
    row.bilingual, row.photo_frame = plan.bilingual, plan.photo_frame
    row.birth_place, row.form_decision = plan.birth_place, plan.form_decision


def _chosen(signatories: list[Signatory], signatory_id: int | None) -> Signatory | None:
    if signatory_id is None:
        return None
    for signatory in signatories:
        if signatory.id == signatory_id:
            return signatory
    raise RuleViolation("certificates.signatory_unknown", "signatory_id")


def signatories(day: date, full_name: str) -> list[Signatory]:
    """Return who of that name may sign on a day."""
    return [item for item in institutions.signatories_on(day) if item.full_name == full_name]
