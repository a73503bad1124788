"""Read what others sent in a process of its own, whose memory and time are bounded.

A file of few bytes can unfold to more than a machine holds, and a library that reads it can end
the process it runs in. Here that ends the reading alone. Sizes are bytes, times seconds.
"""

import json
import subprocess
import sys
from collections.abc import Callable

import structlog

from vocational.shared.confined_process import REFUSED
from vocational.shared.errors import RuleViolation

log = structlog.get_logger(__name__)

MOST_SECONDS = 60
_MODULE = "vocational.shared.confined_process"


class ReadingEnded(Exception):
    """The process that read has ended without an answer: by a limit or a fault of a library."""


def confined(act: Callable[[bytes], bytes], content: bytes) -> bytes:
    """Call a function of a module, found again there by its name, in a process of its own.

    Raises the `RuleViolation` that it raises; `ReadingEnded`.
    """
    name = f"{act.__module__}:{act.__qualname__}"
    try:
        process = subprocess.run(
            [sys.executable, "-m", _MODULE, name],
            input=content,
            capture_output=True,
            timeout=MOST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        log.warning("reading.ended", act=name, status="timeout")
        raise ReadingEnded from error
    if process.returncode != 0 or not process.stdout:
        log.warning("reading.ended", act=name, status=process.returncode)
        raise ReadingEnded
    if process.stdout.startswith(REFUSED):
        told = json.loads(process.stdout[1:])
        raise RuleViolation(told["code"], told["field"], **told["params"])
    return process.stdout[1:]
