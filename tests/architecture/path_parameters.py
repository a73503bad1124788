"""A row of every kind that a route names in its path, made in one institution.

A route with a parameter that is not here fails the test of isolation: add what it means. The
keys are `<what the path begins with> <parameter>`, the longest beginning wins.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from sqlalchemy import select

from tests.factories import admission, applications, attendance, certificates, learners, teachers
from tests.world import Place
from vocational.access.command import transaction
from vocational.access.roles import Role
from vocational.applications.models import ApplicationCategory
from vocational.assessment.models import RecognitionDecision
from vocational.catalogue.models import Course, CourseModule, CourseVersion, Occupation
from vocational.certificates.models import Certificate
from vocational.classes.models import TrainingClass
from vocational.documents import storage
from vocational.documents.storage import NewFile
from vocational.enrolment.models import Enrolment
from vocational.extensions import db
from vocational.institutions.models import Signatory
from vocational.jobs import services as jobs
from vocational.jobs.models import Job, JobState
from vocational.learners.models import LearnerCategory
from vocational.learners.rules.categories import PriorityCategory
from vocational.provisions import services as provisions
from vocational.provisions.rules import NewFigure

_PARAMETER = re.compile(r"<(?:[^:<>]+(?:\([^)]*\))?:)?([a-z_]+)>")
_CHOICE = re.compile(r"<any\(([a-z_]+)[^)]*\):[a-z_]+>")

Values = Mapping[str, object]


def values_in(place: Place) -> dict[str, object]:
    """Make rows inside the institution whose scope is open; return a value for every key."""
    registrar = place.actor(Role.REGISTRAR)
    recognised, certificate_ids = certificates.issued_class(
        registrar, 2, code=f"{place.code}-2026-001"
    )
    training_class = db.session.get_one(TrainingClass, recognised.class_id)
    held = attendance.class_session(training_class)
    db.session.scalars(select(Occupation)).one().code = f"{place.code}RAU"
    db.session.commit()
    applied = applications.application(
        training_class, 70 + place.institution_id, category=PriorityCategory.POOR_HOUSEHOLD
    )
    application_id = applied.id
    learner = learners.learner(77, name="Lê Văn Khác")
    job_id = _finished_job(place)
    admitted = admission.rows_of(training_class)
    return {
        "/applications receipt": "no-such-receipt",
        "/catalogue/courses code": db.session.scalars(select(Course.code)).one(),
        "/catalogue/occupations code": db.session.scalars(select(Occupation.code)).one(),
        "/certificates certificate_id": certificate_ids[0],
        "/classes application_id": application_id,
        "/commune/applications application_id": _brought(training_class, place),
        "/commune/files file_id": applications.sheet_file(training_class, place).id,
        "/counter application_id": application_id,
        "/classes code": recognised.code,
        "/classes line_id": _copied(applied.categories[0]),
        "/classes decision_id": db.session.scalars(select(RecognitionDecision.id)).one(),
        "/classes enrolment_id": _first(Enrolment.id),
        **{f"/classes {name}": key for name, key in admitted.items()},
        "/classes module_code": _module_code(training_class.version_id),
        "/counter/done enrolment_id": _first(Enrolment.id),
        "/courses code": db.session.scalars(select(Course.code)).one(),
        "/enrolments enrolment_id": _first(Enrolment.id),
        "/jobs job_id": job_id,
        "/law figure_id": _own_figure(place),
        "/learners category_id": _copied(learners.category(learner.id)),
        "/learners learner_id": learner.id,
        "/reset token": "no-such-link",
        "/sessions session_id": held.id,
        "/settings/signatories signatory_id": db.session.scalars(select(Signatory.id)).one(),
        "/static filename": "bundles/manifest.json",
        "/teachers teacher_id": teachers.teacher("Đỗ Văn Khác").id,
        "/users user_id": place.actor(Role.TEACHER).user_id,
        "/verify token": _first(Certificate.token),
    }


def url_of(rule: str, values: Values) -> str:
    """Fill a route's parameters; raises `KeyError` naming the key that is missing."""
    chosen = _CHOICE.sub(lambda match: match.group(1), rule)
    return _PARAMETER.sub(lambda match: str(_value(rule, match.group(1), values)), chosen)


def names_in(rule: str) -> list[str]:
    """Return the parameters of a route that name rows, not those of a fixed choice."""
    return _PARAMETER.findall(_CHOICE.sub("", rule))


def _value(rule: str, name: str, values: Values) -> object:
    return values[next(_keys(rule, name, values), f"{rule} {name}")]


def _keys(rule: str, name: str, values: Values) -> Iterator[str]:
    for key in sorted(values, key=len, reverse=True):
        beginning, _, parameter = key.partition(" ")
        if parameter == name and rule.startswith(f"{beginning}/"):
            yield key


def _first(column):
    return db.session.scalars(select(column).order_by(column).limit(1)).one()


def _brought(training_class: TrainingClass, place: Place) -> int:
    number = 80 + place.institution_id
    body_id = place.actor(Role.COMMUNE_OFFICER).own_local_body()
    return applications.application(training_class, number, local_body_id=body_id).id


def _copied(paper: LearnerCategory | ApplicationCategory) -> int:
    """Give a paper a copy."""
    with transaction():
        db.session.merge(paper).file = storage.store("tests", NewFile("x.png", "image/png", b"x"))
    return paper.id


def _module_code(version_id: int) -> str:
    statement = select(CourseModule.code).where(CourseModule.version_id == version_id)
    assert db.session.get_one(CourseVersion, version_id)
    return db.session.scalars(statement.order_by(CourseModule.id).limit(1)).one()


def _own_figure(place: Place) -> int:
    new = NewFigure("qd46.meals", Decimal(40_000), date(2026, 7, 1), None, "NQ 12/2026/NQ-HĐND")
    return provisions.add_figure(place.actor(Role.DIRECTOR), new).id


def _finished_job(place: Place) -> int:
    """A job whose file exists, asked for by the registrar."""
    with transaction():
        file = storage.store("tests", NewFile("x.pdf", "application/pdf", b"%PDF"))
        job = jobs.enqueue(place.actor(Role.REGISTRAR), "test.none", {}, subject="Việc thử")
        db.session.flush()
        job.state, job.result_file_id = JobState.DONE, file.id
        return db.session.get_one(Job, job.id).id
