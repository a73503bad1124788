"""The teacher."""

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vocational.accounts.models import User
from vocational.shared.database import Base, ByteOrderText, Versioned
from vocational.shared.tenancy import InstitutionScoped, fenced_parent
from vocational.teachers.rules import QualificationRoute


class Teacher(Versioned, InstitutionScoped, Base):
    """A person who teaches, on the staff or invited; linked to a user who may sign in."""

    __tablename__ = "teachers"
    __table_args__ = (
        fenced_parent(),
        UniqueConstraint("institution_id", "user_id"),
        Index(None, "institution_id", "sort_name", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    full_name: Mapped[str] = mapped_column(String(100))
    folded_name: Mapped[str] = mapped_column(ByteOrderText(100))
    sort_name: Mapped[str] = mapped_column(ByteOrderText(400))
    phone: Mapped[str] = mapped_column(String(20), default="")
    qualification_route: Mapped[QualificationRoute]
    qualification_detail: Mapped[str] = mapped_column(String(200), default="")
    has_pedagogy: Mapped[bool] = mapped_column(default=False)
    is_invited: Mapped[bool] = mapped_column(default=False)
    is_active: Mapped[bool] = mapped_column(default=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    user: Mapped[User | None] = relationship()
