"""Refuse any change or deletion of an audit record."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_REFUSAL = "audit records are append-only"


def upgrade() -> None:
    """Put triggers before update and delete."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION refuse_audit_change() RETURNS trigger AS $$"
            f" BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$ LANGUAGE plpgsql"
        )
        op.execute(
            "CREATE TRIGGER audit_records_keep BEFORE UPDATE OR DELETE ON audit_records"
            " FOR EACH ROW EXECUTE FUNCTION refuse_audit_change()"
        )
        return
    for event in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER audit_records_no_{event.lower()} BEFORE {event} ON audit_records"
            f" BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
        )


def downgrade() -> None:
    """Take the triggers away."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER audit_records_keep ON audit_records")
        op.execute("DROP FUNCTION refuse_audit_change()")
        return
    for event in ("update", "delete"):
        op.execute(f"DROP TRIGGER audit_records_no_{event}")
