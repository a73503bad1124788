"""`vocational entitlement assess`: the answers and errors that scripts rely on."""

import json

import pytest
from click.testing import CliRunner

from vocational.entitlements.cli import entitlement

NEAR_POOR = {
    "code": "near_poor_household",
    "valid_from": "2026-01-01",
    "valid_to": "2026-12-31",
    "evidence": True,
}
PRIOR = {"on": "2021-03-01", "scheme": "QD46", "job_lost_certified": False}


def question(**changes):
    """Give the worked example of the contract; a dotted name changes what stands deeper."""
    asked = {
        "scheme": "QD46",
        "starts_on": "2026-03-02",
        "course": {"level": "under_3_months", "approved_cost_dong": 3500000},
        "learner": {
            "sex": "female",
            "birth_date": "1990-05-01",
            "categories": [dict(NEAR_POOR)],
            "extremely_difficult_area": False,
            "difficult_area": False,
            "distance_km": 16,
            "supported_before": [],
        },
        "days_present": 25,
    }
    for name, value in changes.items():
        *path, key = name.split("__")
        place = asked
        for part in path:
            place = place[part]
        if value is ...:
            del place[key]
        else:
            place[key] = value
    return asked


def run(asked):
    text = asked if isinstance(asked, str) else json.dumps(asked)
    return CliRunner().invoke(entitlement, ["assess"], input=text)


def answer(**changes):
    result = run(question(**changes))
    assert result.exit_code == 0, result.stderr
    assert result.stderr == ""
    return json.loads(result.stdout)


def error(**changes):
    result = run(question(**changes))
    assert (result.exit_code, result.stdout) == (2, "")
    rows = json.loads(result.stderr)["error"]
    assert set(rows) == {"code", "message", "field"}
    return rows["code"], rows["field"]


def test_the_example_of_the_contract():
    assert answer() == {
        "lines": [
            {
                "kind": "training_cost",
                "amount_dong": 2500000,
                "category": "near_poor_household",
                "rule": "QD46-TUI-CANNGHEO",
                "legal_basis": "QĐ 46/2015 Art 4",
                "status": "V",
            },
            {
                "kind": "meals",
                "amount_dong": 750000,
                "category": "near_poor_household",
                "rule": "QD46-MEAL",
                "legal_basis": "QĐ 46/2015 Art 5",
                "status": "V",
            },
            {
                "kind": "travel",
                "amount_dong": 200000,
                "category": "near_poor_household",
                "rule": "QD46-TRAVEL-15",
                "legal_basis": "QĐ 46/2015 Art 5",
                "status": "V",
            },
        ],
        "total_dong": 3450000,
        "category": "near_poor_household",
        "refusals": [],
        "warnings": [],
    }


def test_the_refusal_of_the_contract():
    assert answer(learner__supported_before=[PRIOR]) == {
        "lines": [],
        "total_dong": 0,
        "category": None,
        "refusals": [
            {"code": "supported_before", "rule": "QD46-ONCE", "legal_basis": "QĐ 46/2015"}
        ],
        "warnings": [],
    }


def test_warnings_name_the_category_or_the_rule():
    result = answer(
        scheme="ND338",
        learner__birth_date="1960",
        learner__categories=[
            {"code": "rural_worker", "evidence": True},
            {"code": "youth_volunteer", "valid_from": "2010-01-01", "evidence": True},
            {"code": "merit"},
        ],
    )
    assert result["warnings"] == [
        {"code": "evidence_missing", "category": "merit"},
        {"code": "window_passed", "category": "youth_volunteer"},
        {"code": "over_age"},
        {"code": "unsettled_rule", "rule": "ND338-TRAVEL-1"},
        {"code": "unsettled_rule", "rule": "ND338-WINDOW-TN"},
        {"code": "unsettled_rule", "rule": "AGE-MAX-NU"},
    ]


def test_a_scheme_that_is_not_in_force_is_an_answer_not_an_error():
    assert answer(scheme="ND61")["refusals"] == [
        {"code": "not_in_force", "rule": "CARD61-VALUE", "legal_basis": "NĐ 61/2015 Arts 14-18"}
    ]


@pytest.mark.parametrize("born", ["2011", 2011])
def test_a_year_alone_counts_as_its_first_day(born):
    assert answer(learner__birth_date=born, starts_on="2026-01-01")["refusals"] == []
    assert answer(learner__birth_date=born, starts_on="2025-12-31")["refusals"][0]["code"] == (
        "under_age"
    )


