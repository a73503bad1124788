"""Keep who saw an applicant's paper, whether a copy is kept, and a scanned copy of it."""

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; papers on file so far have no copy."""
    with op.batch_alter_table("learner_categories") as batch:
        _add_copies(batch, "fk_learner_categories_file_id")
    with op.batch_alter_table("application_categories") as batch:
        batch.add_column(
            sa.Column("seen_by_name", sa.String(100), nullable=False, server_default="")
        )
        batch.add_column(sa.Column("seen_on", sa.Date(), nullable=True))
        _add_copies(batch, "fk_application_categories_file_id")
    # The defaults were for the rows that were there.
    with op.batch_alter_table("learner_categories") as batch:
        batch.alter_column("copy_kept", server_default=None)
    with op.batch_alter_table("application_categories") as batch:
        batch.alter_column("copy_kept", server_default=None)
        batch.alter_column("seen_by_name", server_default=None)


def downgrade() -> None:
    """Take the columns away."""
    with op.batch_alter_table("application_categories") as batch:
        batch.drop_constraint(op.f("fk_application_categories_file_id"), type_="foreignkey")
        for column in ("file_id", "copy_kept", "seen_on", "seen_by_name"):
            batch.drop_column(column)
    with op.batch_alter_table("learner_categories") as batch:
        batch.drop_constraint(op.f("fk_learner_categories_file_id"), type_="foreignkey")
        batch.drop_column("file_id")
        batch.drop_column("copy_kept")


def _add_copies(batch: BatchOperations, key: str) -> None:
    batch.add_column(
        sa.Column("copy_kept", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    batch.add_column(sa.Column("file_id", sa.Integer(), nullable=True))
    batch.create_foreign_key(op.f(key), "stored_files", ["file_id"], ["id"])
