"""Processes that are forked from here, kept running, and stopped together."""

import contextlib
import ctypes
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.context import ForkProcess
from pathlib import Path
from types import FrameType

FORK = multiprocessing.get_context("fork")
READY_SECONDS = 60.0
STOP_SECONDS = 30.0
POLL_SECONDS = 0.2
FIRST_RESTART_SECONDS = 1.0
LAST_RESTART_SECONDS = 30.0
STOPPING = (signal.SIGINT, signal.SIGTERM)
#: Linux: `prctl` sends the process this signal when the one that forked it ends.
PR_SET_PDEATHSIG = 1


def fork(act: Callable[[], None]) -> ForkProcess:
    """Fork a process that hears signals as any other does, and ends when this one is killed."""
    process = FORK.Process(target=_begin, args=(act, os.getpid()))
    # A signal that comes meanwhile waits until the new process does not hear it with our ears.
    signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
    try:
        process.start()
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)
    return process


def _begin(act: Callable[[], None], parent_id: int) -> None:
    for number in STOPPING:
        signal.signal(number, signal.SIG_DFL)
    with contextlib.suppress(OSError, AttributeError):  # only Linux has it
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent_id:
        sys.exit(1)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)
    act()


def run_to_end(act: Callable[[], None]) -> bool:
    """Do something in a forked process; tell whether it ended well.

    A process of its own, so that no database connection is left open in those forked later.
    SIGTERM and SIGINT end it too.
    """
    process = fork(act)
    former = signal.getsignal(signal.SIGTERM)

    def stop(number: int, frame: FrameType | None) -> None:
        process.terminate()
        if callable(former):
            former(number, frame)
        else:
            sys.exit(128 + number)

    signal.signal(signal.SIGTERM, stop)
    try:
        process.join()
    except KeyboardInterrupt:
        process.terminate()
        raise
    finally:
        signal.signal(signal.SIGTERM, former)
    return process.exitcode == 0


@dataclass
class Child:
    """One supervised process, in a group of its own so that Ctrl-C reaches only us."""

    name: str
    act: Callable[[], None]
    process: ForkProcess | None = None
    started_at: float = 0.0
    restart_after: float = FIRST_RESTART_SECONDS

    def start(self) -> None:
        """Start the process."""
        self.process = fork(self._run)
        self.started_at = time.monotonic()

    def _run(self) -> None:
        os.setpgid(0, 0)
        with contextlib.suppress(OSError):  # only a help for the operator who lists processes
            Path("/proc/self/comm").write_text(self.name, encoding="ascii")
        self.act()

    @property
    def is_running(self) -> bool:
        """Whether the process has been started and has not ended."""
        return self.process is not None and self.process.is_alive()

    def ask_to_stop(self) -> None:
        """Let the process finish what it is doing."""
        if self.process is not None and self.is_running:
            self.process.terminate()

    def kill(self) -> None:
        """End the process, and what it has started, at once."""
        if self.process is not None and self.process.pid is not None and self.is_running:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.join()

    def restart_when_due(self) -> None:
        """Start a process again: at once when it had done its work, else later each time that
        it ends early."""
        if self.process is not None and self.process.exitcode == 0:
            self.start()
            return
        lived = time.monotonic() - self.started_at
        if lived < self.restart_after:
            return
        print(f"The {self.name} had ended and is started again.", file=sys.stderr, flush=True)
        early = lived < 2 * LAST_RESTART_SECONDS
        self.restart_after = (
            min(2 * self.restart_after, LAST_RESTART_SECONDS) if early else FIRST_RESTART_SECONDS
        )
        self.start()


@dataclass
class Supervisor:
    """Keeps the web server and the job worker running until a signal or the web server's end."""

    web: Child
    worker: Child
    is_ready: Callable[[], bool]
    announce: Callable[[], None]
    is_stopping: bool = False

    def run(self) -> int:
        """Run both; return the exit status: 0 after a signal, 1 when the web server failed."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)
        try:
            self.web.start()
            if self._wait_until_ready():
                self.worker.start()
                self.announce()
                self._watch()
            return 0 if self.is_stopping else 1
        finally:
            self._stop_children()

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.is_stopping = True

    def _wait_until_ready(self) -> bool:
        deadline = time.monotonic() + READY_SECONDS
        while self.web.is_running and not self.is_stopping:
            if self.is_ready():
                return True
            if time.monotonic() > deadline:
                print("The web server does not answer.", file=sys.stderr, flush=True)
                return False
            time.sleep(POLL_SECONDS)
        return False

    def _watch(self) -> None:
        while not self.is_stopping:
            if not self.web.is_running:
                print("The web server has ended.", file=sys.stderr, flush=True)
                return
            if not self.worker.is_running:
                self.worker.restart_when_due()
            time.sleep(POLL_SECONDS)

    def _stop_children(self) -> None:
        children = (self.web, self.worker)
        for child in children:
            child.ask_to_stop()
        deadline = time.monotonic() + STOP_SECONDS
        while any(child.is_running for child in children) and time.monotonic() < deadline:
            time.sleep(POLL_SECONDS)
        for child in children:
            child.kill()
