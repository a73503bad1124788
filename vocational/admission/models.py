"""How classes are ranked, who stood where, and seats offered to those who waited."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vocational.admission.states import OfferAnswer
from vocational.applications.models import Application
from vocational.shared.database import Base, Instant, Versioned
from vocational.shared.tenancy import InstitutionScoped, fenced_key, fenced_parent


class AdmissionTiers(InstitutionScoped, Base):
    """How an institution admits from a day on; before the first entry, the product's own order.

    `tiers` are lists of category codes, the first tier first. Who is offered a seat answers
    within `answer_days` days, the day of the offer not counted.
    """

    __tablename__ = "admission_tiers"
    __table_args__ = (
        UniqueConstraint("institution_id", "effective_from"),
        CheckConstraint("answer_days > 0", name="answer_days_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    effective_from: Mapped[date]
    tiers: Mapped[list[list[str]]] = mapped_column(JSON)
    answer_days: Mapped[int] = mapped_column(default=2)
    source: Mapped[str] = mapped_column(String(200))
    entered_by_name: Mapped[str] = mapped_column(String(100))
    entered_at: Mapped[datetime] = mapped_column(Instant)


class ReservedSeats(InstitutionScoped, Base):
    """Seats of a class that before `until` only some tiers may take."""

    __tablename__ = "reserved_seats"
    __table_args__ = (
        fenced_key("class_id", "training_classes"),
        CheckConstraint("seats > 0", name="seats_positive"),
        Index(None, "class_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    class_id: Mapped[int]
    tiers: Mapped[list[int]] = mapped_column(JSON)
    seats: Mapped[int]
    until: Mapped[date]


class AdmissionRun(Versioned, InstitutionScoped, Base):
    """One ranking of a class's applications; a signed one is frozen with all that decided it.

    `capacity` counts the seats that were free; `held` are the tiers of those who had the others.
    `not_ranked` says of each application left out its id, the code of the reason and what the
    applicant was told. Chair, secretary and members are the council as typed for the minutes.
    """

    __tablename__ = "admission_runs"
    __table_args__ = (
        fenced_parent(),
        fenced_key("class_id", "training_classes"),
        CheckConstraint(
            "number IS NULL OR (signed_on IS NOT NULL AND signed_at IS NOT NULL"
            " AND signer_name <> '')",
            name="signed_is_complete",
        ),
        Index(None, "class_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    class_id: Mapped[int]
    ranked_on: Mapped[date]
    ranked_at: Mapped[datetime] = mapped_column(Instant)
    ranked_by_name: Mapped[str] = mapped_column(String(100))
    capacity: Mapped[int]
    tiers: Mapped[list[list[str]]] = mapped_column(JSON)
    reserved: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    held: Mapped[list[int]] = mapped_column(JSON, default=list)
    not_ranked: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    chair_name: Mapped[str] = mapped_column(String(100), default="")
    secretary_name: Mapped[str] = mapped_column(String(100), default="")
    member_names: Mapped[list[str]] = mapped_column(JSON, default=list)
    number: Mapped[str | None] = mapped_column(String(60))
    signed_on: Mapped[date | None]
    signer_name: Mapped[str] = mapped_column(String(100), default="")
    signer_title: Mapped[str] = mapped_column(String(120), default="")
    signed_at: Mapped[datetime | None] = mapped_column(Instant)
    signed_by_name: Mapped[str] = mapped_column(String(100), default="")

    places: Mapped[list["AdmissionPlace"]] = relationship(
        primaryjoin="AdmissionRun.id == foreign(AdmissionPlace.run_id)",
        order_by="AdmissionPlace.rank",
        cascade="all, delete-orphan",
    )


class AdmissionPlace(InstitutionScoped, Base):
    """Where an application stands in a run, and the sentence that says why."""

    __tablename__ = "admission_places"
    __table_args__ = (
        fenced_key("run_id", "admission_runs"),
        fenced_key("application_id", "applications"),
        UniqueConstraint("run_id", "application_id"),
        UniqueConstraint("run_id", "rank"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int]
    application_id: Mapped[int]
    rank: Mapped[int]
    tier: Mapped[int]
    is_admitted: Mapped[bool]
    reason: Mapped[str] = mapped_column(String(300))

    application: Mapped[Application] = relationship(
        primaryjoin="Application.id == foreign(AdmissionPlace.application_id)"
    )


class SeatOffer(InstitutionScoped, Base):
    """A freed seat offered to the next on the waiting list until a moment."""

    __tablename__ = "seat_offers"
    __table_args__ = (
        fenced_key("application_id", "applications"),
        fenced_key("class_id", "training_classes"),
        Index(None, "class_id", "id"),
        Index(None, "application_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    class_id: Mapped[int]
    application_id: Mapped[int]
    offered_at: Mapped[datetime] = mapped_column(Instant)
    offered_by_name: Mapped[str] = mapped_column(String(100))
    answer_until: Mapped[datetime] = mapped_column(Instant)
    answer: Mapped[OfferAnswer | None]
    answered_at: Mapped[datetime | None] = mapped_column(Instant)
    answered_by_name: Mapped[str] = mapped_column(String(100), default="")
    note: Mapped[str] = mapped_column(String(300), default="")

    application: Mapped[Application] = relationship(
        primaryjoin="Application.id == foreign(SeatOffer.application_id)"
    )
