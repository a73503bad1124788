"""What all workers of one run of the tests share: made by whoever needs it first."""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

MEMORY = Path("/dev/shm")
ENOUGH_BYTES = 4 * 1024**3


def use_memory_for_files() -> None:
    """Let pytest keep its folders in memory where there is plenty: databases write a lot."""
    if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free >= ENOUGH_BYTES:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


def root_of_files() -> Path | None:
    """Return where large files of tests go; None: where the system puts its temporary ones."""
    chosen = os.environ.get("PYTEST_DEBUG_TEMPROOT")
    return Path(chosen) if chosen else None


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Keep other workers from making the same thing meanwhile."""
    with path.with_name(f"{path.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def made_once(path: Path, make: Callable[[Path], None]) -> Path:
    """Return a file or folder, which `make` writes under another name if it is not there yet."""
    with alone(path):
        if not path.exists():
            draft = path.with_name(f"{path.name}.draft")
            shutil.rmtree(draft, ignore_errors=True)
            make(draft)
            draft.rename(path)
    return path
