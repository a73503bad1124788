"""Copies of learners' papers: kept, opened, replaced, deleted, by whom."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import NoResultFound

from tests.factories import copies as factory
from tests.factories import learners
from vocational.audit import queries as audit
from vocational.documents import storage
from vocational.documents.models import StoredFile
from vocational.documents.storage import FileLost
from vocational.learners import queries
from vocational.learners.services import evidence_copies
from vocational.shared.errors import Refused, RuleViolation


@pytest.fixture
def paper(home):
    return learners.category(learners.learner().id)


def test_a_copy_is_kept_and_whoever_opens_it_too(registrar, paper):
    evidence_copies.attach(registrar, paper.id, factory.picture())
    file, content = evidence_copies.open_copy(registrar, paper.learner_id, paper.id)
    assert file.media_type == "image/jpeg"
    assert len(content) == file.size_bytes
    acts = [record.action for record in audit.history_of("learner_categories", paper.id)]
    assert sorted(acts) == ["learner_category.copy_added", "learner_category.copy_opened"]


def test_another_copy_takes_the_place_of_the_first(session, registrar, paper):
    first = evidence_copies.attach(registrar, paper.id, factory.picture()).file
    session.expunge(first)
    evidence_copies.attach(registrar, paper.id, factory.picture("PNG"))
    assert session.scalar(select(func.count()).select_from(StoredFile)) == 1
    with pytest.raises(FileLost):
        storage.read(first)


def test_a_deleted_copy_is_gone_and_the_reason_kept(session, registrar, paper):
    file = evidence_copies.attach(registrar, paper.id, factory.picture()).file
    session.expunge(file)
    evidence_copies.delete(registrar, paper.id, "Nộp nhầm giấy")
    evidence_copies.delete(registrar, paper.id, "Nộp nhầm giấy")
    with pytest.raises(FileLost):
        storage.read(file)
    with pytest.raises(NoResultFound):
        evidence_copies.open_copy(registrar, paper.learner_id, paper.id)
    records = audit.history_of("learner_categories", paper.id)
    assert [r.reason for r in records if r.action.endswith("deleted")] == ["Nộp nhầm giấy"]


def test_a_deletion_needs_a_reason(registrar, paper):
    evidence_copies.attach(registrar, paper.id, factory.picture())
    with pytest.raises(RuleViolation) as refusal:
        evidence_copies.delete(registrar, paper.id, " ")
    assert (refusal.value.code, refusal.value.field) == ("copy.reason_empty", "reason")
    assert evidence_copies.open_copy(registrar, paper.learner_id, paper.id)


def test_a_refused_file_leaves_the_former_copy(registrar, paper):
    evidence_copies.attach(registrar, paper.id, factory.picture())
    with pytest.raises(RuleViolation, match=r"copy\.citizen_card"):
        evidence_copies.attach(registrar, paper.id, factory.card())
    assert evidence_copies.open_copy(registrar, paper.learner_id, paper.id)[0].name.endswith(".jpg")


def test_who_has_no_permission_is_refused(registrar, teacher, director, paper):
    for act in (
        lambda: evidence_copies.attach(teacher, paper.id, factory.picture()),
        lambda: evidence_copies.open_copy(teacher, paper.learner_id, paper.id),
        lambda: evidence_copies.attach(director, paper.id, factory.picture()),
        lambda: evidence_copies.delete(director, paper.id, "x"),
    ):
        with pytest.raises(Refused):
            act()
    assert queries.category_of_learner(paper.learner_id, paper.id).file is None


def test_a_copy_of_another_institution_is_not_found(registrar, stranger, paper, at_elsewhere):
    evidence_copies.attach(registrar, paper.id, factory.picture())
    with at_elsewhere(), pytest.raises(NoResultFound):
        evidence_copies.open_copy(stranger, paper.learner_id, paper.id)
