"""Papers on file before copies were kept stay as they were, forwards and back."""

import flask_migrate
from sqlalchemy import select

from tests.factories import learners
from vocational.extensions import db
from vocational.learners.models import LearnerCategory


def test_papers_on_file_outlive_the_migration(app, at_home):
    with at_home():
        learners.category(learners.learner().id)
    with app.app_context():
        flask_migrate.downgrade(revision="0004")
        flask_migrate.upgrade()
    with at_home():
        row = db.session.scalars(select(LearnerCategory)).one()
        assert (row.paper_number, row.seen_by_name) == ("117/GCN", "registrar")
        assert (row.copy_kept, row.file_id) == (False, None)
