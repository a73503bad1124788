"""Bring the demonstration centre into an installation, whatever there is in it yet."""

from collections.abc import Callable

from vocational.access.actor import Actor
from vocational.demo import centre, loading, services
from vocational.demo.jobs import printed_address
from vocational.demo.loading import Options, Report
from vocational.extensions import db
from vocational.institutions import queries as institutions
from vocational.jobs.registry import Progress
from vocational.reference import upgrading
from vocational.shared import tenancy
from vocational.shared.clock import now_utc, today
from vocational.shared.errors import InputError


def install(
    options: Options, told: Callable[[int, int], None], *, only_if_empty: bool = False
) -> Report | None:
    """Migrate, found the centre and load it, or go on with one that a stopped load left behind.

    `told` hears how many classes are made, of how many. None when `only_if_empty` and there is an
    institution already.

    Raises `InputError` when there is an institution other than the demonstration's.
    """
    upgrading.upgrade("demo")
    if only_if_empty and not institutions.is_empty():
        return None
    institution_id = _founded()
    with tenancy.institution_scope(db.session(), institution_id):
        return loading.load(
            Actor.system("demo", institution_id),
            institution_id,
            options,
            Progress(told),
            now=now_utc(),
            today=today(),
            base_url=printed_address(),
        )


def _founded() -> int:
    institution = institutions.institution_by_code(centre.CODE)
    if institution is None and not institutions.is_empty():
        raise InputError("invalid", "There is an institution already: use an empty database")
    if institution is not None and not institution.is_demonstration:
        raise InputError("invalid", "This database holds a real institution")
    return institution.id if institution else services.found(now_utc())
