"""`vocational admission rank`: who gets a place, in which order, and why."""

from datetime import datetime

import click

from vocational.admission.rules.ranking import DEFAULT_TIERS, Candidate, Place, Tiers
from vocational.admission.rules.ranking import rank as rank_candidates
from vocational.admission.rules.seating import Reserved
from vocational.learners.rules.categories import PriorityCategory
from vocational.learners.rules.category_input import read_categories
from vocational.shared.clock import VIETNAM, local_day
from vocational.shared.command_line import JsonAnswer, json_command
from vocational.shared.errors import InputError
from vocational.shared.json_input import JsonObject


@click.group()
def admission() -> None:
    """Rank applications."""


def rank(given: JsonObject) -> JsonAnswer:
    """Rank the applications to a class by priority and say who has a place."""
    tiers = _tiers(given)
    result = rank_candidates(
        _candidates(given),
        on=given.day("on"),
        capacity=given.whole("capacity"),
        tiers=tiers,
        reserved=_reserved(given, len(tiers) + 1),
    )
    return {
        "admitted": [_place(place) for place in result.admitted],
        "waiting": [_place(place) for place in result.waiting],
        "not_ranked": [{"id": item.id, "code": item.code} for item in result.not_ranked],
    }


def _tiers(given: JsonObject) -> Tiers:
    if not given.has("tiers"):
        return DEFAULT_TIERS
    return [
        [_code(code, code_path) for code_path, code in _list(codes, path)]
        for path, codes in given.items("tiers")
    ]


def _list(value: object, path: str) -> list[tuple[str, object]]:
    if not isinstance(value, list):
        raise InputError("invalid", f"{path} must be a list.", path)
    return [(f"{path}[{place}]", item) for place, item in enumerate(value)]


def _code(value: object, path: str) -> str:
    if not isinstance(value, str):
        raise InputError("invalid", f"{path} must be a text.", path)
    if value not in set(PriorityCategory):
        raise InputError("unknown", f"{path} is no priority category.", path)
    return value


def _reserved(given: JsonObject, last_tier: int) -> list[Reserved]:
    if not given.has("reserved"):
        return []
    return [
        Reserved(
            tiers=frozenset(_tier(tier, path, last_tier) for path, tier in child.items("tiers")),
            seats=child.whole("seats"),
            until=child.day("until"),
        )
        for child in given.children("reserved")
    ]


def _tier(value: object, path: str, last_tier: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= last_tier:
        raise InputError("invalid", f"{path} must be a tier from 1 to {last_tier}.", path)
    return value


def _candidates(given: JsonObject) -> list[Candidate]:
    result: list[Candidate] = []
    known: set[str] = set()
    for child in given.children("applications"):
        candidate = _candidate(child)
        if candidate.id in known:
            path = child.path_of("id")
            raise InputError("invalid", f"{path} stands twice.", path)
        known.add(candidate.id)
        result.append(candidate)
    return result


def _candidate(given: JsonObject) -> Candidate:
    return Candidate(
        id=given.text("id"),
        submitted_at=_moment(given, "submitted_at"),
        is_complete=given.boolean("complete") if given.has("complete") else True,
        categories=read_categories(given),
    )


def _moment(given: JsonObject, key: str) -> datetime:
    """Read a moment; without an offset it is Vietnamese time, a date alone its first minute."""
    try:
        moment = datetime.fromisoformat(given.text(key))
        aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=VIETNAM)
        local_day(aware)
    except (ValueError, OverflowError):
        path = given.path_of(key)
        raise InputError("invalid", f"{path} must be an ISO 8601 date and time.", path) from None
    return aware


def _place(place: Place) -> JsonAnswer:
    return {"id": place.id, "rank": place.rank, "tier": place.tier, "reason": place.reason}


admission.add_command(json_command("rank", rank))
