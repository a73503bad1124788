"""What is decided of support, what stands, and what the ledger tells other institutions."""

import json
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.factories import support
from tests.world import ELSEWHERE, HOME
from vocational.access.actor import Actor
from vocational.access.roles import Role
from vocational.audit.queries import history_of
from vocational.classes.rules import ClassState
from vocational.enrolment.rules.seats import WithdrawalReason
from vocational.enrolment.services import enrolments as places
from vocational.enrolment.services.enrolments import WithdrawalRequest
from vocational.entitlements import queries
from vocational.entitlements.cli import assess, read_case
from vocational.entitlements.rules.cases import PriorSupport
from vocational.entitlements.rules.casework import Facts
from vocational.entitlements.services import decisions, facts, overrides
from vocational.entitlements.services.decisions import DecideRequest, StudyDays
from vocational.entitlements.services.facts import FactsRequest
from vocational.extensions import db
from vocational.law.support import Scheme, SupportKind
from vocational.provisions import services as provisions
from vocational.provisions.rules import NewFigure
from vocational.shared.errors import Refused, RuleViolation
from vocational.shared.json_input import parse_object

LATER = date(2026, 12, 1)


def decided(actor, row, *people, days=None):
    request = DecideRequest(row.id, tuple(person.id for person in people), days or {})
    return decisions.decide(actor, request)


def days(count):
    return StudyDays(count, count)


def codes(decision):
    return [item["code"] for item in decision.outcome["refusals"]]


def test_what_is_due_is_kept_with_lines_rules_and_inputs(home, registrar):
    row = support.supported_class()
    person = support.supported_learner(row)
    [decision] = decided(registrar, row, person, days={person.id: days(20)})
    amounts = {line.kind: line.amount_dong for line in decision.lines}
    cost = row.course_version.approved_cost_dong
    assert amounts == {
        SupportKind.TRAINING_COST: min(cost, 3_000_000),
        SupportKind.MEALS: 600_000,
    }
    assert decision.category == "poor_household"
    assert {rule["rule"] for rule in decision.rules} == {"QD46-TUI-NGHEO", "QD46-MEAL"}


def test_the_inputs_kept_give_the_same_answer_again(home, registrar):
    row = support.supported_class()
    person = support.supported_learner(row)
    [decision] = decided(registrar, row, person)
    kept = parse_object(json.dumps(decision.inputs))
    assert assess(kept) == decision.outcome
    assert read_case(kept).days_present == decision.days_present


def test_deciding_again_replaces_and_the_same_again_does_not(home, registrar):
    row = support.supported_class()
    person = support.supported_learner(row)
    [first] = decided(registrar, row, person, days={person.id: days(10)})
    [same] = decided(registrar, row, person, days={person.id: days(10)})
    assert same.id == first.id
    [second] = decided(registrar, row, person, days={person.id: days(12)})
    assert second.id != first.id
    assert first.replaced_at is not None
    assert queries.present_decisions([person.id])[person.id].id == second.id


def test_a_figure_changed_from_tomorrow_changes_nothing_decided(home, registrar, director):
    today_class, later_class = (
        support.supported_class(),
        support.supported_class("LD-2026-002", starts_on=LATER, ends_on=LATER + timedelta(60)),
    )
    supported_learner = support.supported_learner(today_class, 1)
    two = support.supported_learner(later_class, 2)
    before = decided(
        registrar, today_class, supported_learner, days={supported_learner.id: days(10)}
    )[0]
    tomorrow = today_class.starts_on + timedelta(1)
    provisions.add_figure(
        director, NewFigure("qd46.meals", Decimal(45_000), tomorrow, None, "NQ 12/2026/NQ-HĐND")
    )
    again = decided(
        registrar, today_class, supported_learner, days={supported_learner.id: days(10)}
    )[0]
    new = decided(registrar, later_class, two, days={two.id: days(10)})[0]
    meals = {line.kind: line.amount_dong for line in new.lines}[SupportKind.MEALS]
    assert again.id == before.id
    assert meals == 450_000
    [rule] = [rule for rule in new.rules if rule["key"] == "qd46.meals"]
    assert (rule["value"], rule["local_source"]) == ("45000", "NQ 12/2026/NQ-HĐND")


