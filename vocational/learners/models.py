"""Learners, the priority categories they belong to with the evidence, and consents."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from vocational.documents.models import StoredFile
from vocational.learners.rules.categories import Evidence
from vocational.reference.models import Commune
from vocational.shared.database import Base, ByteOrderText, EncryptedText, Instant, Versioned
from vocational.shared.dates import BirthDate
from vocational.shared.sex import Sex
from vocational.shared.tenancy import InstitutionScoped, fenced_key, fenced_parent

_SENSITIVE = {"sensitive": True}


class PersonColumns:
    """Who a person is, as a learner and an application keep it.

    `full_name` is as written on the papers; `folded_name` is searched, `sort_name` sorts in
    Vietnamese order. `birth_date` is 1 January when `only_birth_year` is known.
    """

    full_name: Mapped[str] = mapped_column(String(100))
    folded_name: Mapped[str] = mapped_column(ByteOrderText(100))
    sort_name: Mapped[str] = mapped_column(ByteOrderText(400))
    birth_date: Mapped[date]
    only_birth_year: Mapped[bool] = mapped_column(default=False)
    sex: Mapped[Sex]
    phone: Mapped[str] = mapped_column(String(20), default="")
    commune_code: Mapped[str] = mapped_column(ForeignKey("communes.code"))
    hamlet: Mapped[str] = mapped_column(String(120), default="")
    birth_place: Mapped[str] = mapped_column(String(120), default="")
    ethnic_group: Mapped[str] = mapped_column(ForeignKey("ethnic_groups.name"), info=_SENSITIVE)
    schooling_code: Mapped[str] = mapped_column(ForeignKey("schooling_levels.code"))

    @declared_attr
    def commune(cls) -> Mapped[Commune]:
        """Where the person lives."""
        return relationship()

    @property
    def born(self) -> BirthDate:
        """The date of birth, as far as it is known."""
        return BirthDate.recorded(self.birth_date, self.only_birth_year)

    @property
    def residence(self) -> str:
        """Hamlet and commune, as papers write them."""
        return ", ".join(part for part in (self.hamlet, self.commune.name) if part)


class EvidenceColumns:
    """A priority category with the paper that proves it, of a learner or an application.

    `paper_number` empty means that the paper is still to be handed in; `seen_by_name` is who saw
    the original. First and last day are inclusive, None is open. `copy_kept` is a copy on paper,
    `file` a scanned one.
    """

    category_code: Mapped[str] = mapped_column(ByteOrderText(40), info=_SENSITIVE)
    paper_kind: Mapped[str] = mapped_column(ByteOrderText(40), default="")
    paper_number: Mapped[str] = mapped_column(String(60), default="")
    issuer: Mapped[str] = mapped_column(String(120), default="")
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    original_seen: Mapped[bool] = mapped_column(default=False)
    seen_by_name: Mapped[str] = mapped_column(String(100), default="")
    seen_on: Mapped[date | None]
    copy_kept: Mapped[bool] = mapped_column(default=False)
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_files.id"))

    @property
    def evidence(self) -> Evidence:
        """The category as it is judged."""
        return Evidence(
            category_code=self.category_code,
            paper_kind=self.paper_kind,
            paper_number=self.paper_number,
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            original_seen=self.original_seen,
        )


class Learner(PersonColumns, Versioned, InstitutionScoped, Base):
    """A person known to an institution.

    The citizen number is encrypted and found through its keyed hash.
    """

    __tablename__ = "learners"
    __table_args__ = (
        fenced_parent(),
        UniqueConstraint("institution_id", "learner_number"),
        UniqueConstraint("institution_id", "citizen_number_hash"),
        Index(None, "institution_id", "sort_name", "id"),
        Index(None, "institution_id", "folded_name", "birth_date"),
        Index(None, "commune_code"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    learner_number: Mapped[str] = mapped_column(ByteOrderText(24))
    citizen_number: Mapped[str | None] = mapped_column(EncryptedText, info=_SENSITIVE)
    citizen_number_hash: Mapped[str | None] = mapped_column(ByteOrderText(64), info=_SENSITIVE)
    citizen_number_tail: Mapped[str] = mapped_column(String(4), default="")
    note: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(Instant)

    categories: Mapped[list["LearnerCategory"]] = relationship(
        primaryjoin="Learner.id == foreign(LearnerCategory.learner_id)",
        order_by="LearnerCategory.id",
        back_populates="learner",
    )
    consents: Mapped[list["Consent"]] = relationship(
        primaryjoin="Learner.id == foreign(Consent.learner_id)", order_by="Consent.id"
    )


class LearnerCategory(EvidenceColumns, InstitutionScoped, Base):
    """A priority category of a learner; `ended_on` withdraws the claim and keeps its record."""

    __tablename__ = "learner_categories"
    __table_args__ = (
        fenced_key("learner_id", "learners"),
        Index(None, "institution_id", "learner_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    learner_id: Mapped[int]
    ended_on: Mapped[date | None]
    created_at: Mapped[datetime] = mapped_column(Instant)

    learner: Mapped[Learner] = relationship(
        primaryjoin="Learner.id == foreign(LearnerCategory.learner_id)",
        back_populates="categories",
    )
    file: Mapped[StoredFile | None] = relationship()


class Consent(InstitutionScoped, Base):
    """What a learner was told or agreed to: purpose, version of the text, and how."""

    __tablename__ = "consents"
    __table_args__ = (
        fenced_key("learner_id", "learners"),
        Index(None, "institution_id", "learner_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    learner_id: Mapped[int]
    purpose: Mapped[str] = mapped_column(ByteOrderText(40))
    text_version: Mapped[str] = mapped_column(ByteOrderText(20))
    given_at: Mapped[datetime] = mapped_column(Instant)
    recorded_by_name: Mapped[str] = mapped_column(String(100))
