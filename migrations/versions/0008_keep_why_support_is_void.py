"""Keep why support became void, and a row to lock for everyone who is granted support."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_ADDED = (
    ("entitlement_decisions", "voided_by_name", 100),
    ("entitlement_decisions", "void_reason", 300),
    ("support_records", "cancel_reason", 300),
)


def upgrade() -> None:
    """Add the columns, empty so far, and the rows of whom the ledger knows."""
    with op.batch_alter_table("entitlement_decisions") as batch:
        batch.add_column(sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True))
    for table, column, length in _ADDED:
        with op.batch_alter_table(table) as batch:
            batch.add_column(
                sa.Column(column, sa.String(length), nullable=False, server_default="")
            )
        with op.batch_alter_table(table) as batch:
            batch.alter_column(column, server_default=None)
    op.create_table(
        "supported_people",
        sa.Column(
            "person_hash",
            sa.String(64).with_variant(sa.String(64, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("person_hash", name=op.f("pk_supported_people")),
    )
    op.execute(
        "INSERT INTO supported_people (person_hash)"
        " SELECT DISTINCT person_hash FROM support_records"
    )


def downgrade() -> None:
    """Take the table and the columns away."""
    op.drop_table("supported_people")
    for table, column, _length in reversed(_ADDED):
        with op.batch_alter_table(table) as batch:
            batch.drop_column(column)
    with op.batch_alter_table("entitlement_decisions") as batch:
        batch.drop_column("voided_at")
