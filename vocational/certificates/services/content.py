"""From what is known of a learner, class and institution to the texts of a certificate."""

from dataclasses import dataclass
from datetime import date

from vocational.assessment.models import RecognitionEntry
from vocational.assessment.rules.results import Classification
from vocational.catalogue.models import CourseVersion
from vocational.certificates.rules.designs import wording
from vocational.certificates.rules.designs.fields import CertificateFields
from vocational.certificates.services.numbering import Plan
from vocational.certificates.states import CertificateKind
from vocational.classes.models import TrainingClass
from vocational.institutions.models import InstitutionName, Signatory
from vocational.learners.models import Learner
from vocational.shared.dates import statutory_place_and_day
from vocational.shared.errors import RuleViolation

# Printed words: the Vietnamese of TT 42/2015 art. 27, the English frozen with them.
CLASSES = {
    Classification.EXCELLENT: ("Xuất sắc", "Excellent"),
    Classification.VERY_GOOD: ("Giỏi", "Very good"),
    Classification.GOOD: ("Khá", "Good"),
    Classification.FAIRLY_GOOD: ("Trung bình khá", "Above average"),
    Classification.AVERAGE: ("Trung bình", "Average"),
}


@dataclass(frozen=True)
class Issuer:
    """Who issues on a day: names, who signs, and where the certificate can be checked.

    `base_url` without a slash at its end; `demonstration` prints MẪU across every sheet.
    """

    names: InstitutionName
    head: Signatory
    signatory: Signatory
    place_name: str
    base_url: str
    demonstration: bool


@dataclass(frozen=True)
class Numbers:
    """What sets one certificate apart from all others."""

    serial: str
    registry: str
    token: str


def kind_of(version: CourseVersion) -> CertificateKind:
    """Return which certificate a course leads to."""
    elementary = version.level.is_elementary
    return CertificateKind.ELEMENTARY if elementary else CertificateKind.TRAINING


def fields_of(
    entry: RecognitionEntry,
    training_class: TrainingClass,
    *,
    issuer: Issuer,
    plan: Plan,
    numbers: Numbers,
    issued_on: date,
) -> CertificateFields:
    """Write every text of a certificate as it is printed.

    Raises `RuleViolation` `certificates.no_result`: an elementary result without a class.
    """
    learner = entry.enrolment.learner
    texts = {
        **issuer_texts(issuer, issued_on),
        **_holder_texts(learner, plan),
        **_course_texts(training_class),
        **_result_texts(entry, plan.kind),
        **number_texts(issuer, numbers),
    }
    return CertificateFields(**texts, specimen=issuer.demonstration, photo_frame=plan.photo_frame)


def issuer_texts(issuer: Issuer, issued_on: date) -> dict[str, str]:
    """Write who issues, where, when, and who signs."""
    signer_title, deputy_title = issuer.signatory.paper_titles
    return {
        "superior_body": issuer.names.superior_body.upper(),
        "institution_name": issuer.names.name.upper(),
        "head_title": issuer.head.title.upper(),
        "place_and_date": statutory_place_and_day(issuer.place_name, issued_on),
        "signer_title": signer_title,
        "deputy_title": deputy_title,
        "signer_name": issuer.signatory.full_name,
        "superior_body_en": issuer.names.superior_body_en.upper(),
        "institution_name_en": issuer.names.name_en.upper(),
        "head_title_en": f"THE {issuer.head.title_en.upper()} OF" if issuer.head.title_en else "",
    }


def _holder_texts(learner: Learner, plan: Plan) -> dict[str, str]:
    born = learner.born
    birth_place = learner.birth_place if plan.birth_place else ""
    return {
        "salutation": wording.salutation(learner.sex),
        "salutation_en": wording.salutation_en(learner.sex),
        "holder_name": learner.full_name,
        "birth_label": wording.birth_label(born),
        "birth_label_en": wording.birth_label_en(born),
        "birth_date": born.statutory(),
        "birth_date_en": wording.birth_date_en(born),
        "birth_place": birth_place,
        "birth_place_en": birth_place,
    }


def _course_texts(training_class: TrainingClass) -> dict[str, str]:
    version, days = (
        training_class.course_version,
        (training_class.starts_on, training_class.ends_on),
    )
    if version.level.is_elementary:
        occupation = version.course.occupation
        return {
            "occupation": occupation.name,
            "occupation_en": occupation.name_en,
            "training_period": wording.training_period(*days),
            "training_period_en": wording.training_period_en(*days),
        }
    hours = f"{version.total_minutes / 60:g}"
    commune = training_class.commune.name
    return {
        "occupation": version.name,
        "occupation_en": version.name_en,
        "training_period": wording.training_hours(hours.replace(".", ","), *days),
        "training_period_en": wording.training_hours_en(hours, *days),
        "training_place": f"{training_class.place}, {commune[0].lower()}{commune[1:]}",
    }


def _result_texts(entry: RecognitionEntry, kind: CertificateKind) -> dict[str, str]:
    decision = entry.decision
    if kind is CertificateKind.TRAINING:
        return {"result": wording.PASSED, "result_en": wording.PASSED_EN}
    if entry.classification not in CLASSES or decision.decided_on is None:
        raise RuleViolation("certificates.no_result")
    vietnamese, english = CLASSES[entry.classification]
    return {
        "result": vietnamese,
        "result_en": english,
        "recognition_decision": wording.recognition_decision(
            decision.number or "", decision.decided_on
        ),
    }


def number_texts(issuer: Issuer, numbers: Numbers) -> dict[str, str]:
    """Write both numbers and where the certificate can be checked."""
    page = f"{issuer.base_url}/verify"
    return {
        "serial_number": numbers.serial,
        "registry_number": numbers.registry,
        "verify_url": f"{page}/{numbers.token}",
        "verify_address": page.partition("://")[2],
    }
