"""Decide support, keep the facts it rests on, and write the ledger when a class begins."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from vocational.access.actor import Actor
from vocational.access.command import command
from vocational.access.permissions import Permission
from vocational.audit import services as audit
from vocational.classes.models import TrainingClass
from vocational.classes.rules import ClassState
from vocational.enrolment.models import Enrolment
from vocational.enrolment.queries import seats as places
from vocational.entitlements import queries
from vocational.entitlements.models import EntitlementDecision, EntitlementLine
from vocational.entitlements.rules.assess import assess, assess_by
from vocational.entitlements.rules.cases import Case
from vocational.entitlements.rules.outcomes import Assessment
from vocational.entitlements.rules.records import inputs_of, outcome_of, rules_of
from vocational.entitlements.services import ledger
from vocational.entitlements.services.case_files import CaseFile, case_files
from vocational.extensions import db
from vocational.law.parameters import NotInForce
from vocational.law.support import SchemeLaw
from vocational.provisions import queries as provisions
from vocational.shared.clock import now_utc
from vocational.shared.errors import RuleViolation

BEGUN = frozenset({ClassState.RUNNING, ClassState.FINISHED, ClassState.CLOSED})
DECIDABLE = frozenset({ClassState.OPEN, ClassState.RUNNING, ClassState.FINISHED})


@dataclass(frozen=True)
class StudyDays:
    """Full study days that count for a learner, of the days with sessions."""

    counted: int
    sessions: int


@dataclass(frozen=True)
class DecideRequest:
    """Who is to be decided; days by enrolment, else those planned by the weekly times."""

    class_id: int
    enrolment_ids: tuple[int, ...]
    days: Mapping[int, StudyDays] = field(default_factory=dict)


@command(Permission.SUPPORT_DECIDE)
def decide(actor: Actor, request: DecideRequest) -> list[EntitlementDecision]:
    """Decide the support of learners by the law of the first day, with all that decided it.

    A new decision replaces the one before; where nothing changed that one stands. What was
    decided is never worked out again by itself. In a class that has begun the ledger follows.
    Who has withdrawn, or is not of the class, is passed over.

    Raises `NoResultFound`; `RuleViolation`: `entitlements.no_scheme`, `entitlements.state`,
    `entitlements.more_days_than_sessions`.
    """
    row = places.class_for_update(request.class_id)
    if row.support_scheme is None:
        raise RuleViolation("entitlements.no_scheme")
    if row.state not in DECIDABLE:
        raise RuleViolation("entitlements.state")
    _check_days(request.days)
    wanted = set(request.enrolment_ids)
    people = [person for person in queries.people_of_class(row.id) if person.id in wanted]
    days = {enrolment_id: day.counted for enrolment_id, day in request.days.items()}
    return decide_people(actor, row, people, days)


@command(Permission.CLASS_EDIT)
def begin_support(actor: Actor, class_id: int) -> None:
    """Write what is due in a class that begins into the ledger of all institutions.

    Anyone whom another institution has supported since is decided again first.
    Raises `NoResultFound`.
    """
    row = places.class_for_update(class_id)
    people = queries.people_of_class(class_id)
    ledger.hold(people)
    present = queries.present_decisions(person.id for person in people)
    hashes = [person.learner.citizen_number_hash or "" for person in people]
    earlier = queries.earlier_supports(hashes, [person.id for person in people])
    changed = [
        person
        for person in people
        if person.id in present
        and present[person.id].override_id is None
        and ledger.supports_known_at_decision(present[person.id])
        != len(earlier.get(person.learner.citizen_number_hash or "", ()))
    ]
    if changed:
        days = {item.id: present[item.id].days_present for item in changed}
        decide_people(actor, row, changed, days)
        present = queries.present_decisions(person.id for person in people)
    ledger.keep(actor, [(person, present[person.id]) for person in people if person.id in present])


def decide_people(
    actor: Actor, row: TrainingClass, people: Sequence[Enrolment], days: Mapping[int, int]
) -> list[EntitlementDecision]:
    """Decide people of a locked class; call it inside a command."""
    if row.support_scheme is None:
        return []
    if row.state in BEGUN:
        ledger.hold(people)
    terms = queries.terms_of_class(row.id)
    files = case_files(people, row.support_scheme, terms, days)
    present = queries.present_decisions(person.id for person in people)
    judge = judge_of(files)
    decided, made = [], []
    for file in files:
        former = present.get(file.enrolment.id)
        decision = _made(actor, row, file, judge(file.case))
        if former is None or not _same(former, decision):
            made.append((file.enrolment, former, decision))
            decided.append((file.enrolment, decision))
        else:
            decided.append((file.enrolment, former))
    _save(actor, row, made)
    if row.state in BEGUN:
        ledger.keep(actor, decided)
    return [decision for _enrolment, decision in decided]


class Judge:
    """Judges cases of one scheme and day: the law is put together once."""

    def __init__(self, file: CaseFile | None) -> None:
        self.law: SchemeLaw | None = None
        if file is None:
            return
        try:
            self.law = provisions.scheme_law(file.case.scheme, file.case.starts_on)
        except NotInForce:
            self.law = None

    def __call__(self, case: Case) -> Assessment:
        return assess(case) if self.law is None else assess_by(self.law, case)


def judge_of(files: Sequence[CaseFile]) -> Judge:
    """Return who judges the cases of one class."""
    return Judge(files[0] if files else None)


def _save(
    actor: Actor,
    row: TrainingClass,
    made: Sequence[tuple[Enrolment, EntitlementDecision | None, EntitlementDecision]],
) -> None:
    """Save new decisions and mark those that they replace: one flush for all."""
    for _enrolment, former, decision in made:
        if former is not None:
            former.replaced_at = decision.decided_at
        db.session.add(decision)
    db.session.flush()
    for enrolment, former, decision in made:
        audit.record(
            actor,
            "entitlement.decided",
            decision,
            before={"total_dong": former.total_dong} if former else None,
            after={
                "scheme": decision.scheme,
                "days_present": decision.days_present,
                "total_dong": decision.total_dong,
            },
            label=f"{row.code} {enrolment.learner.full_name}",
        )


def _made(
    actor: Actor, row: TrainingClass, file: CaseFile, assessment: Assessment
) -> EntitlementDecision:
    passes_over = file.override is not None and file.passes_over
    return EntitlementDecision(
        enrolment_id=file.enrolment.id,
        scheme=file.case.scheme,
        decided_at=now_utc(),
        decided_by_name=actor.signature,
        starts_on=file.case.starts_on,
        days_present=file.case.days_present,
        category=assessment.category,
        total_dong=assessment.total_dong,
        inputs=inputs_of(file.case, row.course_version.level.value),
        outcome=outcome_of(assessment),
        rules=rules_of(assessment),
        override_id=file.override.id if file.override and passes_over else None,
        lines=[
            EntitlementLine(
                kind=line.kind,
                amount_dong=line.amount_dong,
                rule_id=line.rule.rule_id,
                legal_basis=line.rule.legal_basis,
            )
            for line in assessment.lines
        ],
    )


def _same(former: EntitlementDecision, made: EntitlementDecision) -> bool:
    parts = ("inputs", "outcome", "rules", "override_id")
    return all(getattr(former, part) == getattr(made, part) for part in parts)


def _check_days(days: Mapping[int, StudyDays]) -> None:
    for day in days.values():
        if day.counted > day.sessions:
            raise RuleViolation(
                "entitlements.more_days_than_sessions",
                "days",
                days=day.counted,
                sessions=day.sessions,
            )
