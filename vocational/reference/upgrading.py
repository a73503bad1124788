"""Bring a database to this version: its schema, then the reference data."""

import flask_migrate

from vocational.access.actor import Actor
from vocational.reference.services import loading
from vocational.shared.clock import today


def upgrade(actor_name: str) -> None:
    """Migrate the database and renew the reference data; nothing happens when both are there."""
    flask_migrate.upgrade()
    loading.sync_reference(Actor.system(actor_name), today())
