"""Run migrations on SQLite and PostgreSQL.

On SQLite foreign keys are switched off on the raw connection before BEGIN: with them on, batch
mode's table copies would delete cascade children. A check follows before COMMIT.
"""

from typing import Any

import sqlalchemy as sa
from alembic import context

from vocational import models  # noqa: F401 - fills the metadata
from vocational.extensions import db
from vocational.shared.database import Base

LOCK_TIMEOUT = "10s"


def render_item(kind: str, item: Any, _context: Any) -> str | bool:
    """Write our own types as the plain types they are stored in."""
    if kind != "type":
        return False
    if isinstance(item, sa.Enum):
        return f"sa.String(length={item.length})"
    name = type(item).__name__
    if name == "ByteOrderText":
        plain_text = f"sa.String({item.length})"
        return f'{plain_text}.with_variant({plain_text[:-1]}, collation="C"), "postgresql")'
    plain = {
        "Instant": "sa.DateTime(timezone=True)",
        "Mark": "sa.Integer()",
        "EncryptedText": "sa.LargeBinary()",
    }
    return plain.get(name, False)


def compare_type(
    _context: Any, _column: Any, _metadata_column: Any, found: Any, wanted: Any
) -> bool | None:
    """Enums and byte-order texts are plain texts in the database."""
    if isinstance(wanted, sa.Enum) or type(wanted).__name__ == "ByteOrderText":
        return not isinstance(found, sa.String)
    return None


def run(connection: sa.Connection) -> None:
    """Run the migrations asked for on one connection, all in one transaction."""
    is_sqlite = connection.dialect.name == "sqlite"
    if is_sqlite:
        _switch_foreign_keys(connection, "OFF")
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        render_item=render_item,
        compare_type=compare_type,
        transactional_ddl=True,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        if not is_sqlite:
            connection.execute(sa.text(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'"))
        context.run_migrations()
        if is_sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
            raise RuntimeError("A migration left foreign keys without their rows")
    if is_sqlite:
        _switch_foreign_keys(connection, "ON")


def _switch_foreign_keys(connection: sa.Connection, state: str) -> None:
    """SQLite ignores the switch inside a transaction, and a statement of ours would begin one."""
    connection.rollback()
    raw = connection.connection.dbapi_connection
    assert raw is not None
    raw.execute(f"PRAGMA foreign_keys = {state}")


with db.engine.connect() as the_connection:
    run(the_connection.execution_options(write_transaction=True))
