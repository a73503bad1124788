"""Books that go on from paper: their first number is set once, before it is used."""

from datetime import date

import pytest

from vocational.access.command import transaction
from vocational.access.roles import Role
from vocational.audit.queries import history_of
from vocational.certificates.services import first_numbers
from vocational.institutions import queries
from vocational.institutions.services import numbering
from vocational.shared.clock import today
from vocational.shared.errors import Refused, RuleViolation

ON = date(2026, 11, 2)
REGISTRY = "certificate-registry-elementary-2026"
PAGE = "/settings/certificates/first-numbers"


def book(series=REGISTRY):
    return next(item for item in first_numbers.books((2026,), ON) if item.series == series)


def begin(actor, first, series=REGISTRY):
    first_numbers.begin_book(actor, book(series), first, "Sổ cấp chứng chỉ 2026")


def given():
    with transaction():
        return numbering.take_number(REGISTRY)


def test_a_book_goes_on_from_its_paper_book(home, administrator):
    begin(administrator, 123)
    assert book().next_number.startswith("0123/2026/")
    assert numbering.take_number(REGISTRY) == 123
    counter = queries.counter(REGISTRY)
    assert [item.action for item in history_of("counters", counter.id)] == ["counter.begun"]


def test_the_first_number_may_be_mended_until_one_is_given(home, administrator):
    begin(administrator, 123)
    begin(administrator, 132)
    given()
    assert book().is_used
    with pytest.raises(RuleViolation, match=r"numbers\.used"):
        begin(administrator, 200)


def test_a_book_in_use_since_before_goes_on(home, administrator):
    given()
    with pytest.raises(RuleViolation, match=r"numbers\.used"):
        begin(administrator, 123)


@pytest.mark.parametrize("first", [0, -1, numbering.LARGEST + 1])
def test_a_number_that_no_book_has_is_refused(home, administrator, first):
    with pytest.raises(RuleViolation, match=r"numbers\.range"):
        begin(administrator, first)


def test_decisions_have_a_book_of_each_year(home, administrator):
    begin(administrator, 31, "decision.2026")
    assert book("decision.2026").next_number.startswith("31/QĐ")
    assert numbering.take_number("decision.2026") == 31


def test_only_who_edits_the_institution_sets_first_numbers(home, registrar):
    with pytest.raises(Refused):
        begin(registrar, 123)


def test_the_page_sets_a_number_and_shows_what_comes_next(client_of):
    client = client_of(Role.ADMINISTRATOR)
    series = f"certificate-registry-elementary-{today().year}"
    client.post(PAGE, {"series": series, "first": "0"}, status=422)
    client.post(PAGE, {"series": "nothing", "first": "5"}, status=422)
    client.post(PAGE, {"series": series, "first": "123"})
    assert f"0123/{today().year}/" in client.get(PAGE).get_data(as_text=True)
