"""Refuse any change or deletion of a decided recognition and of its list."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_REFUSAL = "a decided recognition never changes"
_IS_DECIDED = (
    "EXISTS (SELECT 1 FROM recognition_decisions AS d"
    " WHERE d.id = OLD.decision_id AND d.state = 'decided')"
)
_CONDITIONS = {
    "recognition_decisions": "OLD.state = 'decided'",
    "recognition_entries": _IS_DECIDED,
}


def upgrade() -> None:
    """Put triggers before update and delete."""
    if op.get_bind().dialect.name == "postgresql":
        _upgrade_postgresql()
        return
    for table, condition in _CONDITIONS.items():
        for event in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table}"
                f" WHEN {condition} BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
            )


def downgrade() -> None:
    """Take the triggers away."""
    if op.get_bind().dialect.name == "postgresql":
        for table in _CONDITIONS:
            op.execute(f"DROP TRIGGER {table}_keep ON {table}")
            op.execute(f"DROP FUNCTION refuse_change_of_{table}()")
        return
    for table in _CONDITIONS:
        for event in ("update", "delete"):
            op.execute(f"DROP TRIGGER {table}_no_{event}")


def _upgrade_postgresql() -> None:
    """A trigger's condition cannot look into another table here: the function does."""
    for table, condition in _CONDITIONS.items():
        op.execute(
            f"CREATE FUNCTION refuse_change_of_{table}() RETURNS trigger AS $$"
            f" BEGIN IF {condition} THEN RAISE EXCEPTION '{_REFUSAL}'; END IF;"
            " IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$ LANGUAGE plpgsql"
        )
        op.execute(
            f"CREATE TRIGGER {table}_keep BEFORE UPDATE OR DELETE ON {table}"
            f" FOR EACH ROW EXECUTE FUNCTION refuse_change_of_{table}()"
        )
