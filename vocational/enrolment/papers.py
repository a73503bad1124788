"""What stands on the application and on the learner card, all text as printed."""

from dataclasses import dataclass
from datetime import date

from vocational.classes.models import TrainingClass
from vocational.documents.qr import QrCode, qr_code
from vocational.enrolment.models import Enrolment
from vocational.institutions.models import InstitutionName
from vocational.learners.models import PersonColumns
from vocational.learners.rules import categories as rules
from vocational.learners.services import claims
from vocational.shared.dates import format_date, statutory_place_and_day

CONFIRMED_BY_COMMUNE = "UBND cấp xã"


@dataclass(frozen=True)
class Applicant:
    """The person on the application."""

    name: str
    sex: str
    birth_date: str
    birth_place: str
    ethnic_group: str
    citizen_number: str
    residence: str
    current_address: str
    schooling: str
    phone: str
    citizen_number_issued: str = ""


@dataclass(frozen=True)
class CategoryBox:
    """A category with its box; `confirmed_here` when the commune issues its paper."""

    name: str
    ticked: bool
    confirmed_here: bool


@dataclass(frozen=True)
class Application:
    """The application form; the variables of its template.

    `cannot_read`: it is signed by thumb print before a witness.
    """

    addressee: str
    learner: Applicant
    categories: tuple[CategoryBox, ...]
    earlier_support: str
    occupation: str
    class_name: str
    work_plan: str
    place_and_date: str
    cannot_read: bool = False


@dataclass(frozen=True)
class LearnerCard:
    """One learner card; the variables of its template."""

    superior_body: str
    institution_name: str
    learner_name: str
    birth_date: str
    class_name: str
    occupation: str
    period: str
    card_number: str
    photo: str
    qr: QrCode


@dataclass(frozen=True)
class PaperContext:
    """What papers take from elsewhere: the institution's name and place, names of codes."""

    institution: InstitutionName | None
    place_name: str
    schooling: str
    citizen_number: str
    printed_on: date


def application_of(
    enrolment: Enrolment, context: PaperContext, *, cannot_read: bool = False
) -> Application:
    """Fill the application in with what is known; what is not stays dotted.

    Source: TTLT 30/2012/TTLT-BLĐTBXH-BNV-BNN&PTNT-BCT-BTTTT (the form's existence; its fields
    are usual practice).
    """
    learner = enrolment.learner
    return paper_of(
        applicant_of(learner, context),
        frozenset(row.category_code for row in claims.current_claims(learner)),
        enrolment.training_class,
        context,
        cannot_read=cannot_read,
    )


def paper_of(
    applicant: Applicant,
    claimed: frozenset[str],
    training_class: TrainingClass,
    context: PaperContext,
    *,
    cannot_read: bool,
) -> Application:
    """Put a person, the codes of the categories claimed and a class on the form."""
    return Application(
        addressee=context.institution.name if context.institution else "",
        learner=applicant,
        categories=_boxes(claimed),
        earlier_support="",
        occupation=training_class.course_version.name,
        class_name=training_class.code,
        work_plan="",
        place_and_date=statutory_place_and_day(context.place_name, context.printed_on),
        cannot_read=cannot_read,
    )


def learner_card_of(enrolment: Enrolment, context: PaperContext) -> LearnerCard:
    """Fill a learner card in; the photo is glued on."""
    learner, training_class = enrolment.learner, enrolment.training_class
    name = context.institution
    return LearnerCard(
        superior_body=name.superior_body if name else "",
        institution_name=name.name if name else "",
        learner_name=learner.full_name,
        birth_date=learner.born.statutory(),
        class_name=training_class.code,
        occupation=training_class.course_version.name,
        period=f"{format_date(training_class.starts_on)} – {format_date(training_class.ends_on)}",
        card_number=learner.learner_number,
        photo="",
        qr=qr_code(learner.learner_number),
    )


def applicant_of(person: PersonColumns, context: PaperContext) -> Applicant:
    """Put a learner or an applicant on the form."""
    return Applicant(
        name=person.full_name,
        sex=person.sex.on_papers,
        birth_date=person.born.statutory(),
        birth_place=person.birth_place,
        ethnic_group=person.ethnic_group,
        citizen_number=context.citizen_number,
        residence=f"{person.residence}, {person.commune.province.name}",
        current_address="",
        schooling=context.schooling,
        phone=person.phone,
    )


def _boxes(claimed: frozenset[str]) -> tuple[CategoryBox, ...]:
    return tuple(
        CategoryBox(
            name=category.name,
            ticked=category.code in claimed,
            confirmed_here=any(paper.issuer == CONFIRMED_BY_COMMUNE for paper in category.papers),
        )
        for category in rules.declared_categories()
    )
