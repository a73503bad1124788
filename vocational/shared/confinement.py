"""Read what others sent in a process of its own, whose memory and time are bounded.

A file of few bytes can unfold to more than a machine holds, and a library that reads it can end
the process it runs in. Here that ends the reading alone. Sizes are bytes, times seconds.
"""

import json
import resource
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module

import structlog

from vocational.shared.errors import RuleViolation

log = structlog.get_logger(__name__)

MOST_MEMORY = 1536 * 1024 * 1024
MOST_CPU_SECONDS = 15
MOST_SECONDS = 60
_MODULE = "vocational.shared.confinement"
_DONE, _REFUSED = b"+", b"-"


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
    if process.stdout.startswith(_REFUSED):
        told = json.loads(process.stdout[1:])
        raise RuleViolation(told["code"], told["field"], **told["params"])
    return process.stdout[1:]


def _answer(name: str) -> bytes:
    module, _colon, function = name.partition(":")
    act = getattr(import_module(module), function)
    content = sys.stdin.buffer.read()
    # Only now: the libraries themselves may take what room they need.
    _bound(resource.RLIMIT_AS, MOST_MEMORY)
    _bound(resource.RLIMIT_CPU, MOST_CPU_SECONDS)
    _bound(resource.RLIMIT_CORE, 0)
    try:
        return _DONE + bytes(act(content))
    except RuleViolation as violation:
        told = {"code": violation.code, "field": violation.field, "params": violation.params}
        return _REFUSED + json.dumps(told).encode()


def _bound(kind: int, most: int) -> None:
    """Set a limit, unless the operator has set a lower one."""
    _soft, hard = resource.getrlimit(kind)
    least = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(kind, (least, least))


if __name__ == "__main__":
    sys.stdout.buffer.write(_answer(sys.argv[1]))
