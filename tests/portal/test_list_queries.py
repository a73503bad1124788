"""Every list asks the database as often for 1,000 rows as for three."""

from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest

from tests.factories import (
    applications,
    attendance,
    certificates,
    classes,
    enrolment,
    learners,
    many,
)
from tests.world import HOME
from vocational.access.roles import Role
from vocational.admission.models import AdmissionTiers
from vocational.audit.models import AuditRecord
from vocational.jobs.models import Job, JobState
from vocational.learners.rules.categories import PriorityCategory
from vocational.provisions.models import LocalProvision
from vocational.shared.clock import today

CODE = "LD-2026-001"
PAGE = f"/classes/{CODE}"
NOW = datetime(2026, 9, 21, 2, 0, tzinfo=UTC)
LENGTHS = (3, 35, 1_000)
IN_ONE_CLASS = (3, 35)
FIRST = 10
"""The number from which rows are added; lower ones are those of the fixture."""

#: The rows to add, and the pages that show them, with who reads them (None: the public).
LISTS = {
    many.places_in_classes: {
        Role.REGISTRAR: (
            "/learners?per_page=100", "/classes?per_page=100", "/teachers?per_page=100",
            "/catalogue?per_page=100", "/catalogue/occupations", "/evidence?per_page=100",
            "/counter", "/home", "/search?q=pham",
        ),
        Role.ACCOUNTANT: ("/support?per_page=100",),
        None: ("/", "/courses"),
    },
    many.applicants_in_classes: {
        Role.REGISTRAR: ("/admissions?per_page=100", "/home"),
        Role.COMMUNE_OFFICER: ("/commune/applications?per_page=100",),
    },
    many.applicants: {
        Role.REGISTRAR: (f"{PAGE}/applications?per_page=100", f"{PAGE}/admission"),
        Role.DIRECTOR: (f"{PAGE}/admission/simulation",),
        Role.COMMUNE_OFFICER: ("/commune/enter?class=1",),
    },
    many.sheet_files: {Role.COMMUNE_OFFICER: ("/commune/files",)},
    many.sessions: {Role.REGISTRAR: ("/today", "/home")},
    many.users: {Role.ADMINISTRATOR: ("/users?per_page=100",)},
    many.audit_records: {Role.DIRECTOR: ("/audit?per_page=100",)},
    many.jobs: {Role.REGISTRAR: ("/jobs?per_page=100",)},
    many.figures: {Role.REGISTRAR: ("/law",)},
    many.admission_tiers: {
        Role.REGISTRAR: ("/settings/admission", f"{PAGE}/admission/simulation"),
    },
}  # fmt: skip
TABS = {
    Role.REGISTRAR: (
        PAGE, f"{PAGE}/sessions?week=all", f"{PAGE}/attendance", f"{PAGE}/results",
        f"{PAGE}/results/MĐ01", f"{PAGE}/recognition", f"{PAGE}/certificates",
        f"{PAGE}/support", f"{PAGE}/evidence?per_page=100",
    ),
}  # fmt: skip


def counts_of(client_of, count_queries, pages):
    """Count the statements of each page as it is read a second time."""
    counted = {}
    for role, paths in pages.items():
        client = client_of(role)
        for path in paths:
            client.get(path)
            with count_queries() as statements:
                client.get(path)
            counted[path] = len(statements)
    return counted


def check_same(at_home, fill, count, lengths=LENGTHS):
    """Fill up to each length and hold the counts of the pages together."""
    counted, last = [], FIRST
    for length in lengths:
        with at_home():
            fill(range(last, FIRST + length - 1))
        last = FIRST + length - 1
        counted.append(count())
    assert all(item == counted[0] for item in counted)


@pytest.fixture
def one_of_each(at_home):
    """An open class that begins soon, and one row of all that lists show."""
    with at_home() as session:
        row = classes.training_class(
            CODE, starts_on=today() + timedelta(5), ends_on=today() + timedelta(95)
        )
        row.admits_by_ranking = True
        place = enrolment.filled_class(row, 1)[0]
        learners.category(place.learner_id, paper_number="")
        applications.application(
            row, 2, category=PriorityCategory.POOR_HOUSEHOLD, local_body_id=HOME.institution_id
        )
        applications.sheet_file(row)
        attendance.class_session(row, on=today())
        session.add(
            AuditRecord(
                at=NOW,
                actor_name="a",
                action="class.changed",
                subject_type="training_classes",
                subject_id=row.id,
            )
        )
        session.add(
            Job(kind="certificates.render", arguments={}, state=JobState.DONE, created_at=NOW)
        )
        session.add(
            AdmissionTiers(
                effective_from=date(2020, 1, 1),
                tiers=[],
                source="x",
                entered_by_name="d",
                entered_at=NOW,
            )
        )
        session.add(
            LocalProvision(
                key="attendance_theory_minimum_percent",
                value="80",
                effective_from=today(),
                source="x",
                entered_by_name="d",
                entered_at=NOW,
                withdrawn_at=NOW,
            )
        )
        session.commit()


@pytest.mark.parametrize("more", LISTS)
def test_a_list_asks_as_often_for_a_thousand_rows_as_for_three(
    client_of, at_home, one_of_each, count_queries, more
):
    check_same(at_home, more, partial(counts_of, client_of, count_queries, LISTS[more]))


def test_the_pages_of_a_class_ask_as_often_for_35_learners_as_for_three(
    client_of, at_home, one_of_each, count_queries
):
    count = partial(counts_of, client_of, count_queries, TABS)
    check_same(at_home, many.places, count, IN_ONE_CLASS)


@pytest.mark.parametrize(
    ("path", "lengths"),
    [("/certificates?per_page=100", LENGTHS), (f"{PAGE}/certificates", IN_ONE_CLASS)],
)
def test_certificates_are_read_as_often_for_many_as_for_three(
    client_of, at_home, registrar, count_queries, path, lengths
):
    with at_home():
        issued, _ids = certificates.issued_class(registrar, 1)
        learners.category(issued.learner_ids[0])
    count = partial(counts_of, client_of, count_queries, {Role.REGISTRAR: (path,)})
    check_same(at_home, many.certificates, count, lengths)
