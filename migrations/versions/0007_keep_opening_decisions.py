"""Keep opening decisions as they were made, first numbers of books, and ended sessions."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_REFUSAL = "an opening decision never changes"
_EVENTS = ("UPDATE", "DELETE")


def upgrade() -> None:
    """Make the tables; every series there is began at 1 and every session goes on."""
    _create_class_openings()
    _create_ended_sessions()
    with op.batch_alter_table("counters", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("begins_at", sa.Integer(), nullable=False, server_default="1")
        )
    with op.batch_alter_table("counters", schema=None) as batch_op:
        batch_op.alter_column("begins_at", server_default=None)
    for event in _EVENTS:
        _refuse(event)


def downgrade() -> None:
    """Forget the frozen papers; numbers and days stay with the classes."""
    if op.get_bind().dialect.name == "postgresql":
        for event in _EVENTS:
            name = f"class_openings_no_{event.lower()}"
            op.execute(f"DROP TRIGGER {name} ON class_openings")
            op.execute(f"DROP FUNCTION refuse_{name}()")
    with op.batch_alter_table("counters", schema=None) as batch_op:
        batch_op.drop_column("begins_at")
    op.drop_table("ended_sessions")
    op.drop_table("class_openings")


def _code(length: int) -> sa.types.TypeEngine[str]:
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def _create_class_openings() -> None:
    op.create_table(
        "class_openings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("class_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("signer_name", sa.String(length=100), nullable=False),
        sa.Column("signer_title", sa.String(length=120), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by_name", sa.String(length=100), nullable=False),
        sa.Column("printed", sa.JSON(), nullable=False),
        sa.Column("learners", sa.LargeBinary(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["institution_id", "class_id"],
            ["training_classes.institution_id", "training_classes.id"],
            name=op.f("fk_class_openings_institution_id_class_id"),
        ),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institutions.id"], name=op.f("fk_class_openings_institution_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_class_openings")),
        sa.UniqueConstraint(
            "institution_id", "class_id", name=op.f("uq_class_openings_institution_id_class_id")
        ),
    )


def _create_ended_sessions() -> None:
    op.create_table(
        "ended_sessions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mark_hash", _code(64), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_ended_sessions_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ended_sessions")),
        sa.UniqueConstraint("mark_hash", name=op.f("uq_ended_sessions_mark_hash")),
    )
    with op.batch_alter_table("ended_sessions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ended_sessions_user_id"), ["user_id"], unique=False)


def _refuse(event: str) -> None:
    name = f"class_openings_no_{event.lower()}"
    if op.get_bind().dialect.name != "postgresql":
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {event} ON class_openings"
            f" BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
        )
        return
    op.execute(
        f"CREATE FUNCTION refuse_{name}() RETURNS trigger AS $$"
        f" BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$ LANGUAGE plpgsql"
    )
    op.execute(
        f"CREATE TRIGGER {name} BEFORE {event} ON class_openings"
        f" FOR EACH ROW EXECUTE FUNCTION refuse_{name}()"
    )
