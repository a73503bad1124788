"""Limits on attempts, kept in the database so that every process and machine sees them.

Two ways to use a `Limit`: `attempt` before the act, then `clear` or `withdraw` when it succeeds
(a password); or `check` before and `record` after a failure (a public look-up). The second may
let a few simultaneous requests pass more than allowed, the first never does.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from vocational.access.command import transaction
from vocational.accounts import queries, rules
from vocational.accounts.models import Attempt
from vocational.accounts.queries import AttemptMade
from vocational.accounts.rules import Limit
from vocational.extensions import db
from vocational.shared.encryption import keyring
from vocational.shared.errors import RuleViolation

KEPT = timedelta(days=1)
FORGOTTEN_EVERY = 50
"""Attempts that count no more are deleted with one in so many."""


def check(limit: Limit, subject: str, now: datetime) -> None:
    """Refuse when too many attempts were recorded; `subject` is a user name, an address ...

    Raises `RuleViolation` `throttle.wait` with the minutes to wait.
    """
    _refuse(limit, queries.attempt_times(_key(limit, subject), now - limit.within), now)


def record(limit: Limit, subject: str, now: datetime) -> int:
    """Write an attempt down, in the caller's transaction or an own one; return its id."""
    with transaction():
        row = Attempt(key=_key(limit, subject), at=now)
        db.session.add(row)
        db.session.flush()
        queries.forget_old_attempts(now - KEPT)
        return row.id


def attempt(limit: Limit, subject: str, now: datetime) -> int:
    """Write an attempt down and refuse it when there were too many; return its id.

    Of any number of simultaneous attempts no more than allowed go on. Call outside a command: a
    refusal must not undo the record. One that is refused at once leaves no trace, so that
    hammering does not prolong the wait.

    Raises `RuleViolation` `throttle.wait` with the minutes to wait.
    """
    check(limit, subject, now)
    attempt_id = record(limit, subject, now)
    key = _key(limit, subject)
    _refuse(limit, queries.attempt_times(key, now - limit.within, attempt_id), now)
    return attempt_id


def attempt_each(attempts: Sequence[tuple[Limit, str]], now: datetime) -> None:
    """Write one act down under several limits at once, and refuse it when one was passed.

    As `attempt`, with fewer statements: `attempts` are limits with their subjects. Where write
    transactions follow one another the first look is exact; else a second one finds those who
    came at the same time.

    Raises `RuleViolation` `throttle.wait` with the minutes to wait.
    """
    limits = {_key(limit, subject): limit for limit, subject in attempts}
    since = now - max(limit.within for limit in limits.values())
    with transaction():
        _refuse_any(limits, queries.attempts_of(limits, since), now)
        own = queries.write_attempts(limits, now)
        if any(attempt_id % FORGOTTEN_EVERY == 0 for attempt_id in own):
            queries.forget_old_attempts(now - KEPT)
    if not queries.writes_one_by_one():
        made = queries.attempts_of(limits, since)
        _refuse_any(limits, [item for item in made if item.id not in own], now)


def clear(limit: Limit, subject: str) -> None:
    """Forget all attempts of a subject."""
    with transaction():
        queries.forget_attempts(_key(limit, subject))


def withdraw(attempt_id: int) -> None:
    """Forget one attempt, which succeeded after all."""
    with transaction():
        queries.forget_attempt(attempt_id)


def _refuse_any(limits: Mapping[str, Limit], made: Sequence[AttemptMade], now: datetime) -> None:
    for key, limit in limits.items():
        _refuse(limit, [item.at for item in made if item.key == key], now)


def _refuse(limit: Limit, earlier: list[datetime], now: datetime) -> None:
    until = rules.wait_until(limit, earlier, now)
    if until is not None:
        raise RuleViolation("throttle.wait", minutes=rules.minutes_left(until, now))


def _key(limit: Limit, subject: str) -> str:
    return keyring().fingerprint(f"{limit.kind}\n{subject.strip().lower()}")
