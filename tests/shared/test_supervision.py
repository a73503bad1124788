"""Processes that are forked: they end with the one that forked them, and hear it."""

import signal
import subprocess
import sys

import psutil
import pytest

from tests.waiting import wait_for

WAITING = """
import os, signal, sys
from vocational.shared import supervision

def wait():
    print(os.getpid(), flush=True)
    signal.pause()

# A shell that runs the tests in the background has it ignored.
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.exit(0 if supervision.run_to_end(wait) else 1)
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL, signal.SIGINT])
def test_a_process_in_hand_ends_with_the_one_that_waits_for_it(number):
    with subprocess.Popen([sys.executable, "-c", WAITING], stdout=subprocess.PIPE) as parent:
        try:
            assert parent.stdout is not None
            child = psutil.Process(int(parent.stdout.readline()))
            parent.send_signal(number)
            parent.wait(timeout=60)
        finally:
            parent.kill()
    wait_for(lambda: not child.is_running() or child.status() == psutil.STATUS_ZOMBIE)
    assert parent.returncode != 0


@pytest.mark.parametrize(("act", "status"), [("lambda: None", 0), ("lambda: 1 / 0", 1)])
def test_whether_it_ended_well_is_told(act, status):
    script = WAITING.replace("run_to_end(wait)", f"run_to_end({act})")
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert ended.returncode == status
