"""Who of a class can be given a certificate on a day, and why the others cannot."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vocational.assessment.models import RecognitionEntry
from vocational.assessment.states import DecisionState
from vocational.certificates.queries import of_class as queries
from vocational.certificates.rules import numbers as rules
from vocational.certificates.rules.designs.fields import CertificateFields
from vocational.certificates.rules.designs.fit import fit_certificate
from vocational.certificates.rules.designs.registry import Design, current_design
from vocational.certificates.services import plans
from vocational.certificates.services.content import Issuer, Numbers, fields_of, kind_of
from vocational.certificates.services.numbering import Plan
from vocational.certificates.states import CertificateState
from vocational.classes.models import TrainingClass
from vocational.enrolment.models import Enrolment
from vocational.institutions import queries as institutions
from vocational.learners.models import Learner
from vocational.shared.errors import RuleViolation

# As long as a real token, so that the code of a preview is as dense as a real one.
PREVIEW_TOKEN = "0" * 22


@dataclass(frozen=True)
class Candidate:
    """A learner of the class; `refusals` empty: can be given a certificate.

    `entry` is None while no recognition list names the learner.
    """

    enrolment: Enrolment
    entry: RecognitionEntry | None
    refusals: tuple[RuleViolation, ...]

    @property
    def learner(self) -> Learner:
        """The learner."""
        return self.enrolment.learner


@dataclass(frozen=True)
class IssuePreview:
    """What a class could be issued on a day; `issued` counts certificates in force."""

    training_class: TrainingClass
    plan: Plan
    issued_on: date
    eligible: Sequence[Candidate]
    not_eligible: Sequence[Candidate]
    issued: int


@dataclass(frozen=True)
class IssueContext:
    """All that certificates of one class share."""

    training_class: TrainingClass
    issuer: Issuer
    plan: Plan
    issued_on: date

    @property
    def design(self) -> Design:
        """The design of certificates issued now."""
        return current_design(self.plan.kind, bilingual=self.plan.bilingual)

    def fields(self, entry: RecognitionEntry, numbers: Numbers) -> CertificateFields:
        """Write the texts of a certificate and see that each can be printed.

        Raises `RuleViolation`: those of `fit_certificate`; `certificates.no_result`.
        """
        fields = fields_of(
            entry,
            self.training_class,
            issuer=self.issuer,
            plan=self.plan,
            numbers=numbers,
            issued_on=self.issued_on,
        )
        fit_certificate(self.design, fields)
        return fields


def issue_preview(class_id: int, issued_on: date, base_url: str) -> IssuePreview:
    """Tell eligible and not eligible learners apart, in the order of the recognition lists.

    Raises `NoResultFound`; `RuleViolation` when no name or head is known for the day.
    """
    training_class = queries.class_with_course(class_id)
    plan = plans.plan_for(kind_of(training_class.course_version), issued_on)
    press = IssueContext(training_class, plans.issuer_on(issued_on, base_url), plan, issued_on)
    states = queries.states_of_entries(class_id)
    listed = [_judged(press, entry, states) for entry in queries.listed_entries(class_id)]
    others = [_unlisted(enrolment) for enrolment in queries.enrolled_without_list(class_id)]
    open_cases = [item for item in listed if not _has_one(item)]
    return IssuePreview(
        training_class=training_class,
        plan=plan,
        issued_on=issued_on,
        eligible=[open_case for open_case in open_cases if not open_case.refusals],
        not_eligible=[open_case for open_case in open_cases if open_case.refusals] + others,
        issued=len(listed) - len(open_cases),
    )


def refusals_of(
    entry: RecognitionEntry, states: set[CertificateState], issued_on: date
) -> tuple[RuleViolation, ...]:
    """Give every reason of law against a certificate for an entry on a day."""
    decision = entry.decision
    decided = decision.state is DecisionState.DECIDED
    case = rules.CertificateCase(
        passed=entry.passed,
        recognised_on=decision.decided_on if decided else None,
        has_certificate=CertificateState.ISSUED in states,
        has_been_revoked=CertificateState.REVOKED in states,
    )
    return tuple(RuleViolation(code) for code in rules.reasons_against(case, issued_on))


def preview_numbers(plan: Plan, year: int) -> Numbers:
    """Give the numbers that would come next; none is taken."""
    return Numbers(
        serial=plan.serial.written(institutions.next_number(plan.serial_counter(year)), year),
        registry=plan.registry.written(institutions.next_number(plan.registry_counter(year)), year),
        token=PREVIEW_TOKEN,
    )


def _judged(
    press: IssueContext, entry: RecognitionEntry, states: dict[int, set[CertificateState]]
) -> Candidate:
    refusals = refusals_of(entry, states.get(entry.id, set()), press.issued_on)
    if not refusals:
        try:
            press.fields(entry, _sample_numbers(press))
        except RuleViolation as violation:
            refusals = (violation,)
    return Candidate(entry.enrolment, entry, refusals)


def _sample_numbers(press: IssueContext) -> Numbers:
    year = press.issued_on.year
    return Numbers(
        press.plan.serial.written(1, year), press.plan.registry.written(1, year), PREVIEW_TOKEN
    )


def _unlisted(enrolment: Enrolment) -> Candidate:
    return Candidate(enrolment, None, (RuleViolation("certificates.not_recognised"),))


def _has_one(candidate: Candidate) -> bool:
    return any(refusal.code == "certificates.already_issued" for refusal in candidate.refusals)
