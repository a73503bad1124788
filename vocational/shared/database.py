"""The declarative base, column types and constraint names that every table shares."""

from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import DateTime, Dialect, Enum, Integer, LargeBinary, MetaData, String, inspect
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column, registry
from sqlalchemy.orm.attributes import flag_modified
from sqlalchemy.types import TypeDecorator, TypeEngine

from vocational.shared.encryption import keyring
from vocational.shared.errors import RuleViolation

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


def _values(choices: type[StrEnum]) -> list[str]:
    return [choice.value for choice in choices]


class Base(DeclarativeBase):
    """What every mapped class derives from; a `StrEnum` is stored as its value, in a text."""

    registry = registry(
        metadata=MetaData(naming_convention=NAMING),
        type_annotation_map={
            StrEnum: Enum(StrEnum, native_enum=False, length=40, values_callable=_values)
        },
    )

    id: Any


def column_enumeration(table: str, column: str) -> type[StrEnum] | None:
    """Return the enumeration whose members a column holds; None for any other column."""
    known = Base.metadata.tables.get(table)
    kind = known.columns[column].type if known is not None and column in known.columns else None
    members = kind.enum_class if isinstance(kind, Enum) else None
    return members if members is not None and issubclass(members, StrEnum) else None


class Instant(TypeDecorator[datetime]):
    """A moment, aware and in UTC on the way in and out, on every database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store in UTC; SQLite keeps no zone, so it is dropped there."""
        if value is None:
            return None
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Read as UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Mark(TypeDecorator[Decimal]):
    """A mark from 0 to 10 with one decimal, stored exactly as tenths."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        """Store tenths."""
        return None if value is None else int((value * 10).to_integral_value())

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        """Read a decimal with one place."""
        return None if value is None else Decimal(value).scaleb(-1)


class EncryptedText(TypeDecorator[str]):
    """A text that the database holds only encrypted."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        """Encrypt with the installation's key."""
        return None if value is None else keyring().encrypt(value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        """Decrypt with the installation's key."""
        return None if value is None else keyring().decrypt(value)


class ByteOrderText(TypeDecorator[str]):
    """A sort key or code compared byte by byte on every database."""

    impl = String
    cache_ok = True

    def __init__(self, length: int) -> None:
        super().__init__(length)
        self.length = length

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[str]:
        """Ask PostgreSQL for the C collation; SQLite compares bytes by itself."""
        collation = "C" if dialect.name == "postgresql" else None
        return dialect.type_descriptor(String(self.length, collation=collation))


class Versioned:
    """A row that refuses to be saved from an older copy of itself."""

    version: Mapped[int] = mapped_column(default=1)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        """Count every update and refuse one made from an older count."""
        return {"version_id_col": cls.version}

    def touch(self) -> None:
        """Count a new version although no column changes: what belongs to the row did."""
        state = inspect(self)
        skipped = {"version", *(column.key for column in state.mapper.primary_key)}
        key = next(
            attribute.key
            for attribute in state.mapper.column_attrs
            if attribute.key in state.dict
            and attribute.key not in skipped
            and not attribute.columns[0].info.get("sensitive")
        )
        flag_modified(self, key)

    def check_unchanged(self, known_version: int) -> None:
        """Refuse to save what was made from an older version than the saved one.

        Raises `RuleViolation` `record.changed_meanwhile`.
        """
        if self.version != known_version:
            raise RuleViolation("record.changed_meanwhile")


def violates(error: IntegrityError, table: str, *columns: str) -> bool:
    """Tell whether an integrity error is the breach of that table's unique columns.

    PostgreSQL names the constraint, SQLite lists the columns; constraint names follow `NAMING`.
    """
    text = str(error.orig)
    listed = ", ".join(f"{table}.{column}" for column in columns)
    return listed in text or f"uq_{table}_{'_'.join(columns)}" in text
