"""The ledger of all institutions: told with consent alone, refused twice, void when cancelled."""

from datetime import date

import pytest
from sqlalchemy import select

from tests.factories import support
from tests.world import ELSEWHERE, HOME
from vocational.access.roles import Role
from vocational.audit.queries import history_of
from vocational.classes.rules import ClassState
from vocational.classes.services import classes
from vocational.entitlements import queries
from vocational.entitlements.models import EntitlementDecision, SupportRecord
from vocational.entitlements.rules.cases import EarlierSupport
from vocational.entitlements.services import decisions, ledger
from vocational.entitlements.services.decisions import DecideRequest
from vocational.extensions import db
from vocational.institutions.models import Institution
from vocational.law.support import Scheme
from vocational.learners.models import Consent
from vocational.learners.rules.categories import EARLIER_SUPPORT_PURPOSE
from vocational.shared.clock import now_utc
from vocational.shared.errors import RuleViolation


def _supported(place, code, *, agrees=False, state=ClassState.RUNNING):
    """Decide the first learner in a class; give class, enrolment and the person's hash."""
    row = support.supported_class(code, state=state)
    person = support.supported_learner(row)
    if agrees:
        db.session.add(
            Consent(
                learner_id=person.learner_id,
                purpose=EARLIER_SUPPORT_PURPOSE,
                text_version="2026-11",
                given_at=now_utc(),
                recorded_by_name="registrar",
            )
        )
        db.session.commit()
    decisions.decide(place.actor(Role.REGISTRAR), DecideRequest(row.id, (person.id,)))
    return row, person, person.learner.citizen_number_hash


@pytest.mark.parametrize("agrees", [False, True])
def test_where_support_was_given_is_told_with_consent_alone(at_elsewhere, at_home, agrees):
    with at_elsewhere() as session:
        _row, _person, person_hash = _supported(ELSEWHERE, "XX-2026-001", agrees=agrees)
        host = session.get_one(Institution, ELSEWHERE.institution_id).short_name
    with at_home():
        [told] = queries.disclosed_prior_support([person_hash])[person_hash]
    assert told == EarlierSupport(date(2026, 10, 5), Scheme.QD46, host if agrees else "")


def test_the_ledger_refuses_who_was_supported_since_the_decision(at_elsewhere, at_home, registrar):
    with at_home():
        row, person, _hash = _supported(HOME, "LD-2026-001", state=ClassState.OPEN)
        ids = row.id, person.id
    with at_elsewhere():
        _supported(ELSEWHERE, "XX-2026-001")
    with at_home():
        stale = queries.present_decisions([ids[1]])[ids[1]]
        with pytest.raises(RuleViolation, match=r"supported_meanwhile"):
            ledger.keep(registrar, [(queries.person(ids[1]), stale)])
        db.session.rollback()
        decisions.begin_support(registrar, ids[0])
        assert queries.present_decisions([ids[1]])[ids[1]].total_dong == 0


def test_a_cancelled_class_leaves_no_support_behind(home, registrar, session):
    row, person, person_hash = _supported(HOME, "LD-2026-001")
    classes.cancel_class(registrar, row.id, "Không đủ người học")
    assert queries.earlier_supports([person_hash]) == {}
    assert queries.present_decisions([person.id]) == {}
    decision = session.scalars(select(EntitlementDecision)).one()
    assert (decision.void_reason, decision.voided_by_name) == ("Không đủ người học", "registrar")
    record = session.scalars(select(SupportRecord)).one()
    assert record.cancel_reason == "Không đủ người học"
    actions = [item.action for item in history_of("entitlement_decisions", decision.id)]
    assert "entitlement.voided" in actions
