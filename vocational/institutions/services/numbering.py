"""Take numbers from a series: consecutive, never twice, never with a gap."""

from sqlalchemy.exc import IntegrityError

from vocational.access.command import savepoint
from vocational.extensions import db
from vocational.institutions import queries
from vocational.institutions.models import Counter
from vocational.shared.errors import RuleViolation

LARGEST = 99_999_999


def take_numbers(series: str, count: int = 1) -> range:
    """Take the next numbers of a series inside the caller's transaction.

    The counter's row stays locked until the transaction ends; one that rolls back gives its
    numbers back. Numbers begin at 1, or where `begin_at` let them.
    """
    counter = queries.counter_for_update(series) or _first_counter(series)
    first = counter.next_value
    counter.next_value = first + count
    db.session.flush()
    return range(first, first + count)


def take_number(series: str) -> int:
    """Take one number; see `take_numbers`."""
    return take_numbers(series)[0]


def begin_at(series: str, first: int) -> Counter:
    """Let a series begin with a number, in the caller's transaction; return its locked counter.

    Raises `RuleViolation`: `numbers.range`, `numbers.used` once a number of it was taken.
    """
    if not 1 <= first <= LARGEST:
        raise RuleViolation("numbers.range", "first", most=LARGEST)
    counter = queries.counter_for_update(series) or _first_counter(series)
    if counter.next_value > counter.begins_at:
        raise RuleViolation("numbers.used", "first")
    counter.begins_at = counter.next_value = first
    return counter


def _first_counter(series: str) -> Counter:
    """Two transactions may both find no counter: the loser waits and reads the winner's."""
    try:
        with savepoint():
            counter = Counter(series=series)
            db.session.add(counter)
            db.session.flush()
            return counter
    except IntegrityError:
        result = queries.counter_for_update(series)
        if result is None:
            raise
        return result
