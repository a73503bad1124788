"""Users, memberships, communes and associations, reset links and attempts to sign in."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from vocational.access.actor import Actor
from vocational.access.roles import Role
from vocational.institutions.models import Institution
from vocational.reference.models import Commune
from vocational.shared.database import Base, ByteOrderText, Instant, Versioned
from vocational.shared.person_names import LONGEST_NAME, LONGEST_SORT_KEY, sort_key
from vocational.shared.tenancy import InstitutionScoped, fenced_key, fenced_parent
from vocational.shared.vietnamese_text import fold


class User(Versioned, Base):
    """A person with an account.

    `session_epoch` grows when the person signs out everywhere: older sessions end.
    """

    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(ByteOrderText(60), unique=True)
    full_name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    folded_name: Mapped[str] = mapped_column(ByteOrderText(LONGEST_NAME))
    sort_name: Mapped[str] = mapped_column(ByteOrderText(LONGEST_SORT_KEY))
    phone: Mapped[str] = mapped_column(String(20), default="")
    password_hash: Mapped[str] = mapped_column(String(200), default="")
    is_active: Mapped[bool] = mapped_column(default=True)
    session_epoch: Mapped[int] = mapped_column(default=1)
    text_size: Mapped[str] = mapped_column(String(10), default="normal")
    row_density: Mapped[str] = mapped_column(String(10), default="normal")
    locale: Mapped[str] = mapped_column(String(5), default="vi")
    created_at: Mapped[datetime] = mapped_column(Instant)
    signed_in_at: Mapped[datetime | None] = mapped_column(Instant)

    memberships: Mapped[list["Membership"]] = relationship(
        back_populates="user", order_by="Membership.id", lazy="selectin"
    )

    #: The mark of the browser session that the person is here by; empty outside one.
    session_mark = ""

    is_authenticated = True
    is_anonymous = False

    @validates("full_name")
    def _derive_names(self, _column: str, full_name: str) -> str:
        self.folded_name, self.sort_name = fold(full_name), sort_key(full_name)
        return full_name

    def get_id(self) -> str:
        """Return the session's key: the id, the epoch and the mark of this session."""
        return f"{self.id}.{self.session_epoch}.{self.session_mark}"

    @property
    def institution_id(self) -> int | None:
        """The institution this person works in; None without a membership."""
        return self.memberships[0].institution_id if self.memberships else None

    @property
    def roles(self) -> frozenset[Role]:
        """The roles in that institution."""
        return frozenset(
            membership.role
            for membership in self.memberships
            if membership.institution_id == self.institution_id
        )

    @property
    def local_body_id(self) -> int | None:
        """The commune or association this person acts for; None for the staff."""
        held = (membership.local_body_id for membership in self.memberships)
        return next((item for item in held if item is not None), None)

    def actor(self) -> Actor:
        """Return the actor that this person is."""
        return Actor(
            name=self.full_name,
            user_id=self.id,
            institution_id=self.institution_id,
            roles=self.roles,
            local_body_id=self.local_body_id,
        )


class LocalBody(InstitutionScoped, Base):
    """A commune or an association that brings applications to the institution."""

    __tablename__ = "local_bodies"
    __table_args__ = (fenced_parent(), UniqueConstraint("institution_id", "folded_name"))

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    folded_name: Mapped[str] = mapped_column(ByteOrderText(120))
    commune_code: Mapped[str | None] = mapped_column(ForeignKey("communes.code"))

    commune: Mapped[Commune | None] = relationship()

    @validates("name")
    def _derive_name(self, _column: str, name: str) -> str:
        self.folded_name = fold(name)
        return name


class Membership(Base):
    """A role of a user in an institution; several are allowed.

    `local_body_id` is set with the role of an officer of a commune or an association.
    """

    __tablename__ = "memberships"
    __table_args__ = (
        UniqueConstraint("user_id", "institution_id", "role"),
        fenced_key("local_body_id", "local_bodies"),
        Index(None, "institution_id", "user_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    institution_id: Mapped[int] = mapped_column(ForeignKey("institutions.id"))
    role: Mapped[Role]
    local_body_id: Mapped[int | None]

    user: Mapped[User] = relationship(back_populates="memberships")
    institution: Mapped[Institution] = relationship()


class PasswordReset(Base):
    """A link that an administrator made; works once, until it expires. Only its hash is kept."""

    __tablename__ = "password_resets"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(ByteOrderText(64), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    used_at: Mapped[datetime | None] = mapped_column(Instant)

    user: Mapped[User] = relationship(foreign_keys=[user_id])


class EndedSession(Base):
    """A session that its person ended: anyone who kept a copy of its cookie is not let in.

    Only the hash of its mark is kept. Anyone who signs out everywhere ends them all by the epoch.
    """

    __tablename__ = "ended_sessions"

    id: Mapped[int] = mapped_column(primary_key=True)
    mark_hash: Mapped[str] = mapped_column(ByteOrderText(64), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    ended_at: Mapped[datetime] = mapped_column(Instant)


class Attempt(Base):
    """One failed attempt at something that is throttled, seen by all processes.

    `key` says what and by whom or for whom, hashed: no address or user name is kept in clear.
    """

    __tablename__ = "attempts"
    __table_args__ = (Index(None, "key", "at"), Index(None, "at"))

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(ByteOrderText(64))
    at: Mapped[datetime] = mapped_column(Instant)
