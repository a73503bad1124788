"""The enrolment: a learner's place in a training class."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vocational.classes.models import PracticeGroup, TrainingClass
from vocational.enrolment.rules.seats import EnrolmentState, WithdrawalReason
from vocational.learners.models import Learner
from vocational.shared.database import Base, ByteOrderText, Instant, Versioned
from vocational.shared.discipline import Discipline
from vocational.shared.tenancy import InstitutionScoped, fenced_key, fenced_parent


class Enrolment(Versioned, InstitutionScoped, Base):
    """One learner in one class. `list_number` is None until the opening decision.

    `form_token` names the form that made it: the same form sent twice makes one enrolment.
    """

    __tablename__ = "enrolments"
    __table_args__ = (
        fenced_parent(),
        fenced_key("class_id", "training_classes"),
        fenced_key("learner_id", "learners"),
        fenced_key("practice_group_id", "practice_groups"),
        UniqueConstraint("class_id", "learner_id"),
        UniqueConstraint("class_id", "list_number"),
        UniqueConstraint("class_id", "form_token"),
        CheckConstraint("list_number > 0", name="list_number_positive"),
        Index(None, "class_id", "state", "list_number"),
        Index(None, "learner_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    class_id: Mapped[int]
    learner_id: Mapped[int]
    state: Mapped[EnrolmentState] = mapped_column(default=EnrolmentState.ENROLLED)
    enrolled_on: Mapped[date]
    enrolled_at: Mapped[datetime] = mapped_column(Instant)
    list_number: Mapped[int | None]
    practice_group_id: Mapped[int | None]
    discipline: Mapped[Discipline] = mapped_column(default=Discipline.NONE)
    withdrawn_on: Mapped[date | None]
    withdrawal_reason: Mapped[WithdrawalReason | None]
    withdrawal_note: Mapped[str] = mapped_column(String(300), default="")
    form_token: Mapped[str | None] = mapped_column(ByteOrderText(40))

    training_class: Mapped[TrainingClass] = relationship(
        primaryjoin="TrainingClass.id == foreign(Enrolment.class_id)"
    )
    learner: Mapped[Learner] = relationship(
        primaryjoin="Learner.id == foreign(Enrolment.learner_id)"
    )
    practice_group: Mapped[PracticeGroup | None] = relationship(
        primaryjoin="PracticeGroup.id == foreign(Enrolment.practice_group_id)"
    )
