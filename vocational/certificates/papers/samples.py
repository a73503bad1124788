"""A sheet with an invented learner, to look at settings before anything is issued."""

from datetime import date, timedelta

from jinja2 import Environment

from vocational.certificates.papers.pdf import CertificateSheet, render_certificate
from vocational.certificates.rules.designs import wording
from vocational.certificates.rules.designs.fields import CertificateFields
from vocational.certificates.rules.designs.registry import current_design
from vocational.certificates.services.content import Issuer, Numbers, issuer_texts, number_texts
from vocational.certificates.services.numbering import Plan
from vocational.certificates.states import CertificateKind

COURSE_DAYS = timedelta(days=95)
HOLDER = {
    "salutation": "Bà",
    "salutation_en": "Ms",
    "holder_name": "Nguyễn Thị Minh Hoà",
    "birth_date": "09/5/1991",
    "birth_date_en": "09 May 1991",
    "occupation": "May công nghiệp",
    "occupation_en": "Garment sewing",
}
BIRTH_PLACE = {"birth_place": "Hà Nội", "birth_place_en": "Hà Nội"}


def sample_pdf(
    environment: Environment, plan: Plan, issuer: Issuer, numbers: Numbers, day: date
) -> bytes:
    """Print a sample, always with the mark MẪU.

    Raises `RuleViolation`: a text of the institution cannot be printed.
    """
    texts = {
        **issuer_texts(issuer, day),
        **number_texts(issuer, numbers),
        **HOLDER,
        **(BIRTH_PLACE if plan.birth_place else {}),
        **_course_texts(plan.kind, day),
    }
    fields = CertificateFields(**texts, specimen=True, photo_frame=plan.photo_frame)
    design = current_design(plan.kind, bilingual=plan.bilingual)
    return render_certificate(environment, design, CertificateSheet(fields))


def _course_texts(kind: CertificateKind, day: date) -> dict[str, str]:
    first, last = day - COURSE_DAYS, day
    if kind is CertificateKind.TRAINING:
        return {
            "training_period": wording.training_hours("120", first, last),
            "training_period_en": wording.training_hours_en("120", first, last),
            "training_place": "Nhà văn hóa thôn 3",
            "result": wording.PASSED,
            "result_en": wording.PASSED_EN,
        }
    return {
        "training_period": wording.training_period(first, last),
        "training_period_en": wording.training_period_en(first, last),
        "result": "Giỏi",
        "result_en": "Very good",
        "recognition_decision": wording.recognition_decision("128/QĐ", day),
    }
