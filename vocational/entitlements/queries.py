"""Read what decides support, what was decided, and the ledger of all institutions."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, case, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from vocational.catalogue.models import CourseVersion
from vocational.classes.models import TrainingClass, WeeklySlot
from vocational.enrolment.models import Enrolment
from vocational.enrolment.rules.seats import EnrolmentState
from vocational.entitlements.models import (
    EntitlementDecision,
    SupportedPerson,
    SupportFacts,
    SupportOverride,
    SupportRecord,
)
from vocational.entitlements.rules.cases import EarlierSupport, PriorSupport
from vocational.entitlements.rules.terms import SupportTerms, planned_study_days
from vocational.extensions import db
from vocational.institutions.models import Institution
from vocational.learners.models import Consent, Learner
from vocational.learners.rules.categories import EARLIER_SUPPORT_PURPOSE


def terms_of_class(class_id: int) -> SupportTerms:
    """Return the terms of a class, study days estimated from its weekly times.

    Raises `NoResultFound`.
    """
    row = db.session.execute(_terms(), {"class_id": class_id}).one()
    minutes = row.theory_minutes + row.practice_minutes + row.test_minutes
    return SupportTerms(
        scheme=row.support_scheme,
        starts_on=row.starts_on,
        approved_cost_dong=row.approved_cost_dong,
        study_days=planned_study_days(minutes, _weekly_times(class_id)),
        fee_dong=row.fee_dong,
    )


def people_of_class(class_id: int) -> Sequence[Enrolment]:
    """Return who holds a place, by list number, then name, with all that a case reads."""
    return db.session.scalars(
        _people()
        .join(Learner, Learner.id == Enrolment.learner_id)
        .where(Enrolment.class_id == class_id, Enrolment.state == EnrolmentState.ENROLLED)
        .order_by(
            Enrolment.list_number.is_(None), Enrolment.list_number, Learner.sort_name, Enrolment.id
        )
    ).all()


def person(enrolment_id: int) -> Enrolment:
    """Return one enrolment, also a withdrawn one, with all that a case reads.

    Raises `NoResultFound`.
    """
    return db.session.scalars(_people().where(Enrolment.id == enrolment_id)).one()


def facts_of(enrolment_ids: Iterable[int]) -> dict[int, SupportFacts]:
    """Return the facts on file by enrolment; those without are left out."""
    rows = db.session.scalars(
        select(SupportFacts)
        .where(SupportFacts.enrolment_id.in_(list(enrolment_ids)))
        .order_by(SupportFacts.id)
    )
    return {row.enrolment_id: row for row in rows}


def facts_for_update(enrolment_id: int) -> SupportFacts | None:
    """Return the facts of an enrolment with their row locked; None when there are none."""
    return db.session.scalars(
        select(SupportFacts).where(SupportFacts.enrolment_id == enrolment_id).with_for_update()
    ).one_or_none()


def present_decisions(enrolment_ids: Iterable[int]) -> dict[int, EntitlementDecision]:
    """Return the decision that stands, with its lines, by enrolment."""
    rows = db.session.scalars(
        select(EntitlementDecision)
        .where(
            EntitlementDecision.enrolment_id.in_(list(enrolment_ids)),
            EntitlementDecision.replaced_at.is_(None),
            EntitlementDecision.voided_at.is_(None),
        )
        .options(selectinload(EntitlementDecision.lines))
        .order_by(EntitlementDecision.id)
    )
    return {row.enrolment_id: row for row in rows}


def standing_of_class(class_id: int) -> Sequence[EntitlementDecision]:
    """Return the decisions of a class that stand, of who withdrew too, with learners, by id."""
    return db.session.scalars(
        select(EntitlementDecision)
        .join(EntitlementDecision.enrolment)
        .where(
            Enrolment.class_id == class_id,
            EntitlementDecision.replaced_at.is_(None),
            EntitlementDecision.voided_at.is_(None),
        )
        .options(
            contains_eager(EntitlementDecision.enrolment).joinedload(
                Enrolment.learner, innerjoin=True
            )
        )
        .order_by(EntitlementDecision.id)
    ).all()


def voided_decisions(enrolment_ids: Iterable[int]) -> dict[int, EntitlementDecision]:
    """Return the decision that became void with its class, by enrolment."""
    rows = db.session.scalars(
        select(EntitlementDecision)
        .where(
            EntitlementDecision.enrolment_id.in_(list(enrolment_ids)),
            EntitlementDecision.voided_at.is_not(None),
        )
        .options(selectinload(EntitlementDecision.lines))
        .order_by(EntitlementDecision.id)
    )
    return {row.enrolment_id: row for row in rows}


def decisions_of(enrolment_ids: Iterable[int]) -> Sequence[EntitlementDecision]:
    """Return every decision, replaced ones too, with lines, newest first."""
    return db.session.scalars(
        select(EntitlementDecision)
        .where(EntitlementDecision.enrolment_id.in_(list(enrolment_ids)))
        .options(selectinload(EntitlementDecision.lines))
        .order_by(EntitlementDecision.id.desc())
    ).all()


def overrides_of(enrolment_ids: Iterable[int]) -> dict[int, SupportOverride]:
    """Return the latest request to pass over earlier support that was not refused."""
    rows = db.session.scalars(
        select(SupportOverride)
        .where(
            SupportOverride.enrolment_id.in_(list(enrolment_ids)),
            SupportOverride.refused_at.is_(None),
        )
        .order_by(SupportOverride.id)
    )
    return {row.enrolment_id: row for row in rows}


def override_for_update(override_id: int) -> SupportOverride:
    """Return a request with its row locked; raises `NoResultFound`."""
    return db.session.scalars(
        select(SupportOverride).where(SupportOverride.id == override_id).with_for_update()
    ).one()


def earlier_supports(
    person_hashes: Iterable[str], enrolment_ids: Iterable[int] = ()
) -> dict[str, list[PriorSupport]]:
    """Look people up in the ledger of all institutions: day and scheme, nothing else.

    Records of the given enrolments are left out: they are what is being decided.
    """
    rows = db.session.execute(
        select(
            SupportRecord.person_hash,
            SupportRecord.supported_on,
            SupportRecord.scheme,
            SupportRecord.job_lost_certified,
        )
        .where(
            SupportRecord.person_hash.in_(list(person_hashes)),
            SupportRecord.cancelled_at.is_(None),
            SupportRecord.enrolment_id.not_in(list(enrolment_ids)),
        )
        .order_by(SupportRecord.supported_on, SupportRecord.id)
    )
    result: dict[str, list[PriorSupport]] = {}
    for row in rows:
        prior = PriorSupport(row.supported_on, row.scheme.value, row.job_lost_certified)
        result.setdefault(row.person_hash, []).append(prior)
    return result


def disclosed_prior_support(
    person_hashes: Iterable[str], enrolment_ids: Iterable[int] = ()
) -> dict[str, list[EarlierSupport]]:
    """Return what may be told of earlier support, by person, the earliest first.

    The place is named only where the person agreed to that. Records of the given enrolments are
    left out.
    """
    place = case((SupportRecord.may_tell_where, Institution.short_name), else_="")
    rows = db.session.execute(
        select(SupportRecord.person_hash, SupportRecord.supported_on, SupportRecord.scheme, place)
        .join(Institution, Institution.id == SupportRecord.institution_id)
        .where(
            SupportRecord.person_hash.in_(list(person_hashes)),
            SupportRecord.cancelled_at.is_(None),
            SupportRecord.enrolment_id.not_in(list(enrolment_ids)),
        )
        .order_by(SupportRecord.supported_on, SupportRecord.id)
    )
    result: dict[str, list[EarlierSupport]] = {}
    for person_hash, *told in rows:
        result.setdefault(person_hash, []).append(EarlierSupport(*told))
    return result


def people_for_update(person_hashes: Iterable[str]) -> Sequence[SupportedPerson]:
    """Return the rows of people, locked one after the other in one order for everybody."""
    return db.session.scalars(
        select(SupportedPerson)
        .where(SupportedPerson.person_hash.in_(list(person_hashes)))
        .order_by(SupportedPerson.person_hash)
        .with_for_update()
    ).all()


def consenting_learners(learner_ids: Iterable[int]) -> set[int]:
    """Return which learners agreed that other institutions are told where they were supported."""
    return set(
        db.session.scalars(
            select(Consent.learner_id).where(
                Consent.learner_id.in_(list(learner_ids)),
                Consent.purpose == EARLIER_SUPPORT_PURPOSE,
            )
        )
    )


def own_records(institution_id: int, enrolment_ids: Iterable[int]) -> dict[int, SupportRecord]:
    """Return what an institution itself wrote into the ledger, by enrolment, rows locked."""
    rows = db.session.scalars(
        select(SupportRecord)
        .where(
            SupportRecord.institution_id == institution_id,
            SupportRecord.enrolment_id.in_(list(enrolment_ids)),
        )
        .order_by(SupportRecord.id)
        .with_for_update()
    )
    return {row.enrolment_id: row for row in rows}


def _people() -> Select[Enrolment]:
    of_learner = joinedload(Enrolment.learner, innerjoin=True)
    return select(Enrolment).options(
        of_learner.selectinload(Learner.categories),
        of_learner.joinedload(Learner.commune, innerjoin=True),
    )


def _weekly_times(class_id: int) -> Sequence[tuple[int, int]]:
    rows = db.session.execute(_TIMES, {"class_id": class_id})
    return [(weekday, minutes) for weekday, minutes in rows]


# Built once: every page that tells of support in a class asks them.

_TIMES = (
    select(WeeklySlot.weekday, WeeklySlot.minutes)
    .where(WeeklySlot.class_id == bindparam("class_id"))
    .order_by(WeeklySlot.weekday, WeeklySlot.id)
)


@cache
def _terms() -> Select[*tuple[Any, ...]]:
    return (
        select(
            TrainingClass.support_scheme,
            TrainingClass.starts_on,
            TrainingClass.fee_dong,
            CourseVersion.approved_cost_dong,
            CourseVersion.theory_minutes,
            CourseVersion.practice_minutes,
            CourseVersion.test_minutes,
        )
        .join(TrainingClass.course_version)
        .where(TrainingClass.id == bindparam("class_id"))
    )
