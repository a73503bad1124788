"""Wait for what another process does; the one place of the tests where time passes."""

import time
from collections.abc import Callable

PATIENCE_SECONDS = 300
LOOK_SECONDS = 0.05


def wait_for(condition: Callable[[], bool], told: Callable[[], object] = lambda: "") -> None:
    """Look until the condition holds; fail after five minutes with what `told` says."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < deadline, told()
        time.sleep(LOOK_SECONDS)
