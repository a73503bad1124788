"""A class that has ended, with its recognition decided: ready for certificates."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from tests.databases import BASE_URL
from tests.factories import catalogue, classes, enrolment
from vocational.access.actor import Actor
from vocational.assessment.models import RecognitionDecision, RecognitionEntry
from vocational.assessment.rules.results import Classification
from vocational.assessment.states import DecisionState
from vocational.catalogue.models import CourseVersion
from vocational.certificates.services.issue import IssueRequest, issue_certificates
from vocational.classes.rules import ClassState
from vocational.extensions import db

STARTS_ON, ENDS_ON = date(2026, 1, 5), date(2026, 4, 5)
DECIDED_ON, ISSUED_ON, TODAY = date(2026, 4, 10), date(2026, 4, 14), date(2026, 4, 20)
AT = datetime(2026, 4, 10, 2, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Recognised:
    """A class with recognition entries in the order of the list."""

    class_id: int
    code: str
    entry_ids: tuple[int, ...]
    learner_ids: tuple[int, ...]

    def request(self, **changes: object) -> IssueRequest:
        """Ask for all of the class, with other values where given."""
        values: dict[str, object] = {
            "class_id": self.class_id,
            "entry_ids": self.entry_ids,
            "issued_on": ISSUED_ON,
            "base_url": BASE_URL,
            "today": TODAY,
        }
        return IssueRequest(**{**values, **changes})  # type: ignore[arg-type]


def recognised_class(
    count: int = 3,
    *,
    code: str = "LD-2026-001",
    version: CourseVersion | None = None,
    decided: bool = True,
    first: int = 1,
) -> Recognised:
    """Save a finished class of so many learners whom one decision names, all passed."""
    version = version or catalogue.course(f"{code}-C")
    training_class = classes.training_class(
        code,
        version=version,
        state=ClassState.FINISHED,
        capacity=max(count, 1),
        starts_on=STARTS_ON,
        ends_on=ENDS_ON,
    )
    places = enrolment.filled_class(training_class, count, first=first)
    decision = RecognitionDecision(
        class_id=training_class.id,
        state=DecisionState.DECIDED if decided else DecisionState.PREPARED,
        number=f"12{training_class.id}/QĐ-TTGDNN" if decided else None,
        decided_on=DECIDED_ON if decided else None,
        decided_at=AT if decided else None,
        decided_by_name="director" if decided else "",
        signer_name="Trần Văn Mẫu" if decided else "",
        signer_title="Giám đốc" if decided else "",
        prepared_by_name="registrar",
        prepared_at=AT,
    )
    elementary = version.level.is_elementary
    decision.entries = [
        RecognitionEntry(
            enrolment_id=place.id,
            position=position,
            classification=Classification.VERY_GOOD if elementary else None,
        )
        for position, place in enumerate(places, start=1)
    ]
    db.session.add(decision)
    db.session.commit()
    return Recognised(
        training_class.id,
        code,
        tuple(entry.id for entry in decision.entries),
        tuple(place.learner_id for place in places),
    )


def issued_class(actor: Actor, count: int = 3, **options: object) -> tuple[Recognised, list[int]]:
    """Save such a class and issue its certificates; their files are not made yet."""
    recognised = recognised_class(count, **options)  # type: ignore[arg-type]
    return recognised, issue_certificates(actor, recognised.request())
