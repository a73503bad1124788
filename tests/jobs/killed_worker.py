"""A worker process that a test kills: takes numbers one by one, slowly."""

import os
import sys
import threading
import time
from pathlib import Path

from sqlalchemy import func, select

from vocational.access.command import transaction
from vocational.app import create_app
from vocational.config import Settings
from vocational.extensions import db
from vocational.institutions.models import Counter
from vocational.institutions.services import numbering
from vocational.jobs import worker
from vocational.jobs.registry import Result, job

SERIES = "batch"


@job("test.batch")
def batch(actor, arguments, progress):
    """Take as many numbers as asked for, going on from those taken already."""
    taken = numbers_taken()
    progress.of(arguments["items"], taken)
    for _item in range(arguments["items"] - taken):
        time.sleep(arguments["seconds"])
        with transaction():
            numbering.take_number(SERIES)
        progress.step()
    return Result()


def numbers_taken() -> int:
    """Return how many items are done, from the rows themselves."""
    statement = select(func.coalesce(func.max(Counter.next_value), 1)).where(
        Counter.series == SERIES
    )
    return (db.session.scalar(statement) or 1) - 1


def main() -> None:
    """Work until killed, on the database named on the command line."""
    database_url, var_dir = sys.argv[1:3]
    settings = Settings(
        database_url=database_url,
        secret_key="a secret for tests only",
        data_key="a data key for tests only",
        base_url="",
        storage_url=f"{var_dir}/files",
        var_dir=Path(var_dir),
        port=8000,
        testing=True,
    )
    print(os.getpid(), flush=True)
    worker.work(create_app(settings), threading.Event())


if __name__ == "__main__":
    main()
