"""What the counter saves in one act, or not at all."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from tests.applications.test_concurrency import ENTRY
from tests.factories import classes, enrolment, learners
from vocational.applications.models import Application
from vocational.applications.services import counter as services
from vocational.applications.services.counter import CounterRegistration
from vocational.enrolment.models import Enrolment
from vocational.institutions.models import Counter
from vocational.learners.models import Consent, Learner
from vocational.shared.citizen_number import CitizenNumber
from vocational.shared.errors import Refused, RuleViolation


def _form(class_id, **changes):
    form = CounterRegistration(class_id, ENTRY, "a" * 32, has_consent=True)
    return replace(form, **changes)


def test_a_full_class_leaves_no_trace_of_the_person(home, session, registrar):
    full = classes.training_class(capacity=1)
    enrolment.filled_class(full, 1)
    with pytest.raises(RuleViolation, match=r"enrolment\.class_full"):
        services.register_at_counter(registrar, _form(full.id))
    counted = [
        session.scalar(select(func.count()).select_from(model))
        for model in (Learner, Enrolment, Consent, Counter)
    ]
    assert counted == [1, 1, 0, 0]


def test_without_consent_nothing_is_saved(home, session, registrar):
    class_id = classes.training_class().id
    with pytest.raises(RuleViolation, match=r"applications\.consent_missing"):
        services.register_at_counter(registrar, _form(class_id, has_consent=False))
    assert session.scalar(select(func.count()).select_from(Learner)) == 0


def test_a_rejected_likeness_is_another_person_but_never_with_the_same_number(home, registrar):
    class_id = classes.training_class().id
    like = learners.learner(5, name="nguyễn thị hòa", birth_date=ENTRY.birth_date.counts_as()).id
    with pytest.raises(RuleViolation, match=r"applications\.known"):
        services.register_at_counter(registrar, _form(class_id))
    made = services.register_at_counter(registrar, _form(class_id, rejected=frozenset({like})))
    again = _form(class_id, form_token="b" * 32, rejected=frozenset({like, made.learner_id}))
    with pytest.raises(RuleViolation, match=r"applications\.known"):
        services.register_at_counter(registrar, again)


def test_a_form_sent_again_for_another_person_takes_that_person_in(home, registrar):
    class_id = classes.training_class().id
    first = services.register_at_counter(registrar, _form(class_id))
    other = replace(ENTRY, full_name="Lê Thị Mai", citizen_number=CitizenNumber("001179009999"))
    second = services.register_at_counter(registrar, _form(class_id, entry=other))
    assert second.learner.full_name == "Lê Thị Mai"
    assert services.register_at_counter(registrar, _form(class_id)).id == first.id


def test_nobody_is_seated_directly_where_ranking_decides(home, session, registrar):
    row = classes.training_class()
    row.admits_by_ranking = True
    session.commit()
    with pytest.raises(RuleViolation, match=r"applications\.seats_by_ranking"):
        services.register_at_counter(registrar, _form(row.id))
    assert isinstance(services.register(registrar, _form(row.id)), Application)
    assert session.scalar(select(func.count()).select_from(Enrolment)) == 0


def test_only_registrars_register(home, teacher, director):
    class_id = classes.training_class().id
    for actor in (teacher, director):
        with pytest.raises(Refused):
            services.register_at_counter(actor, _form(class_id))
