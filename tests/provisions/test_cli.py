"""`vocational law`: the operator enters, lists and takes back figures of the department."""

import json

import pytest

from vocational import cli
from vocational.provisions import queries

ADD = (
    *("law", "add-figure", "--province", "01", "--key", "qd46.meals", "--value", "40000"),
    *("--from", "2026-07-01", "--source", "05/2026/NQ-HĐND"),
)


@pytest.fixture
def run(app, monkeypatch, capsys):
    """A function that runs the command line on the test's database: status, output, error."""
    monkeypatch.setattr(cli, "make_app", lambda: app)

    def call(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as leaving:
            cli.main(arguments)
        printed = capsys.readouterr()
        return int(leaving.value.code or 0), printed.out, printed.err

    return call


def test_a_figure_is_entered_listed_and_taken_back(run, app):
    status, printed, _error = run(*ADD, "--to", "2026-12-31", "--by", "Lê Thị Sở", "--json")
    entered = json.loads(printed)
    assert (status, entered["value"], entered["unit"]) == (0, 40_000, "VND per study day")
    assert (entered["from"], entered["to"]) == ("2026-07-01", "2026-12-31")
    assert entered["entered_by"] == "Lê Thị Sở"
    gone = ("law", "withdraw-figure", str(entered["id"]), "--reason", "Bãi bỏ")
    assert run(*gone)[0] == 0
    listed = json.loads(run("law", "figures", "--province", "01", "--json")[1])
    [figure] = listed["figures"]
    assert (listed["province"], figure["withdrawal_reason"]) == ("01", "Bãi bỏ")
    with app.app_context():
        assert [row.key for row in queries.department_figures("01")] == ["qd46.meals"]


def test_without_json_a_figure_is_one_line(run):
    assert run(*ADD)[1].strip().endswith("40000 VND per study day, 2026-07-01 -, 05/2026/NQ-HĐND")
    assert run("law", "figures", "--province", "01")[1].count("\n") == 1
    assert run("law", "figures", "--province", "79")[1] == ""


@pytest.mark.parametrize(
    ("option", "text", "code", "field"),
    [
        ("--province", "00", "unknown", "province"),
        ("--key", "nothing", "unknown", "key"),
        ("--key", "elementary.pass_mark", "invalid", "key"),
        ("--value", "20000", "invalid", "value"),
        ("--value", "40.000", "invalid", "value"),
        ("--value", "1e9", "invalid", "value"),
        ("--from", "01/07/2026", "invalid", "from"),
        ("--to", "2026-06-30", "invalid", "to"),
        ("--source", "", "missing", "source"),
    ],
)
def test_bad_input_is_one_json_object(run, option, text, code, field):
    status, printed, error = run(*ADD, option, text)
    told = json.loads(error)["error"]
    assert (status, printed) == (2, "")
    assert (told["code"], told["field"]) == (code, field)


def test_a_missing_option_is_named_as_it_is_typed(run):
    told = json.loads(run(*ADD[:8], "--source", "NQ 5")[2])["error"]
    assert (told["code"], told["field"]) == ("missing", "from")


def test_a_figure_that_is_not_there_is_not_taken_back(run):
    status, _printed, error = run("law", "withdraw-figure", "7", "--reason", "Bãi bỏ")
    told = json.loads(error)["error"]
    assert (status, told["code"], told["field"]) == (2, "unknown", "id")


def test_a_list_of_no_province_is_refused(run):
    assert json.loads(run("law", "figures", "--province", "00")[2])["error"]["code"] == "unknown"
