"""Load the demonstration centre in the background, when it was chosen on the first page."""

from typing import Any

from flask import current_app

from vocational.access.actor import Actor
from vocational.access.command import transaction
from vocational.demo import loading
from vocational.demo.services import LOAD_JOB
from vocational.documents import storage
from vocational.documents.storage import NewFile
from vocational.extensions import db
from vocational.jobs.registry import Progress, Result, job
from vocational.shared.clock import now_utc, today
from vocational.shared.tenancy import scoped_institution_id


def printed_address() -> str:
    """Return what QR codes carry; a demonstration may do without a public address."""
    settings = current_app.config["SETTINGS"]
    return settings.base_url or f"http://127.0.0.1:{settings.port}"


@job(LOAD_JOB)
def load(actor: Actor, _arguments: dict[str, Any], progress: Progress) -> Result:
    """Load it and keep the report as the job's file."""
    report = loading.load(
        actor,
        scoped_institution_id(db.session()),
        loading.Options(),
        progress,
        now=now_utc(),
        today=today(),
        base_url=printed_address(),
    )
    content = loading.as_json(report).encode()
    with transaction():
        file = storage.store("demo", NewFile("demo.json", "application/json", content))
        db.session.flush()
        return Result(file.id)
