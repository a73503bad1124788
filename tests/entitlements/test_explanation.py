"""Why the other rules did not apply."""

from datetime import date

import pytest

from tests.factories.entitlements import case, prior, proved
from vocational.entitlements.rules.explain import VerdictCode, explain
from vocational.learners.rules.counting import CategoryEntry


def verdicts(given):
    return {verdict.rule.rule_id: verdict for verdict in explain(given).verdicts}


@pytest.mark.parametrize(
    ("given", "rule_id", "code"),
    [
        (case("QD46", "merit"), "QD46-TUI-NCC", VerdictCode.PAID),
        (case("QD46", "merit"), "QD46-TUI-NKT", VerdictCode.NOT_IN_GROUP),
        (case("QD46", "merit"), "QD46-MEAL", VerdictCode.NO_DAYS),
        (case("QD46", "merit"), "QD46-TRAVEL-15", VerdictCode.DISTANCE_UNKNOWN),
        (case("QD46", "merit", km=14), "QD46-TRAVEL-15", VerdictCode.TOO_NEAR),
        (case("QD46", "merit", km=14), "QD46-TRAVEL-5", VerdictCode.ATTRIBUTE_ABSENT),
        (case("QD46", "fisher"), "QD46-TUI-NGUDAN-400CV", VerdictCode.ATTRIBUTE_ABSENT),
        (
            case("QD46", "merit", CategoryEntry("disability")),
            "QD46-TUI-NKT",
            VerdictCode.PAPER_NOT_IN_ORDER,
        ),
        (case("QD46", "merit", "disability"), "QD46-TUI-NCC", VerdictCode.BETTER_RULE),
        (case("QD46", "disability", km=20), "QD46-TRAVEL-15", VerdictCode.BETTER_RULE),
        (case("QD46", "merit", cost=0), "QD46-TUI-NCC", VerdictCode.NOTHING_LEFT),
        (
            case("QD46", "merit", supported_before=(prior(2020),)),
            "QD46-TUI-NCC",
            VerdictCode.REFUSED,
        ),
        (case("QD12", "merit"), "QD46-TUI-NCC", VerdictCode.NOT_IN_GROUP),
        (
            case("ND338", proved("discharged_soldier", date(2010, 1, 1))),
            "ND338-CAP-TN",
            VerdictCode.PAPER_NOT_IN_ORDER,
        ),
        (
            case("ND338", "rural_worker", "discharged_soldier", cost=1),
            "ND338-CAP-TN",
            VerdictCode.BETTER_RULE,
        ),
        (
            case("ND61", "youth_volunteer", on=date(2016, 5, 2), days=3),
            "CARD61-MEAL",
            VerdictCode.NOT_IN_FORCE,
        ),
    ],
)
def test_each_rule_says_what_became_of_it(given, rule_id, code):
    assert verdicts(given)[rule_id].code == code


def test_a_verdict_names_what_it_is_about():
    near = verdicts(case("QD46", "merit", "disability", km=3))
    assert near["QD46-TRAVEL-5"].distance_km == 5
    assert near["QD46-TUI-NCC"].better.rule_id == "QD46-TUI-NKT"
    assert near["QD46-TUI-NKT"].category == "disability"
    unproved = verdicts(case("QD46", CategoryEntry("merit")))
    assert unproved["QD46-TUI-NCC"].category == "merit"


def test_a_scheme_that_is_not_in_force_has_no_verdicts():
    result = explain(case("ND61", "youth_volunteer"))
    assert result.verdicts == ()
    assert result.assessment.refusals[0].code == "not_in_force"
