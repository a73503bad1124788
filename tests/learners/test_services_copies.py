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
from vocational.learners import paper_files, queries
from vocational.shared.errors import Refused, RuleViolation


@pytest.fixture
def paper(home):
    return learners.category(learners.learner().id)


def test_a_copy_is_kept_and_whoever_opens_it_too(registrar, paper):
    paper_files.attach(registrar, paper.id, factory.picture())
    file, content = paper_files.open_copy(registrar, paper.learner_id, paper.id)
    assert file.media_type == "image/jpeg"
    assert len(content) == file.size_bytes
    acts = [record.action for record in audit.history_of("learner_categories", paper.id)]
    assert sorted(acts) == ["learner_category.copy_added", "learner_category.copy_opened"]


def test_another_copy_takes_the_place_of_the_first(session, registrar, paper):
    first = paper_files.attach(registrar, paper.id, factory.picture()).file
    session.expunge(first)
    paper_files.attach(registrar, paper.id, factory.picture("PNG"))
    assert session.scalar(select(func.count()).select_from(StoredFile)) == 1
    with pytest.raises(FileLost):
        storage.read(first)


def test_a_deleted_copy_is_gone_and_the_reason_kept(session, registrar, paper):
    file = paper_files.attach(registrar, paper.id, factory.picture()).file
    session.expunge(file)
    paper_files.delete(registrar, paper.id, "Nộp nhầm giấy")
    paper_files.delete(registrar, paper.id, "Nộp nhầm giấy")
    with pytest.raises(FileLost):
        storage.read(file)
    with pytest.raises(NoResultFound):
        paper_files.open_copy(registrar, paper.learner_id, paper.id)
    records = audit.history_of("learner_categories", paper.id)
    assert [r.reason for r in records if r.action.endswith("deleted")] == ["Nộp nhầm giấy"]


def test_a_deletion_needs_a_reason(registrar, paper):
    paper_files.attach(registrar, paper.id, factory.picture())
    with pytest.raises(RuleViolation) as refusal:
        paper_files.delete(registrar, paper.id, " ")
    assert (refusal.value.code, refusal.value.field) == ("copy.reason_empty", "reason")
    assert paper_files.open_copy(registrar, paper.learner_id, paper.id)


def test_a_refused_file_leaves_the_former_copy(registrar, paper):
    paper_files.attach(registrar, paper.id, factory.picture())
    with pytest.raises(RuleViolation, match=r"copy\.citizen_card"):
        paper_files.attach(registrar, paper.id, factory.card())
    assert paper_files.open_copy(registrar, paper.learner_id, paper.id)[0].name.endswith(".jpg")


def test_who_has_no_permission_is_refused(registrar, teacher, director, paper):
    for act in (
        lambda: paper_files.attach(teacher, paper.id, factory.picture()),
        lambda: paper_files.open_copy(teacher, paper.learner_id, paper.id),
        lambda: paper_files.attach(director, paper.id, factory.picture()),
        lambda: paper_files.delete(director, paper.id, "x"),
    ):
        with pytest.raises(Refused):
            act()
    assert queries.category_of_learner(paper.learner_id, paper.id).file is None


def test_a_copy_of_another_institution_is_not_found(registrar, stranger, paper, at_elsewhere):
    paper_files.attach(registrar, paper.id, factory.picture())
    with at_elsewhere(), pytest.raises(NoResultFound):
        paper_files.open_copy(stranger, paper.learner_id, paper.id)
