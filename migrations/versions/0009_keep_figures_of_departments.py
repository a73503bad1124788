"""Keep the department's figures for the institutions of its province."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; no department has set a figure yet."""
    op.create_table(
        "department_provisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("province_code", _code(2), nullable=False),
        sa.Column("key", _code(80), nullable=False),
        sa.Column("value", _code(30), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("effective_to", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("entered_by_name", sa.String(length=100), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_by_name", sa.String(length=100), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawal_reason", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["province_code"],
            ["provinces.code"],
            name=op.f("fk_department_provisions_province_code"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_department_provisions")),
    )
    with op.batch_alter_table("department_provisions", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_department_provisions_province_code_key_effective_from"),
            ["province_code", "key", "effective_from"],
            unique=False,
        )


def downgrade() -> None:
    """Forget the figures; what was decided by them stands."""
    op.drop_table("department_provisions")


def _code(length: int) -> sa.types.TypeEngine[str]:
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")
