"""Audit records: written with each act, never changed, hidden where sensitive."""

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DatabaseError

from tests.world import HOME
from vocational.access.command import transaction
from vocational.audit import queries, services
from vocational.audit.models import AuditRecord
from vocational.institutions.models import Institution


@pytest.fixture
def recorded(session, registrar):
    """One record on the home institution."""
    with transaction():
        row = session.get(Institution, HOME.institution_id)
        row.short_name = "Trung tâm mới"
        assert services.record_changes(registrar, "institution.changed", row, reason="đổi tên")
    return session.scalars(select(AuditRecord)).one()


def test_a_record_says_who_what_before_and_after(recorded, registrar):
    assert (recorded.actor_id, recorded.actor_name) == (registrar.user_id, registrar.name)
    assert recorded.subject_type == "institutions"
    assert recorded.before == {"short_name": "Trung tâm GDNN LD"}
    assert recorded.after == {"short_name": "Trung tâm mới"}
    assert recorded.reason == "đổi tên"


def test_nothing_changed_records_nothing(session, registrar):
    with transaction():
        row = session.get(Institution, HOME.institution_id)
        assert not services.record_changes(registrar, "institution.changed", row)
    assert session.scalars(select(AuditRecord)).all() == []


def test_the_history_of_a_row_is_found(recorded):
    assert queries.history_of("institutions", HOME.institution_id) == [recorded]


@pytest.mark.parametrize(
    "statement",
    [
        text("UPDATE audit_records SET actor_name = 'nobody'"),
        text("DELETE FROM audit_records"),
        update(AuditRecord).values(actor_name="nobody"),
        delete(AuditRecord),
    ],
    ids=["sql update", "sql delete", "orm update", "orm delete"],
)
def test_the_database_refuses_to_change_or_delete_records(session, recorded, statement):
    with pytest.raises(DatabaseError, match="audit"):
        session.execute(statement)
    session.rollback()
    assert session.scalars(select(AuditRecord.actor_name)).all() == [recorded.actor_name]


def test_a_changed_object_is_refused_too(session, recorded):
    recorded.actor_name = "nobody"
    with pytest.raises(DatabaseError, match="audit"):
        session.flush()
    session.rollback()
