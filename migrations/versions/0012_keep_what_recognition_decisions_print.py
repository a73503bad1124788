"""Keep what a recognition decision prints, persons included, from the day it is decided."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; decisions made before have none and are printed from their rows."""
    # No batch: copying the table would lose the triggers that keep decided rows as they are.
    op.add_column("recognition_decisions", sa.Column("printed", sa.JSON(), nullable=True))


def downgrade() -> None:
    """Take the column away again."""
    op.drop_column("recognition_decisions", "printed")
