"""Enter the people of a large file, some at a time."""

from dataclasses import replace
from datetime import date
from typing import Any

from vocational.access.actor import Actor
from vocational.communes import queries
from vocational.communes.services import files
from vocational.communes.services.files import ENTER_JOB
from vocational.jobs.registry import Progress, Result, job

PART = 20
"""So many people share a transaction: others write in between, and the page sees progress."""


@job(ENTER_JOB)
def enter_file(actor: Actor, arguments: dict[str, Any], progress: Progress) -> Result:
    """Enter who is new on the day it was asked; who was entered before a stop is known by then."""
    officer = replace(actor, local_body_id=int(arguments["local_body_id"]))
    row = queries.file(officer.own_local_body(), int(arguments["file_id"]))
    if row.imported_at is not None:
        return Result()
    file_id, checked = row.id, files.check_faultless(row, date.fromisoformat(arguments["on"]))
    progress.of(len(checked.new))
    for start in range(0, len(checked.new), PART):
        part = checked.new[start : start + PART]
        files.enter_people(officer, file_id, part)
        progress.step(len(part))
    files.close(officer, file_id)
    return Result()