def test_a_figure_of_the_department_from_tomorrow_changes_nothing_decided(home, registrar):
    row, later = (
        support.supported_class(),
        support.supported_class("LD-2026-002", starts_on=LATER, ends_on=LATER + timedelta(60)),
    )
    item, two = support.supported_learner(row, 1), support.supported_learner(later, 2)
    asked, asked_later = (
        DecideRequest(item.id, (person.id,), {person.id: days(10)})
        for item, person in ((row, item), (later, two))
    )
    before = decisions.decide(registrar, asked)[0].id
    tomorrow = row.starts_on + timedelta(1)
    figure = NewFigure("qd46.meals", Decimal(45_000), tomorrow, None, "05/2026/NQ-HĐND")
    provisions.add_department_figure(Actor.system("console"), "01", figure)
    assert decisions.decide(registrar, asked)[0].id == before
    [new] = decisions.decide(registrar, asked_later)
    [rule] = [rule for rule in new.rules if rule["key"] == "qd46.meals"]
    assert (rule["value"], rule["local_source"]) == ("45000", "05/2026/NQ-HĐND")


def test_more_days_than_sessions_are_refused(home, registrar):
    row = support.supported_class()
    person = support.supported_learner(row)
    with pytest.raises(RuleViolation, match=r"more_days_than_sessions"):
        decided(registrar, row, person, days={person.id: StudyDays(21, 20)})


def test_a_class_without_a_scheme_decides_nothing(home, registrar):
    row = support.supported_class(scheme=None)
    with pytest.raises(RuleViolation, match=r"no_scheme"):
        decided(registrar, row, support.supported_learner(row))


def test_the_ledger_is_written_when_the_class_begins(home, registrar):
    row = support.supported_class()
    person = support.supported_learner(row)
    person_hash = person.learner.citizen_number_hash
    decided(registrar, row, person)
    assert queries.earlier_supports([person_hash]) == {}
    decisions.begin_support(registrar, row.id)
    assert queries.earlier_supports([person_hash]) == {
        person_hash: [PriorSupport(row.starts_on, "QD46")]
    }
    assert queries.earlier_supports([person_hash], [person.id]) == {}


def test_who_leaves_before_any_support_leaves_the_ledger(home, registrar):
    row = support.supported_class(state=ClassState.RUNNING)
    person = support.supported_learner(row)
    decided(registrar, row, person)
    leaving = WithdrawalRequest(person.id, row.starts_on, WithdrawalReason.PERSONAL)
    places.withdraw(registrar, leaving, row.starts_on)
    assert queries.earlier_supports([person.learner.citizen_number_hash]) == {}


def test_who_leaves_later_stays_in_the_ledger(home, registrar):
    row = support.supported_class(state=ClassState.RUNNING)
    person = support.supported_learner(row)
    decided(registrar, row, person)
    last = row.starts_on + timedelta(20)
    places.withdraw(registrar, WithdrawalRequest(person.id, last, WithdrawalReason.PERSONAL), last)
    assert len(queries.earlier_supports([person.learner.citizen_number_hash])) == 1


@pytest.fixture
def supported_elsewhere(app, at_elsewhere):
    """The first learner of home was supported by the other institution."""
    with at_elsewhere():
        row = support.supported_class(
            "XX-2026-001", state=ClassState.RUNNING, scheme=Scheme.ND338, starts_on=date(2026, 3, 2)
        )
        person = support.supported_learner(row, category=None)
        registrar = ELSEWHERE.actor(Role.REGISTRAR)
        decisions.decide(registrar, DecideRequest(row.id, (person.id,)))


@pytest.fixture
def asked(supported_elsewhere, home, registrar):
    """A refused learner of home, for whom the registrar asks that support be given again."""
    row = support.supported_class()
    person = support.supported_learner(row)
    decided(registrar, row, person)
    return overrides.request_override(registrar, person.id, "Trùng số định danh của người khác")


def test_the_second_institution_learns_day_and_scheme_alone(asked):
    decision = queries.present_decisions([asked.enrolment_id])[asked.enrolment_id]
    assert codes(decision) == ["supported_before"]
    assert decision.total_dong == 0
    assert decision.inputs["learner"]["supported_before"] == [
        {"on": "2026-03-02", "scheme": "ND338", "job_lost_certified": False}
    ]


def test_two_people_let_earlier_support_be_passed_over(asked, director):
    overrides.approve_override(director, asked.id)
    decision = queries.present_decisions([asked.enrolment_id])[asked.enrolment_id]
    assert decision.total_dong > 0
    assert decision.override_id == asked.id
    records = history_of("support_overrides", asked.id)
    assert {record.action: record.actor_name for record in records} == {
        "support_override.requested": "registrar",
        "support_override.approved": "director",
    }
    assert {record.reason for record in records} == {"Trùng số định danh của người khác"}


