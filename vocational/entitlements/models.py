"""What support was decided for whom and why, and the ledger of who had support before."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vocational.enrolment.models import Enrolment
from vocational.law.support import Scheme, SupportKind
from vocational.shared.database import Base, ByteOrderText, Instant, Mark, Versioned
from vocational.shared.tenancy import InstitutionScoped, fenced_key, fenced_parent


class SupportFacts(Versioned, InstitutionScoped, Base):
    """What rules read of an enrolment beside its categories.

    `distance_km` has one decimal; None while nobody measured it. `does_farm_work` makes a rural
    worker of a ward's resident. `job_lost_paper` is the commune's certificate that the job found
    after earlier support was lost; with it support is given again.
    """

    __tablename__ = "support_facts"
    __table_args__ = (
        fenced_key("enrolment_id", "enrolments"),
        UniqueConstraint("enrolment_id"),
        CheckConstraint("distance_km >= 0", name="distance_not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    enrolment_id: Mapped[int]
    distance_km: Mapped[Decimal | None] = mapped_column(Mark)
    extremely_difficult_area: Mapped[bool] = mapped_column(default=False)
    difficult_area: Mapped[bool] = mapped_column(default=False)
    policy_vessel_400cv: Mapped[bool] = mapped_column(default=False)
    blind: Mapped[bool] = mapped_column(default=False, info={"sensitive": True})
    does_farm_work: Mapped[bool] = mapped_column(default=False)
    card_issued_on: Mapped[date | None]
    months_worked: Mapped[int | None]
    job_lost_paper: Mapped[str] = mapped_column(String(160), default="")


class EntitlementDecision(InstitutionScoped, Base):
    """What an enrolment was found to be due, with everything that decided it.

    `inputs` and `outcome` are the JSON of `vocational entitlement assess`; `rules` the figures it
    rests on (id, value, legal basis, dates, local source). A later one replaces an earlier one
    (`replaced_at`); it is void where the class was cancelled (`voided_at`, with the reason);
    none is ever changed otherwise. `override_id` is set where two people let earlier support be
    passed over.
    """

    __tablename__ = "entitlement_decisions"
    __table_args__ = (
        fenced_parent(),
        fenced_key("enrolment_id", "enrolments"),
        fenced_key("override_id", "support_overrides"),
        Index(None, "enrolment_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    enrolment_id: Mapped[int]
    scheme: Mapped[Scheme]
    decided_at: Mapped[datetime] = mapped_column(Instant)
    decided_by_name: Mapped[str] = mapped_column(String(100))
    starts_on: Mapped[date]
    days_present: Mapped[int]
    category: Mapped[str | None] = mapped_column(ByteOrderText(40), info={"sensitive": True})
    total_dong: Mapped[int]
    inputs: Mapped[dict[str, Any]] = mapped_column(JSON)
    outcome: Mapped[dict[str, Any]] = mapped_column(JSON)
    rules: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    override_id: Mapped[int | None]
    replaced_at: Mapped[datetime | None] = mapped_column(Instant)
    voided_at: Mapped[datetime | None] = mapped_column(Instant)
    voided_by_name: Mapped[str] = mapped_column(String(100), default="")
    void_reason: Mapped[str] = mapped_column(String(300), default="")

    enrolment: Mapped[Enrolment] = relationship(
        primaryjoin="Enrolment.id == foreign(EntitlementDecision.enrolment_id)"
    )
    lines: Mapped[list["EntitlementLine"]] = relationship(
        primaryjoin="EntitlementDecision.id == foreign(EntitlementLine.decision_id)",
        order_by="EntitlementLine.id",
        cascade="all, delete-orphan",
    )


class EntitlementLine(InstitutionScoped, Base):
    """One amount of a decision."""

    __tablename__ = "entitlement_lines"
    __table_args__ = (
        fenced_key("decision_id", "entitlement_decisions"),
        UniqueConstraint("decision_id", "kind"),
        CheckConstraint("amount_dong > 0", name="amount_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int]
    kind: Mapped[SupportKind]
    amount_dong: Mapped[int]
    rule_id: Mapped[str] = mapped_column(ByteOrderText(40))
    legal_basis: Mapped[str] = mapped_column(String(120))


class SupportRecord(Base):
    """The once-only ledger of all institutions: a person's keyed hash had support on a day.

    It is read across institutions, but tells the day and the scheme alone; where and by whom only
    with `may_tell_where`. `enrolment_id` belongs to the institution named.
    """

    __tablename__ = "support_records"
    __table_args__ = (
        UniqueConstraint("institution_id", "enrolment_id"),
        Index(None, "person_hash", "supported_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_hash: Mapped[str] = mapped_column(ByteOrderText(64))
    institution_id: Mapped[int] = mapped_column(ForeignKey("institutions.id"))
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolments.id"))
    supported_on: Mapped[date]
    scheme: Mapped[Scheme]
    job_lost_certified: Mapped[bool] = mapped_column(default=False)
    may_tell_where: Mapped[bool] = mapped_column(default=False)
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    cancelled_at: Mapped[datetime | None] = mapped_column(Instant)
    cancel_reason: Mapped[str] = mapped_column(String(300), default="")


class SupportedPerson(Base):
    """The row that is locked while support of a person is granted, in whatever institution.

    It is made when support is first granted, and says nothing else.
    """

    __tablename__ = "supported_people"

    person_hash: Mapped[str] = mapped_column(ByteOrderText(64), primary_key=True)


class SupportOverride(InstitutionScoped, Base):
    """Two people let a learner be supported although the ledger knows of earlier support."""

    __tablename__ = "support_overrides"
    __table_args__ = (
        fenced_parent(),
        fenced_key("enrolment_id", "enrolments"),
        Index(None, "enrolment_id", "id"),
        CheckConstraint("approved_by_id <> requested_by_id", name="two_people"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    enrolment_id: Mapped[int]
    reason: Mapped[str] = mapped_column(String(500))
    requested_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    requested_by_name: Mapped[str] = mapped_column(String(100))
    requested_at: Mapped[datetime] = mapped_column(Instant)
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    approved_by_name: Mapped[str] = mapped_column(String(100), default="")
    approved_at: Mapped[datetime | None] = mapped_column(Instant)
    refused_at: Mapped[datetime | None] = mapped_column(Instant)
