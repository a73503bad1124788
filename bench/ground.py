"""The data of the benchmark: the demonstration centre, and classes of 35 of its own.

`python -m bench.ground` loads the database that the environment names and prints where to go,
as JSON.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta

import flask_migrate
from sqlalchemy import Select, func, select

from vocational.access.actor import Actor
from vocational.access.roles import Role
from vocational.app import create_app
from vocational.attendance.models import AttendanceMark
from vocational.catalogue.models import Course, CourseVersion
from vocational.certificates.models import Certificate
from vocational.classes.models import TrainingClass
from vocational.demo import centre, loading, plan
from vocational.demo import services as demo
from vocational.demo.plan import ClassPlan, Stage
from vocational.demo.running import Day
from vocational.extensions import db
from vocational.jobs.registry import Progress
from vocational.reference.services import loading as reference
from vocational.shared import tenancy
from vocational.shared.clock import now_utc, today
from vocational.timetable.models import ClassSession

LEARNERS = 1000
CLASS_SIZE = 35
BASE_URL = "http://127.0.0.1:8000"
COURSE = "NAU-D3T"
#: Far behind the numbers of the demonstration's own classes.
RUNNING_CLASS, CERTIFIED_CLASS, FIRST_EMPTY_CLASS = 901, 902, 903
EMPTY_CLASSES = 6


@dataclass(frozen=True)
class Ground:
    """Where the benchmark goes: accounts, a class of 35 in every state that it needs."""

    registrar: str
    password: str
    class_code: str
    session_id: int
    session_version: int
    enrolment_ids: list[int]
    certificate_ids: list[int]
    institution_id: int
    empty_class_ids: list[int]
    open_class_code: str
    course_code: str


def make(environment: Mapping[str, str]) -> Ground:
    """Load the database that `environment` names, in a process of its own."""
    made = subprocess.run(
        [sys.executable, "-m", "bench.ground"],
        env={**os.environ, **environment},
        check=True,
        stdout=subprocess.PIPE,
    )
    return Ground(**json.loads(made.stdout))


def load() -> Ground:
    """Migrate and load the database of this process's settings."""
    with create_app().app_context():
        flask_migrate.upgrade()
        reference.sync_reference(Actor.system("bench"), today())
        institution_id = demo.found(now_utc())
        with tenancy.institution_scope(db.session(), institution_id):
            _load_centre(institution_id)
            return _found(institution_id)


def _load_centre(institution_id: int) -> None:
    actor, now, on = Actor.system("bench", institution_id), now_utc(), today()
    options = loading.Options(learners=LEARNERS - 2 * CLASS_SIZE)
    loading.load(
        actor, institution_id, options, Progress(_quietly), now=now, today=on, base_url=BASE_URL
    )
    since = date(on.year - 2, 1, 1)
    staff = centre.prepare(actor, institution_id, since=since, now=now, seed=options.seed)
    day = Day(today=on, now=now, base_url=BASE_URL, seed=options.seed)
    loading.load_classes(list(_classes(on)), staff, day, Progress(_quietly))


def _quietly(_done: int, _total: int) -> None:
    """Tell nobody how far it is."""


def _classes(on: date) -> Iterator[ClassPlan]:
    full = ClassPlan(
        index=RUNNING_CLASS,
        course_code=COURSE,
        starts_on=plan.monday(on) - timedelta(weeks=4),
        capacity=CLASS_SIZE,
        learners=CLASS_SIZE,
        place=0,
        stage=Stage.RUNNING,
    )
    yield full
    certified = plan.monday(on) - timedelta(weeks=30)
    yield replace(full, index=CERTIFIED_CLASS, starts_on=certified, stage=Stage.CERTIFIED)
    for number in range(EMPTY_CLASSES):
        yield replace(
            full,
            index=FIRST_EMPTY_CLASS + number,
            starts_on=plan.monday(on) + timedelta(weeks=3 + number),
            learners=0,
            place=number,
            stage=Stage.OPEN,
        )


def _found(institution_id: int) -> Ground:
    account = next(account for account in centre.accounts() if account.role is Role.REGISTRAR)
    class_id, class_code = _class(RUNNING_CLASS)
    session = _fullest_session(class_id)
    return Ground(
        registrar=account.username,
        password=account.password,
        class_code=class_code,
        session_id=session.id,
        session_version=session.version,
        enrolment_ids=_ids(
            select(AttendanceMark.enrolment_id)
            .where(AttendanceMark.session_id == session.id)
            .order_by(AttendanceMark.id)
        ),
        certificate_ids=_ids(
            select(Certificate.id).order_by(Certificate.id.desc()).limit(CLASS_SIZE)
        ),
        institution_id=institution_id,
        empty_class_ids=[_class(FIRST_EMPTY_CLASS + n)[0] for n in range(EMPTY_CLASSES)],
        open_class_code=_class(FIRST_EMPTY_CLASS)[1],
        course_code=_course_code(class_id),
    )


def _class(index: int) -> tuple[int, str]:
    row = db.session.scalars(
        select(TrainingClass)
        .where(TrainingClass.code.endswith(f"-{index}"))
        .order_by(TrainingClass.id)
    ).one()
    return row.id, row.code


def _course_code(class_id: int) -> str:
    return db.session.scalars(
        select(Course.code)
        .join(CourseVersion, CourseVersion.course_id == Course.id)
        .join(TrainingClass, TrainingClass.version_id == CourseVersion.id)
        .where(TrainingClass.id == class_id)
    ).one()


def _fullest_session(class_id: int) -> ClassSession:
    """Find the latest session that the whole class attended together."""
    count = func.count(AttendanceMark.id)
    return db.session.scalars(
        select(ClassSession)
        .join(AttendanceMark, AttendanceMark.session_id == ClassSession.id)
        .where(ClassSession.class_id == class_id)
        .group_by(ClassSession.id)
        .order_by(count.desc(), ClassSession.id.desc())
        .limit(1)
    ).one()


def _ids(statement: Select[int]) -> list[int]:
    return list(db.session.scalars(statement))


if __name__ == "__main__":
    print(json.dumps(asdict(load())))
