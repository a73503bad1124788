import json
from decimal import Decimal
from enum import StrEnum

import pytest
from click.testing import CliRunner

from vocational.shared import command_line
from vocational.shared.cli import citizen_card, text
from vocational.shared.errors import InputError
from vocational.shared.json_input import JsonObject, parse_object


class Colour(StrEnum):
    RED = "red"


def run(group, *arguments, given=""):
    return CliRunner().invoke(group, arguments, input=given)


def error_of(result):
    assert result.exit_code == 2
    assert result.stdout == ""
    return json.loads(result.stderr)["error"]


def test_each_line_is_folded_and_blank_lines_stay():
    result = run(text, "fold", given="Đặng Thị Ánh\n\nHÀ NỘI")
    assert result.stdout == "dang thi anh\n\nha noi\n"


def test_names_are_sorted_and_blank_lines_stay_in_place():
    result = run(text, "sort-names", given="Lê Đức\n\nLê  Dũng \r\nLê Anh\n")
    assert result.stdout == "Lê Anh\n\nLê  Dũng \nLê Đức\n"


def test_nothing_in_gives_nothing_out():
    for command in ("fold", "sort-names", "money-in-words"):
        assert run(text, command).stdout == ""


def test_amounts_are_written_in_words():
    result = run(text, "money-in-words", given="4300000\n4.300.000\n\n1005\n")
    words = "Bốn triệu ba trăm nghìn đồng\n"
    assert result.stdout == f"{words}{words}\nMột nghìn không trăm linh năm đồng\n"


def test_a_line_that_is_no_amount_is_named_and_nothing_printed():
    error = error_of(run(text, "money-in-words", given="5\n4,3\n"))
    assert error["code"] == "invalid"
    assert error["message"].startswith("Line 2 ")


def test_input_that_is_not_utf_8_is_named_by_its_line():
    error = error_of(run(text, "fold", given=b"an\nb\xff"))
    assert (error["code"], error["field"]) == ("invalid", "line 2")


def test_a_file_may_be_named(tmp_path):
    file = tmp_path / "names.txt"
    file.write_text("\ufeffÁnh\n", encoding="utf-8")
    assert run(text, "fold", str(file)).stdout == "anh\n"
    assert error_of(run(text, "fold", str(tmp_path / "none.txt")))["code"] == "missing"
    assert error_of(run(text, "fold", str(tmp_path)))["code"] == "missing"


def test_a_card_is_answered_as_json():
    payload = "001199012345||Nguyễn Văn Mẫu|01021999|Nam|Số 1, Phố Thử|15082022"
    result = run(citizen_card, "read", given=payload)
    assert json.loads(result.stdout) == {
        "citizen_number": "001199012345",
        "old_number": None,
        "full_name": "Nguyễn Văn Mẫu",
        "birth_date": "1999-02-01",
        "sex": "male",
        "address": "Số 1, Phố Thử",
        "issued_on": "2022-08-15",
        "warnings": ["sex_mismatch"],
    }
    assert "Nguyễn" in result.stdout


def test_no_card_at_all_is_missing_input():
    assert error_of(run(citizen_card, "read", given="\n"))["code"] == "missing"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("", "missing"),
        ("{", "invalid"),
        ("[]", "invalid"),
        ("null", "invalid"),
        ('{"a": NaN}', "invalid"),
        ('{"a": ' + "9" * 5000 + "}", "invalid"),
        ("[" * 100_000, "invalid"),
    ],
)
def test_what_is_no_json_object_is_refused(given, code):
    with pytest.raises(InputError) as caught:
        parse_object(given)
    assert caught.value.code == code


def read(json_text):
    return parse_object(json_text)


@pytest.mark.parametrize(
    ("given", "reader", "code", "field"),
    [
        ("{}", lambda o: o.text("a"), "missing", "a"),
        ('{"a": null}', lambda o: o.child("a"), "missing", "a"),
        ('{"a": {"b": 1}}', lambda o: o.child("a").text("b"), "invalid", "a.b"),
        ('{"a": [1]}', lambda o: o.children("a"), "invalid", "a[0]"),
        ('{"a": [{}]}', lambda o: o.children("a")[0].text("b"), "missing", "a[0].b"),
        ('{"a": 5}', lambda o: o.children("a"), "invalid", "a"),
        ('{"a": "2026-02-30"}', lambda o: o.day("a"), "invalid", "a"),
        ('{"a": "20260201"}', lambda o: o.day("a"), "invalid", "a"),
        ('{"a": true}', lambda o: o.number("a"), "invalid", "a"),
        ('{"a": "1"}', lambda o: o.number("a"), "invalid", "a"),
        ('{"a": -1}', lambda o: o.number("a"), "invalid", "a"),
        ('{"a": 1e99}', lambda o: o.number("a"), "invalid", "a"),
        ('{"a": 0.000000000000000000001}', lambda o: o.number("a"), "invalid", "a"),
        ('{"a": 1}', lambda o: o.boolean("a"), "invalid", "a"),
        ('{"a": "blue"}', lambda o: o.choice("a", Colour), "unknown", "a"),
        ('{"a": 1}', lambda o: o.choice("a", Colour), "invalid", "a"),
        (
            '{"a": [11]}',
            lambda o: o.numbers("a", at_least=Decimal(0), at_most=Decimal(10)),
            "invalid",
            "a[0]",
        ),
    ],
)
def test_faults_are_named_by_their_path(given, reader, code, field):
    with pytest.raises(InputError) as caught:
        reader(read(given))
    assert (caught.value.code, caught.value.field) == (code, field)


def test_numbers_are_exact():
    assert read('{"a": 16.1}').number("a") == Decimal("16.1")
    assert read('{"a": 7}').number("a") == 7
    assert read('{"a": "red"}').choice("a", Colour) is Colour.RED


def test_a_lone_surrogate_does_no_harm():
    def echo(given: JsonObject):
        return {"a": given.text("a")}

    result = run(command_line.json_command("echo", echo), given='{"a": "\\ud800"}')
    assert result.exit_code == 0
    assert json.loads(result.stdout) == {"a": "\ud800"}
