"""What the databases are told about a condition that holds for many rows."""

import pytest
from sqlalchemy import Dialect, Select, create_engine, select
from sqlalchemy.dialects import postgresql, sqlite

from vocational.shared.database import Base
from vocational.shared.planning import LowSelectivity
from vocational.timetable.models import ClassSession

OF_A_CLASS = select(ClassSession.id).where(
    ClassSession.class_id == 1, LowSelectivity(ClassSession.institution_id == 1)
)


def _sql(statement: Select[int], dialect: Dialect) -> str:
    return str(statement.compile(dialect=dialect, compile_kwargs={"literal_binds": True}))


def test_sqlite_reads_the_rows_of_a_class_rather_than_all_of_the_institution():
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        Base.metadata.create_all(connection)
        sql = f"EXPLAIN QUERY PLAN {_sql(OF_A_CLASS, sqlite.dialect())}"
        (step,) = connection.exec_driver_sql(sql).all()
    assert "ix_class_sessions_class_id_on_date_starts_at_id (class_id=?)" in step.detail


def test_postgresql_is_given_the_bare_condition():
    assert "likelihood" not in _sql(OF_A_CLASS, postgresql.dialect())
    assert "AND class_sessions.institution_id = 1" in _sql(OF_A_CLASS, postgresql.dialect())


def test_what_is_no_equation_is_refused():
    with pytest.raises(TypeError):
        LowSelectivity(ClassSession.institution_id.is_(None) | ClassSession.id.is_(None))