def test_nobody_approves_his_own_request(asked, director):
    alone = replace(HOME.actor(Role.REGISTRAR), roles=frozenset({Role.REGISTRAR, Role.DIRECTOR}))
    with pytest.raises(RuleViolation, match=r"same_person"):
        overrides.approve_override(alone, asked.id)


def test_a_registrar_does_not_approve(asked, registrar):
    with pytest.raises(Refused):
        overrides.approve_override(registrar, asked.id)


def test_a_refused_request_cannot_be_approved(asked, director):
    overrides.refuse_override(director, asked.id)
    with pytest.raises(RuleViolation, match=r"answered"):
        overrides.approve_override(director, asked.id)


def test_a_request_needs_earlier_support(home, registrar):
    person = support.supported_learner(support.supported_class())
    with pytest.raises(RuleViolation, match=r"nothing_to_pass_over"):
        overrides.request_override(registrar, person.id, "Lý do")


def test_the_certificate_of_a_lost_job_opens_the_way_again(asked, registrar):
    known = Facts(job_lost_paper="15/XN-UBND, xã Phúc Thọ")
    facts.save_facts(registrar, FactsRequest(asked.enrolment_id, known, 0))
    row = queries.person(asked.enrolment_id).training_class
    [decision] = decisions.decide(registrar, DecideRequest(row.id, (asked.enrolment_id,)))
    assert decision.total_dong > 0


def test_who_was_supported_meanwhile_is_decided_anew_when_the_class_begins(
    app, registrar, at_home, at_elsewhere
):
    with at_home():
        row = support.supported_class()
        person = support.supported_learner(row)
        row_id, person_id = row.id, person.id
        assert decided(registrar, row, person)[0].total_dong > 0
    with at_elsewhere():
        other = support.supported_class(
            "XX-2026-001", state=ClassState.RUNNING, starts_on=date(2026, 9, 1)
        )
        person = support.supported_learner(other)
        decisions.decide(ELSEWHERE.actor(Role.REGISTRAR), DecideRequest(other.id, (person.id,)))
    with at_home():
        decisions.begin_support(registrar, row_id)
        assert codes(queries.present_decisions([person_id])[person_id]) == ["supported_before"]


@pytest.mark.parametrize("distance", [Decimal("-0.1"), Decimal(3001)])
def test_an_impossible_distance_is_refused(home, registrar, distance):
    person = support.supported_learner(support.supported_class())
    request = FactsRequest(person.id, Facts(distance_km=distance), 0)
    with pytest.raises(RuleViolation) as refused:
        facts.save_facts(registrar, request)
    assert (refused.value.code, refused.value.field) == ("entitlements.distance", "distance_km")


def test_facts_seen_too_long_ago_are_refused(home, registrar):
    person = support.supported_learner(support.supported_class())
    facts.save_facts(registrar, FactsRequest(person.id, Facts(distance_km=Decimal(16)), 0))
    with pytest.raises(RuleViolation, match=r"changed_meanwhile"):
        facts.save_facts(registrar, FactsRequest(person.id, Facts(), 0))


def test_distance_brings_travel(home, registrar):
    row = support.supported_class()
    person = support.supported_learner(row)
    facts.save_facts(registrar, FactsRequest(person.id, Facts(distance_km=Decimal(15)), 0))
    [decision] = decided(registrar, row, person)
    assert {line.rule_id for line in decision.lines} >= {"QD46-TRAVEL-15"}


def test_a_class_is_decided_in_a_constant_number_of_queries(home, registrar, count_queries):
    row = support.supported_class()
    people = [support.supported_learner(row, number) for number in range(1, 11)]

    def statements(count):
        with count_queries() as result:
            decided(
                registrar, row, *people[:count], days={person.id: days(count) for person in people}
            )
        return len([item for item in result if item.startswith("SELECT")])

    statements(10)
    assert statements(3) == statements(9)


def test_learners_without_a_citizen_number_stay_out_of_the_ledger(home, registrar):
    row = support.supported_class(state=ClassState.RUNNING)
    person = support.supported_learner(row)
    person.learner.citizen_number_hash = None
    db.session.commit()
    [decision] = decided(registrar, row, person)
    assert decision.total_dong > 0
    assert queries.own_records(HOME.institution_id, [person.id]) == {}
