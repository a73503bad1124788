"""Rank the applications of a class: a run that waits for the director's signature."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from vocational.access.actor import Actor
from vocational.access.command import command
from vocational.access.permissions import Permission
from vocational.admission.models import AdmissionPlace, AdmissionRun
from vocational.admission.queries import runs as queries
from vocational.admission.rules import admission
from vocational.admission.rules.admission import Inputs
from vocational.admission.rules.ranking import Place, Ranking
from vocational.admission.rules.seating import Reserved
from vocational.applications.queries.applications import class_for_update
from vocational.audit import services as audit
from vocational.classes.models import TrainingClass
from vocational.classes.rules import ClassState
from vocational.extensions import db
from vocational.shared.clock import now_utc
from vocational.shared.errors import RuleViolation
from vocational.shared.free_text import clean_line

MOST_MEMBERS = 12


@dataclass(frozen=True)
class Council:
    """Who met to admit, as typed; any of them may be empty until the minutes are printed."""

    chair: str = ""
    secretary: str = ""
    members: tuple[str, ...] = ()


@command(Permission.ADMISSION_RANK)
def rank_class(actor: Actor, class_id: int, today: date) -> AdmissionRun:
    """Rank the complete applications of a class for the seats that are free.

    A run that was not signed is made again; the same applications give the same order.

    Raises `NoResultFound`; `RuleViolation`: `admission.not_by_ranking`,
    `admission.class_not_open`, `admission.nobody_complete`.
    """
    training_class = class_for_update(class_id)
    check_admits(training_class)
    inputs = queries.inputs_of(training_class, today)
    if not inputs.candidates:
        raise RuleViolation("admission.nobody_complete")
    row = queries.unsigned_run(class_id)
    if row is None:
        row = AdmissionRun(class_id=class_id, places=[])
        db.session.add(row)
    _write(row, actor, inputs, today)
    row.places.clear()
    db.session.flush()
    row.places = places_of(admission.ranked(inputs, today))
    db.session.flush()
    audit.record(actor, "admission.ranked", row, after=_counts(row), label=training_class.code)
    return row


@command(Permission.ADMISSION_RANK)
def discard(actor: Actor, class_id: int, run_id: int) -> None:
    """Take back a run that was not signed.

    Raises `NoResultFound`; `RuleViolation` `admission.signed_already`.
    """
    training_class = class_for_update(class_id)
    row = queries.run_for_update(class_id, run_id)
    if row.number is not None:
        raise RuleViolation("admission.signed_already")
    audit.record(actor, "admission.withdrawn", row, before=_counts(row), label=training_class.code)
    db.session.delete(row)


@command(Permission.ADMISSION_RANK)
def name_council(
    actor: Actor, class_id: int, run_id: int, version: int, council: Council
) -> AdmissionRun:
    """Keep who met, for the minutes of a run that was not signed.

    Raises `NoResultFound`; `RuleViolation`: `record.changed_meanwhile`,
    `admission.signed_already`, `admission.too_many_members`, `too_long`.
    """
    row = queries.run_for_update(class_id, run_id)
    if row.number is not None:
        raise RuleViolation("admission.signed_already")
    row.check_unchanged(version)
    members = [clean_line(name, 100, "members") for name in council.members]
    names = [name for name in members if name]
    if len(names) > MOST_MEMBERS:
        raise RuleViolation("admission.too_many_members", "members", most=MOST_MEMBERS)
    row.chair_name = clean_line(council.chair, 100, "chair")
    row.secretary_name = clean_line(council.secretary, 100, "secretary")
    row.member_names = names
    audit.record_changes(actor, "admission.council_named", row)
    return row


def check_admits(training_class: TrainingClass) -> None:
    """Check that places in a class are given by ranking now.

    Raises `RuleViolation`: `admission.not_by_ranking`, `admission.class_not_open`.
    """
    if not training_class.admits_by_ranking:
        raise RuleViolation("admission.not_by_ranking")
    if training_class.state not in (ClassState.OPEN, ClassState.RUNNING):
        raise RuleViolation("admission.class_not_open")


def places_of(ranking: Ranking) -> list[AdmissionPlace]:
    """Turn a ranking into the rows of a run, by rank."""
    admitted = [_place(place, is_admitted=True) for place in ranking.admitted]
    return admitted + [_place(place, is_admitted=False) for place in ranking.waiting]


def as_json(reserved: Sequence[Reserved]) -> list[dict[str, Any]]:
    """Write kept seats as a run keeps them."""
    return [
        {"tiers": sorted(item.tiers), "seats": item.seats, "until": item.until.isoformat()}
        for item in reserved
    ]


def _write(row: AdmissionRun, actor: Actor, inputs: Inputs, today: date) -> None:
    row.ranked_on, row.ranked_at = today, now_utc()
    row.ranked_by_name = actor.signature
    row.capacity, row.held = inputs.free, list(inputs.held)
    row.tiers = [list(codes) for codes in inputs.settings.tiers]
    row.reserved = as_json([item for item in inputs.reserved if today < item.until])
    row.not_ranked = [
        {"id": item.application_id, "code": item.code.value, "told": item.told}
        for item in inputs.unranked
    ]


def _place(place: Place, *, is_admitted: bool) -> AdmissionPlace:
    return AdmissionPlace(
        application_id=int(place.id),
        rank=place.rank,
        tier=place.tier,
        is_admitted=is_admitted,
        reason=place.reason,
    )


def _counts(row: AdmissionRun) -> dict[str, object]:
    admitted = sum(place.is_admitted for place in row.places)
    return {
        "ranked_on": row.ranked_on,
        "capacity": row.capacity,
        "admitted": admitted,
        "waiting": len(row.places) - admitted,
        "not_ranked": len(row.not_ranked),
    }
