"""Whole numbers that pages and addresses carry along."""

import pytest

from vocational.access.roles import Role
from vocational.web.fields import DecimalField, TimeField
from vocational.web.forms import BaseForm
from vocational.web.numbers import read_whole, read_wholes


@pytest.mark.parametrize(
    ("text", "number"), [("7", 7), (" 012 ", 12), (3, 3), ("999999999", 10**9 - 1)]
)
def test_digits_alone_are_a_number(text, number):
    assert read_whole(text) == number


@pytest.mark.parametrize("text", [None, "", "-1", "1.5", "٣", "²", "1e3", "1000000000", "x"])
def test_anything_else_is_none(text):
    assert read_whole(text) is None


def test_what_is_no_number_is_passed_over():
    assert read_wholes(["2", "", "x", "1"]) == [2, 1]


def test_a_key_that_no_database_can_hold_leads_nowhere(client_of):
    client_of(Role.REGISTRAR).get(f"/learners/{10**22}", status=404)


class _Form(BaseForm):
    at = TimeField()
    mark = DecimalField()


@pytest.mark.parametrize("typed", ["99999999999999:00", "7:" + "9" * 30, "9" * 5000, "-1:00", "a"])
def test_a_time_that_cannot_be_is_refused_beside_its_field(app, typed):
    with app.test_request_context(method="POST", data={"at": typed}):
        form = _Form()
        assert not form.validate()
        assert form.at.errors


@pytest.mark.parametrize("typed", ["1e999999999", "NaN", "Infinity", "9" * 5000, "1_000", "٣"])
def test_a_number_nobody_writes_is_refused_beside_its_field(app, typed):
    with app.test_request_context(method="POST", data={"mark": typed}):
        form = _Form()
        assert not form.validate()
        assert form.mark.errors