def test_what_may_be_left_out_is_taken_as_nothing():
    learner = {"sex": "male", "birth_date": "1990-05-01"}
    assert answer(learner=learner)["lines"] == []
    listed = [{"code": "merit", "evidence": True, "valid_to": None}]
    result = answer(learner={**learner, "categories": listed})
    assert [line["kind"] for line in result["lines"]] == ["training_cost", "meals"]


def test_decimal_distances_and_extra_keys_are_read():
    result = answer(learner__distance_km=15.0, learner__nickname="An", days_present=2.0)
    assert [line["amount_dong"] for line in result["lines"]] == [2500000, 60000, 200000]


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"scheme": "QD47"}, "unknown", "scheme"),
        ({"scheme": "BASE"}, "unknown", "scheme"),
        ({"scheme": ...}, "missing", "scheme"),
        ({"starts_on": "02/03/2026"}, "invalid", "starts_on"),
        ({"starts_on": "2026-02-30"}, "invalid", "starts_on"),
        ({"course": ...}, "missing", "course"),
        ({"course__level": "college"}, "unknown", "course.level"),
        ({"course__approved_cost_dong": -1}, "invalid", "course.approved_cost_dong"),
        ({"course__approved_cost_dong": 0.5}, "invalid", "course.approved_cost_dong"),
        ({"course__approved_cost_dong": "3500000"}, "invalid", "course.approved_cost_dong"),
        ({"learner": []}, "invalid", "learner"),
        ({"learner__sex": "x"}, "unknown", "learner.sex"),
        ({"learner__sex": ...}, "missing", "learner.sex"),
        ({"learner__birth_date": ...}, "missing", "learner.birth_date"),
        ({"learner__birth_date": "90"}, "invalid", "learner.birth_date"),
        ({"learner__birth_date": 90}, "invalid", "learner.birth_date"),
        ({"learner__birth_date": True}, "invalid", "learner.birth_date"),
        ({"learner__distance_km": -0.1}, "invalid", "learner.distance_km"),
        ({"learner__difficult_area": "no"}, "invalid", "learner.difficult_area"),
        ({"learner__categories": {}}, "invalid", "learner.categories"),
        ({"learner__categories": ["merit"]}, "invalid", "learner.categories[0]"),
        ({"learner__categories": [{}]}, "missing", "learner.categories[0].code"),
        (
            {"learner__categories": [NEAR_POOR, {"code": "rich"}]},
            "unknown",
            "learner.categories[1].code",
        ),
        (
            {"learner__categories": [{**NEAR_POOR, "valid_to": "2025-12-31"}]},
            "invalid",
            "learner.categories[0].valid_to",
        ),
        (
            {"learner__categories": [{**NEAR_POOR, "evidence": 1}]},
            "invalid",
            "learner.categories[0].evidence",
        ),
        ({"learner__supported_before": [{}]}, "missing", "learner.supported_before[0].on"),
        ({"learner__card_issued_on": "soon"}, "invalid", "learner.card_issued_on"),
        ({"learner__months_worked": -1}, "invalid", "learner.months_worked"),
        ({"days_present": ...}, "missing", "days_present"),
        ({"days_present": 2.5}, "invalid", "days_present"),
        ({"days_present": -1}, "invalid", "days_present"),
    ],
)
def test_bad_input_names_its_field(changes, code, field):
    assert error(**changes) == (code, field)


@pytest.mark.parametrize(("text", "code"), [("", "missing"), ("{", "invalid"), ("[]", "invalid")])
def test_input_that_is_no_object_is_refused(text, code):
    result = run(text)
    assert (result.exit_code, json.loads(result.stderr)["error"]["code"]) == (2, code)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("scheme", ["QD46", "ND338", "ND61", "QD12", "TT52"])
def test_the_ends_of_the_calendar_are_answered(scheme, day):
    entry = {"code": "land_recovered", "valid_from": day, "evidence": True}
    service = {"code": "youth_volunteer", "valid_from": day, "evidence": True}
    answer(
        scheme=scheme,
        starts_on=day,
        learner__categories=[entry, service],
        learner__card_issued_on=day,
        learner__birth_date=day,
    )
