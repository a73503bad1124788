"""Refuse any change or deletion of a signed admission run, and any change of its places."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_REFUSAL = "a signed admission never changes"
_EVENTS = {
    "admission_runs": ("UPDATE", "DELETE"),
    "admission_places": ("INSERT", "UPDATE", "DELETE"),
}


def upgrade() -> None:
    """Put triggers before each event."""
    is_postgresql = op.get_bind().dialect.name == "postgresql"
    for table, events in _EVENTS.items():
        for event in events:
            condition = _condition(table, "NEW" if event == "INSERT" else "OLD")
            if is_postgresql:
                _upgrade_postgresql(table, event, condition)
            else:
                op.execute(
                    f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table}"
                    f" WHEN {condition} BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
                )


def downgrade() -> None:
    """Take the triggers away."""
    is_postgresql = op.get_bind().dialect.name == "postgresql"
    for table, events in _EVENTS.items():
        for event in events:
            name = f"{table}_no_{event.lower()}"
            if is_postgresql:
                op.execute(f"DROP TRIGGER {name} ON {table}")
                op.execute(f"DROP FUNCTION refuse_{name}()")
            else:
                op.execute(f"DROP TRIGGER {name}")


def _condition(table: str, row: str) -> str:
    if table == "admission_runs":
        return f"{row}.number IS NOT NULL"
    return (
        "EXISTS (SELECT 1 FROM admission_runs AS r"
        f" WHERE r.id = {row}.run_id AND r.number IS NOT NULL)"
    )


def _upgrade_postgresql(table: str, event: str, condition: str) -> None:
    """A trigger's condition cannot look into another table here: the function does."""
    name = f"{table}_no_{event.lower()}"
    answer = "OLD" if event == "DELETE" else "NEW"
    op.execute(
        f"CREATE FUNCTION refuse_{name}() RETURNS trigger AS $$"
        f" BEGIN IF {condition} THEN RAISE EXCEPTION '{_REFUSAL}'; END IF;"
        f" RETURN {answer}; END $$ LANGUAGE plpgsql"
    )
    op.execute(
        f"CREATE TRIGGER {name} BEFORE {event} ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION refuse_{name}()"
    )
