"""The papers beside certificates: a class's pages of the registry, and its hand-over list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from jinja2 import Environment

from vocational.assessment.models import RecognitionDecision, RecognitionEntry
from vocational.catalogue.rules import levels
from vocational.certificates.models import Certificate
from vocational.certificates.rules.designs.wording import recognition_decision
from vocational.certificates.services import plans
from vocational.certificates.states import CertificateKind, CertificateState
from vocational.classes.models import TrainingClass
from vocational.documents import pdf
from vocational.documents.papers import SIGN_BY_HAND, Letterhead, Signature
from vocational.shared.dates import statutory_date

CERTIFICATE_NAMES = {
    CertificateKind.ELEMENTARY: "chứng chỉ sơ cấp",
    CertificateKind.TRAINING: "chứng chỉ đào tạo",
}


@dataclass(frozen=True)
class ClassPapers:
    """What both papers are made of; `entries` by id, with learners loaded."""

    training_class: TrainingClass
    certificates: Sequence[Certificate]
    entries: dict[int, RecognitionEntry]

    @property
    def kind(self) -> CertificateKind:
        """Which certificates they are."""
        return self.certificates[0].kind


def registry_pdf(environment: Environment, papers: ClassPapers, day: date) -> bytes:
    """Print the pages of the registry that a class fills, as of a day.

    Raises `RuleViolation` when no name or head is known for the day.
    """
    title = f"SỔ CẤP {CERTIFICATE_NAMES[papers.kind].upper()}"
    html = environment.get_template("certificates/pdf/registry.html").render(
        **_heading(papers, day),
        book_title=title,
        level=_level(papers.training_class),
        signatures=_signatures(day, "NGƯỜI GHI SỔ"),
        place_and_date="",
        certificates=[_registry_row(n, item, papers) for n, item in _numbered(papers.certificates)],
    )
    return pdf.render(html)


def hand_over_pdf(environment: Environment, papers: ClassPapers, day: date) -> bytes:
    """Print the list on which holders sign for their certificates; raises as `registry_pdf`."""
    in_force = [
        certificate
        for certificate in papers.certificates
        if certificate.state is CertificateState.ISSUED
    ]
    html = environment.get_template("certificates/pdf/handover.html").render(
        **_heading(papers, day),
        certificate_name=CERTIFICATE_NAMES[papers.kind],
        signatures=_signatures(day, "NGƯỜI TRAO"),
        place_and_date="",
        certificates=[_hand_over_row(n, item) for n, item in _numbered(in_force)],
    )
    return pdf.render(html)


def _heading(papers: ClassPapers, day: date) -> dict[str, object]:
    names = plans.issuer_on(day, "").names
    decisions = {entry.decision_id: entry.decision for entry in papers.entries.values()}
    return {
        "letterhead": Letterhead(names.superior_body, names.name),
        "class_name": papers.training_class.code,
        "occupation": papers.certificates[0].printed["occupation"],
        "decision": "; ".join(_decision(decisions[key]) for key in sorted(decisions)),
    }


def _decision(decision: RecognitionDecision) -> str:
    if decision.number is None or decision.decided_on is None:
        return ""
    return recognition_decision(decision.number, decision.decided_on)


def _level(training_class: TrainingClass) -> str:
    level = training_class.course_version.level
    if not level.is_elementary:
        return ""
    name = levels.ON_PAPERS[level]
    return name[0].lower() + name[1:]


def _signatures(day: date, left: str) -> list[Signature]:
    head = plans.issuer_on(day, "").head
    return [
        Signature(left, note=SIGN_BY_HAND),
        Signature(head.title.upper(), name=head.full_name, note=""),
    ]


def _registry_row(number: int, row: Certificate, papers: ClassPapers) -> dict[str, object]:
    learner = papers.entries[row.entry_id].enrolment.learner
    printed = row.printed
    return {
        "number": number,
        "name": printed["holder_name"],
        "birth_date": printed["birth_date"],
        "sex": learner.sex.on_papers,
        "birth_place": printed["birth_place"],
        "ethnic_group": learner.ethnic_group,
        "occupation": printed["occupation"],
        "period": printed["training_period"],
        "result": printed["result"],
        "serial_number": row.serial_number,
        "registry_number": row.registry_number,
        "issued_on": statutory_date(row.issued_on),
        "received": _received(row),
        "note": _note(row),
    }


def _hand_over_row(number: int, row: Certificate) -> dict[str, object]:
    return {
        "number": number,
        "name": row.printed["holder_name"],
        "birth_date": row.printed["birth_date"],
        "serial_number": row.serial_number,
        "registry_number": row.registry_number,
        "note": "",
    }


def _received(row: Certificate) -> str:
    if row.handed_over_on is None:
        return ""
    return f"{statutory_date(row.handed_over_on)}, {row.handed_over_to}"


def _note(row: Certificate) -> str:
    if row.state is CertificateState.REPLACED:
        return f"Cấp lại: {row.replaced_reason}"
    if row.state is CertificateState.REVOKED and row.revoked_on:
        return f"Thu hồi, QĐ {row.revocation_decision} ngày {statutory_date(row.revoked_on)}"
    return ""


def _numbered(rows: Iterable[Certificate]) -> Iterable[tuple[int, Certificate]]:
    return enumerate(rows, start=1)
