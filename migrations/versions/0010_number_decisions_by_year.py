"""Number decisions anew each year: keep the numbers of every kind in one table, by year."""

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_NUMBERED = "uq_{}_institution_id_number"
_FROZEN = ("recognition_decisions", "admission_runs")
_GUARDED = (*_FROZEN, "recognition_entries", "admission_places")


def upgrade() -> None:
    """Make the table of numbers from the decisions there are, and end their own uniqueness."""
    op.create_table(
        "decision_numbers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institutions.id"], name=op.f("fk_decision_numbers_institution_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision_numbers")),
        sa.UniqueConstraint(
            "institution_id",
            "year",
            "number",
            name=op.f("uq_decision_numbers_institution_id_year_number"),
        ),
    )
    _fill()
    triggers = _take_triggers()
    for table in _FROZEN:
        with op.batch_alter_table(table) as batch:
            batch.drop_constraint(_NUMBERED.format(table), type_="unique")
    _put(triggers)


def downgrade() -> None:
    """Let a number be used once for ever again; fails when two years have used the same."""
    triggers = _take_triggers()
    for table in _FROZEN:
        with op.batch_alter_table(table) as batch:
            batch.create_unique_constraint(_NUMBERED.format(table), ["institution_id", "number"])
    _put(triggers)
    op.drop_table("decision_numbers")


def _fill() -> None:
    connection = op.get_bind()
    statements = (
        "SELECT institution_id, number, decided_on FROM recognition_decisions"
        " WHERE number IS NOT NULL",
        "SELECT institution_id, number, signed_on FROM admission_runs WHERE number IS NOT NULL",
        "SELECT institution_id, opening_decision_number, opening_decision_on"
        " FROM training_classes WHERE opening_decision_number <> ''",
    )
    taken = {
        (institution_id, _year(day), number)
        for statement in statements
        for institution_id, number, day in connection.execute(sa.text(statement))
    }
    rows = [
        {"institution_id": institution_id, "year": year, "number": number}
        for institution_id, year, number in sorted(taken)
    ]
    table = sa.table(
        "decision_numbers", sa.column("institution_id"), sa.column("year"), sa.column("number")
    )
    if rows:
        op.bulk_insert(table, rows)


def _year(day: date | str) -> int:
    """Plain SQL gives texts on SQLite, dates on PostgreSQL."""
    return int(str(day)[:4])


def _take_triggers() -> list[str]:
    """Take the triggers away on SQLite, where batch mode makes their tables anew."""
    connection = op.get_bind()
    if connection.dialect.name != "sqlite":
        return []
    found = connection.execute(
        sa.text("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'")
    ).all()
    guards = [row for row in found if row.tbl_name in _GUARDED]
    for row in guards:
        op.execute(f"DROP TRIGGER {row.name}")
    return [row.sql for row in guards]


def _put(triggers: list[str]) -> None:
    for statement in triggers:
        op.execute(sa.text(statement.replace(":", r"\:")))
