"""The job that makes the PDF files of certificates."""

from typing import Any

from flask import current_app

from vocational.access.actor import Actor
from vocational.certificates.papers.sheets import frozen_sheets, made_files
from vocational.certificates.queries import issued as queries
from vocational.certificates.services.files import RENDER, store_files
from vocational.jobs.registry import Progress, Result, job

# So many are made before they are stored: a worker that dies loses no more than these.
AT_ONCE = 5


@job(RENDER)
def render(actor: Actor, arguments: dict[str, Any], progress: Progress) -> Result:
    """Make the files that are still missing; those already stored are never made again."""
    wanted = arguments["certificate_ids"]
    missing = frozen_sheets(queries.without_file(wanted))
    progress.of(len(wanted), len(wanted) - len(missing))
    for start in range(0, len(missing), AT_ONCE):
        some = missing[start : start + AT_ONCE]
        store_files(actor, made_files(current_app.jinja_env, some))
        progress.step(len(some))
    return Result()
