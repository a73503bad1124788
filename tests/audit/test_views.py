"""The audit page and how acts are put into words."""

import pytest
from sqlalchemy import select

from tests.factories import classes
from tests.world import HOME
from vocational.access.command import transaction
from vocational.access.roles import Role
from vocational.audit import pages, services
from vocational.audit.models import AuditRecord
from vocational.institutions.models import Institution
from vocational.reference.models import Commune


@pytest.fixture
def recorded(at_home, at_elsewhere, registrar, stranger):
    """Thirty acts at home and one elsewhere."""
    with at_home():
        training_class = classes.training_class()
    with at_home() as session, transaction():
        row = session.get(Institution, HOME.institution_id)
        for number in range(30):
            services.record(
                registrar,
                "institution.changed" if number else "class.changed",
                row if number else training_class,
                before={"short_name": "Cũ", "state": "open", "approved_on": None},
                after={
                    "short_name": f"Mới {number}",
                    "state": "running",
                    "approved_on": "2026-03-02",
                },
                label=f"Lớp {number}",
                reason="gõ nhầm",
            )
    with at_elsewhere() as session, transaction():
        row = session.get(Institution, 2)
        services.record(stranger, "institution.changed", row, after={"short_name": "bí mật"})


def test_acts_are_told_in_words_with_before_and_after(client_of, recorded):
    page = client_of(Role.DIRECTOR).get("/audit").text
    assert "Cơ sở: sửa" in page
    assert "Tên ngắn" in page
    assert "đang học" not in page
    assert "đang học" in client_of(Role.DIRECTOR).get("/audit?page=2").text
    assert "02/03/2026" in page
    assert "gõ nhầm" in page
    assert "bí mật" not in page


def test_acts_are_searched_filtered_and_paged(client_of, recorded):
    client = client_of(Role.ADMINISTRATOR)
    assert "1 – 25" in client.get("/audit").text
    assert "26 – 30" in client.get("/audit?page=2").text
    only = client.get("/audit?noun=class").text
    assert "Lớp: sửa" in only
    assert "Cơ sở: sửa" not in only
    assert "Không có thao tác nào khớp" in client.get("/audit?q=khongco").text


def test_the_page_asks_as_often_for_many_records_as_for_few(client_of, recorded, count_queries):
    client = client_of(Role.DIRECTOR)
    client.get("/audit")
    with count_queries() as few:
        client.get("/audit?q=Lớp 1&per_page=25")
    with count_queries() as many:
        client.get("/audit?per_page=100")
    assert len(few) == len(many) <= 5


def test_teachers_see_no_audit_records(client_of):
    client_of(Role.TEACHER).get("/audit", status=403)


def test_what_is_not_known_is_shown_as_it_is(app):
    with app.test_request_context():
        assert pages.act_label("strange.done_somehow") == "strange: done_somehow"


def test_a_reason_that_the_row_keeps_is_told_once_and_codes_are_named(at_home, registrar):
    with at_home() as session, transaction():
        row = session.get(Institution, HOME.institution_id)
        commune = session.scalars(select(Commune).order_by(Commune.code)).first()
        after = {"commune_code": commune.code, "revocation_ground": "fraud", "note": "thi hộ"}
        services.record(registrar, "certificate.revoked", row, after=after, reason="thi hộ")
        (line,) = pages.history_lines(session.scalars(select(AuditRecord)))
        name = commune.name
    assert line.reason == ""
    told = [after for _name, _before, after in line.changes]
    assert told == [name, "Có hành vi gian lận để được cấp", "thi hộ"]


def test_the_time_and_person_of_a_row_are_not_told_twice(at_home, registrar):
    with at_home() as session, transaction():
        row = session.get(Institution, HOME.institution_id)
        services.record(
            registrar,
            "enrolment.added",
            row,
            after={"enrolled_on": "2026-03-02", "enrolled_at": "2026-03-02T08:00:00+00:00"},
        )
        records = list(session.scalars(select(AuditRecord)))
    told = [change for line in pages.history_lines(records) for change in line.changes]
    assert [after for _name, _before, after in told] == ["02/03/2026"]


def test_a_code_is_named_as_the_enumeration_of_its_own_column(app):
    with app.test_request_context():
        told = {table: _told(table, "planned") for table in ("training_classes", "class_sessions")}
    assert told == {"training_classes": "kế hoạch", "class_sessions": "sẽ dạy"}


def _told(table, state):
    record = AuditRecord(
        actor_name="", action="", subject_type=table, before={}, after={"state": state}, reason=""
    )
    return pages.history_lines([record])[0].changes[0][2]
