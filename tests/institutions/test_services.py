"""The institution's data, names and signatories by date; numbers from counters."""

from datetime import date

import pytest
from sqlalchemy import select

from tests.world import ELSEWHERE, HOME
from vocational.access.command import transaction
from vocational.audit.models import AuditRecord
from vocational.extensions import db
from vocational.institutions import queries
from vocational.institutions.models import Signatory
from vocational.institutions.rules import SignatoryKind
from vocational.institutions.services import numbering, settings
from vocational.institutions.services.settings import Contact, Names, SignatoryDetails
from vocational.shared import tenancy
from vocational.shared.errors import Refused, RuleViolation

CONTACT = Contact("Trung tâm LD", "Hà Nội", "Thôn 6", "09715", "02433642222", "7:30 – 17:00")
NAMES = Names("Trường Trung cấp Sông Đáy", "Ủy ban nhân dân xã Phúc Thọ", "TTCSĐ")
HEAD = SignatoryDetails(SignatoryKind.HEAD, "Lê Thị Hoà", "Hiệu trưởng")
DEPUTY = SignatoryDetails(
    SignatoryKind.DEPUTY, "Đỗ Văn Phó", "Hiệu trưởng", own_title="Phó Hiệu trưởng"
)
DAY = date(2026, 7, 1)


def test_contact_data_change_and_are_audited(session, administrator):
    row = settings.edit_contact(administrator, CONTACT, 1)
    assert (row.address, row.version) == ("Thôn 6", 2)
    record = session.scalars(select(AuditRecord)).one()
    assert record.before["address"] == "Thôn 5"
    with pytest.raises(RuleViolation, match=r"record\.changed_meanwhile"):
        settings.edit_contact(administrator, CONTACT, 1)


def test_new_names_hold_from_their_day_on(session, administrator):
    settings.add_name(administrator, NAMES, DAY)
    assert queries.name_on(date(2026, 6, 30)).document_symbol == "TTGDNN"
    assert queries.name_on(DAY).document_symbol == "TTCSĐ"
    assert queries.name_on(date(2019, 12, 31)) is None
    with pytest.raises(RuleViolation, match=r"institution\.name_that_day"):
        settings.add_name(administrator, NAMES, DAY)
    assert len(queries.names()) == 2


def test_a_new_head_ends_the_one_before_on_the_day_before(session, administrator):
    settings.add_signatory(administrator, HEAD, DAY)
    settings.add_signatory(administrator, DEPUTY, DAY)
    assert [who.full_name for who in queries.signatories_on(date(2026, 6, 30))] == ["Trần Văn Mẫu"]
    assert [who.full_name for who in queries.signatories_on(DAY)] == ["Lê Thị Hoà", "Đỗ Văn Phó"]
    with pytest.raises(RuleViolation, match=r"signatory\.before_present"):
        settings.add_signatory(administrator, HEAD, DAY)


def test_a_deputy_needs_an_own_title(session, administrator):
    nameless = SignatoryDetails(SignatoryKind.DEPUTY, "Đỗ Văn Phó", "Hiệu trưởng")
    with pytest.raises(RuleViolation, match="required") as caught:
        settings.add_signatory(administrator, nameless, DAY)
    assert caught.value.field == "own_title"


def test_a_signatory_ends_not_before_the_beginning(session, administrator):
    head_id = session.scalars(select(Signatory.id)).one()
    with pytest.raises(RuleViolation, match=r"signatory\.ends_before_start"):
        settings.end_signatory(administrator, head_id, date(2019, 1, 1))
    assert settings.end_signatory(administrator, head_id, DAY).effective_to == DAY


def test_only_administrators_change_the_institution(session, registrar):
    with pytest.raises(Refused):
        settings.add_name(registrar, NAMES, DAY)


def test_numbers_begin_at_one_and_have_no_gaps(session):
    with transaction():
        assert list(numbering.take_numbers("x", 3)) == [1, 2, 3]
        assert numbering.take_number("y") == 1
    with pytest.raises(RuleViolation), transaction():
        fail_after_taking()
    with transaction():
        assert numbering.take_number("x") == 4


def fail_after_taking() -> None:
    numbering.take_numbers("x", 10)
    raise RuleViolation("test.refused")


def test_each_institution_counts_for_itself(session):
    with transaction():
        numbering.take_number("x")
    with tenancy.institution_scope(db.session(), ELSEWHERE.institution_id), transaction():
        assert numbering.take_number("x") == 1
    assert HOME.institution_id != ELSEWHERE.institution_id


def test_two_institutions_are_found_where_there_are_two(session):
    assert len(queries.first_two(DAY)) == 2
