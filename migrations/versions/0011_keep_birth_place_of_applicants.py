"""Keep the place of birth that applicants give: certificates print it."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column, empty for the applications there are."""
    with op.batch_alter_table("applications") as batch:
        batch.add_column(
            sa.Column("birth_place", sa.String(120), nullable=False, server_default="")
        )
    with op.batch_alter_table("applications") as batch:
        batch.alter_column("birth_place", server_default=None)


def downgrade() -> None:
    """Take the column away again."""
    with op.batch_alter_table("applications") as batch:
        batch.drop_column("birth_place")
