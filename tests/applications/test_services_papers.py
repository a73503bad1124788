"""Copies of applicants' papers go over to the record with the seat."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from tests.factories import applications, classes
from tests.factories import copies as factory
from vocational.applications.queries import applications as queries
from vocational.applications.services import acceptance, evidence_copies, reviews
from vocational.applications.services.acceptance import Acceptance
from vocational.applications.states import ApplicationState
from vocational.audit import queries as audit
from vocational.documents.models import StoredFile
from vocational.learners import queries as learners
from vocational.learners.rules.categories import PriorityCategory
from vocational.shared.errors import Refused


@pytest.fixture
def applied(home):
    return applications.application(
        classes.training_class(), 1, category=PriorityCategory.POOR_HOUSEHOLD
    )


def test_a_copy_goes_over_to_the_record_with_the_seat(registrar, session, applied):
    line = applied.categories[0]
    line.seen_by_name, line.seen_on = "Lê Thị Xem", applications.SUBMITTED.date()
    session.commit()
    evidence_copies.attach(registrar, line.id, factory.picture())
    file_id = line.file_id
    on = applications.SUBMITTED.date()
    acceptance.accept(registrar, Acceptance(applied.id, applied.version, on))
    row = learners.learner(queries.application(applied.id).learner_id)
    (paper,) = row.categories
    assert paper.file_id == file_id
    assert (paper.seen_by_name, paper.seen_on) == ("Lê Thị Xem", on)
    assert queries.application(applied.id).categories[0].file_id is None
    assert applied.state is ApplicationState.ADMITTED


def test_the_review_keeps_who_saw_an_original_first(registrar, applied):
    entry = replace(applications.entry(1), claims=(applications.POOR,))
    reviews.correct(registrar, applied.id, entry, applied.version)
    line = queries.application(applied.id).categories[0]
    assert (line.original_seen, line.seen_by_name, line.seen_on) == (True, "registrar", entry.on)
    without_verification = replace(entry, claims=(replace(applications.POOR, original_seen=False),))
    reviews.correct(registrar, applied.id, without_verification, applied.version)
    line = queries.application(applied.id).categories[0]
    assert (line.original_seen, line.seen_by_name, line.seen_on) == (False, "", None)


def test_who_opens_a_copy_is_kept_with_the_application(registrar, teacher, applied):
    line = applied.categories[0]
    evidence_copies.attach(registrar, line.id, factory.picture())
    evidence_copies.open_copy(registrar, applied.id, line.id)
    evidence_copies.delete(registrar, line.id, "Nộp nhầm")
    acts = [record.action for record in audit.history_of("applications", applied.id)]
    assert {"application.copy_opened", "application.copy_deleted"} <= set(acts)
    with pytest.raises(Refused):
        evidence_copies.open_copy(teacher, applied.id, line.id)


def test_a_claim_taken_back_takes_its_copy_along(registrar, session, applied):
    evidence_copies.attach(registrar, applied.categories[0].id, factory.picture())
    reviews.correct(registrar, applied.id, applications.entry(1), applied.version)
    assert session.scalars(select(StoredFile)).all() == []
