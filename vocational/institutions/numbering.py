"""Take numbers from a series: consecutive, never twice, never with a gap."""

from sqlalchemy.exc import IntegrityError

from vocational.access.command import savepoint
from vocational.extensions import db
from vocational.institutions import queries
from vocational.institutions.models import Counter


def take_numbers(series: str, count: int = 1) -> range:
    """Take the next numbers of a series inside the caller's transaction.

    The counter's row stays locked until the transaction ends; one that rolls back gives its
    numbers back. Numbers begin at 1.
    """
    counter = queries.counter_for_update(series) or _first_counter(series)
    first = counter.next_value
    counter.next_value = first + count
    db.session.flush()
    return range(first, first + count)


def take_number(series: str) -> int:
    """Take one number; see `take_numbers`."""
    return take_numbers(series)[0]


def _first_counter(series: str) -> Counter:
    """Two transactions may both find no counter: the loser waits and reads the winner's."""
    try:
        with savepoint():
            counter = Counter(series=series)
            db.session.add(counter)
            db.session.flush()
            return counter
    except IntegrityError:
        found = queries.counter_for_update(series)
        if found is None:
            raise
        return found
