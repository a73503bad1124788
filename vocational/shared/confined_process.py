"""The process in which something sent is read; `confinement` starts it and says why.

It loads nothing that reading does not need: the person who sent the file is waiting.
"""

import json
import resource
import sys
from importlib import import_module

from vocational.shared.errors import RuleViolation

MOST_MEMORY = 1536 * 1024 * 1024
MOST_CPU_SECONDS = 15
DONE, REFUSED = b"+", b"-"


def answer(name: str) -> bytes:
    """Call the function `module:name` with what comes in; mark its answer or its refusal."""
    module, _colon, function = name.partition(":")
    act = getattr(import_module(module), function)
    content = sys.stdin.buffer.read()
    # Only now: the libraries themselves may take what room they need.
    _bound(resource.RLIMIT_AS, MOST_MEMORY)
    _bound(resource.RLIMIT_CPU, MOST_CPU_SECONDS)
    _bound(resource.RLIMIT_CORE, 0)
    try:
        return DONE + bytes(act(content))
    except RuleViolation as violation:
        told = {"code": violation.code, "field": violation.field, "params": violation.params}
        return REFUSED + json.dumps(told).encode()


def _bound(kind: int, most: int) -> None:
    """Set a limit, unless the operator has set a lower one."""
    _soft, hard = resource.getrlimit(kind)
    least = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(kind, (least, least))


if __name__ == "__main__":
    sys.stdout.buffer.write(answer(sys.argv[1]))
