"""Load the demonstration centre; loading again goes on where it stopped."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from vocational.access.actor import Actor
from vocational.catalogue import queries as courses
from vocational.demo import centre, plan, queries, running
from vocational.demo.centre import Account, Staff
from vocational.demo.plan import ClassPlan
from vocational.demo.running import Day
from vocational.extensions import db
from vocational.jobs.registry import Progress

DEFAULT_LEARNERS = plan.BASE_LEARNERS
DEFAULT_YEARS = 1
DEFAULT_SEED = 177


@dataclass(frozen=True)
class Options:
    """How much is loaded."""

    learners: int = DEFAULT_LEARNERS
    years: int = DEFAULT_YEARS
    seed: int = DEFAULT_SEED


@dataclass(frozen=True)
class Report:
    """What was loaded, and who may sign in."""

    institution: str
    accounts: tuple[Account, ...]
    counts: dict[str, int]


def load(
    actor: Actor,
    institution_id: int,
    options: Options,
    progress: Progress,
    *,
    now: datetime,
    today: date,
    base_url: str,
) -> Report:
    """Load what is missing and return what `vocational demo --json` prints.

    The institution's scope has been entered. Certificates' files are left to the worker.
    """
    since = date(today.year - options.years - 1, 1, 1)
    staff = centre.prepare(actor, institution_id, since=since, now=now, seed=options.seed)
    plans = list(
        plan.class_plans(
            learners=options.learners, years=options.years, seed=options.seed, today=today
        )
    )
    day = Day(today=today, now=now, base_url=base_url, seed=options.seed)
    load_classes(plans, staff, day, progress)
    return Report(centre.CODE, centre.accounts(), queries.counts())


def load_classes(plans: Sequence[ClassPlan], staff: Staff, day: Day, progress: Progress) -> None:
    """Make the classes that are not there yet, each in a transaction of its own."""
    there = queries.class_codes()
    progress.of(len(plans))
    for item in plans:
        if running.class_code(item) not in there:
            db.session.expunge_all()
            versions = {v.id: v for v in courses.approved_versions()}
            version = versions[centre.version_ids()[item.course_code]]
            running.run_class(item, version, staff, day)
        progress.step()


def as_json(report: Report) -> str:
    """Write the report."""
    return json.dumps(asdict(report), ensure_ascii=False, indent=2)


def in_words(report: Report) -> str:
    """List who may sign in, and with what password."""
    return "\n".join(
        f"{account.role:15} {account.username:12} {account.password}" for account in report.accounts
    )
