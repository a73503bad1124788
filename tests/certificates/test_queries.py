"""The registry book, and finding a certificate from outside."""

from datetime import date

from sqlalchemy import select

from tests.factories import catalogue
from tests.factories.certificates import TODAY, issued_class
from vocational.certificates.models import Certificate
from vocational.certificates.queries import book, issued
from vocational.certificates.services.changes import HandOver, hand_over
from vocational.certificates.states import CertificateKind, CertificateState
from vocational.shared.paging import ListRequest


def names_of(page):
    return [row.serial_number for row in page.rows]


def test_the_book_is_searched_by_folded_name_and_both_numbers(session, registrar):
    issued_class(registrar, 4)
    first = session.scalars(select(Certificate).order_by(Certificate.id)).first()
    for words in (
        first.holder_folded_name,
        "ld sc 000001",
        "LD-SC000001",
        "0001/2026",
    ):
        assert names_of(book.book(ListRequest(query=words))) == ["LD-SC 000001"], words
    assert len(book.book(ListRequest(query="ld-2026-001")).rows) == 4
    assert book.book(ListRequest(query="khong co ai")).total == 0


def test_the_book_is_filtered_and_counted(session, registrar):
    _recognised, ids = issued_class(registrar, 3)
    issued_class(registrar, 2, code="LD-2026-002", version=catalogue.short_course(), first=20)
    hand_over(registrar, HandOver((ids[0],), TODAY, TODAY))
    counts = book.book_counts()
    assert counts.by_state == {CertificateState.ISSUED: 5}
    assert counts.by_kind == {CertificateKind.ELEMENTARY: 3, CertificateKind.TRAINING: 2}
    assert (counts.years, counts.not_handed_over) == ((2026,), 4)
    for filters, total in (
        ({"kind": "training"}, 2),
        ({"state": "revoked"}, 0),
        ({"year": "2026"}, 5),
        ({"waiting": "yes"}, 4),
    ):
        assert book.book(ListRequest(filters=filters)).total == total, filters


def test_the_book_sorts_names_as_vietnamese_lists_do(session, registrar):
    issued_class(registrar, 6)
    rows = book.book(ListRequest(sort="name")).rows
    assert [row.holder_sort_name for row in rows] == sorted(row.holder_sort_name for row in rows)


def test_a_certificate_is_found_however_its_number_is_typed(session, registrar):
    issued_class(registrar, 1)
    for typed in ("LD-SC 000001", "ldsc000001", " ld sc  000001 "):
        assert issued.found_by_serial(typed).certificate.serial_number == "LD-SC 000001"
    assert issued.found_by_serial("000001") is None
    assert issued.found_by_serial("") is None
    assert issued.found_by_token("x") is None


def test_who_is_outside_finds_it_and_a_neighbour_does_not_see_it(session, registrar, at_elsewhere):
    _recognised, ids = issued_class(registrar, 1)
    token = issued.certificate(ids[0]).token
    with at_elsewhere():
        assert issued.found_by_token(token).institution.code == "LD"
        assert book.book(ListRequest()).total == 0


def test_the_numbers_of_a_year_are_known_by_kind(session, registrar):
    issued_class(registrar, 1)
    assert issued.has_numbers_of(CertificateKind.ELEMENTARY, 2026)
    assert not issued.has_numbers_of(CertificateKind.ELEMENTARY, 2025)
    assert not issued.has_numbers_of(CertificateKind.TRAINING, 2026)


def test_the_course_of_a_found_certificate_is_loaded(session, registrar):
    _recognised, ids = issued_class(registrar, 1)
    certificate = issued.found_by_token(issued.certificate(ids[0]).token).certificate
    assert certificate.training_class.course_version.module_count == 3
    assert certificate.entry.decision.decided_on == date(2026, 4, 10)
