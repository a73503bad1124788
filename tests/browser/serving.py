"""A whole product of a test's own: `vocational serve` with its database, files and clock."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tests import bytecode
from tests.waiting import wait_for

ROOT = Path(__file__).resolve().parents[2]
INSIDE = Path(__file__).resolve().with_name("inside_the_product")
STOP_SECONDS = 45


@dataclass(frozen=True)
class Product:
    """Where a served product is, and what it keeps."""

    folder: Path
    port: int

    @property
    def url(self) -> str:
        """Address of its first page, without the slash; printed in QR codes."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def database_url(self) -> str:
        """Address of its database."""
        return f"sqlite:///{self.folder / 'vocational.sqlite3'}"

    @property
    def console(self) -> str:
        """What it has written to its console."""
        return (self.folder / "console").read_text(encoding="utf-8")

    def set_moment(self, moment: datetime) -> None:
        """Put its clock to a moment with a time zone."""
        draft = self.folder / "moment.new"
        draft.write_text(moment.isoformat(), encoding="ascii")
        draft.replace(self.folder / "moment")

    def environment(self) -> dict[str, str]:
        """Settings for its processes; those of whoever runs the tests do not count."""
        return {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": f"{INSIDE}{os.pathsep}{ROOT}",
            "PYTHONUTF8": "1",
            "TEST_MOMENT": str(self.folder / "moment"),
            "VAR_DIR": str(self.folder),
            "DATABASE_URL": self.database_url,
            "BASE_URL": self.url,
            "PORT": str(self.port),
            bytecode.VARIABLE: os.environ.get(bytecode.VARIABLE, ""),
        }

    def run(self, *arguments: str) -> str:
        """Run one `vocational` command to its end and return what it prints."""
        return self.run_module("vocational.cli", *arguments)

    def run_module(self, name: str, *arguments: str) -> str:
        """Run a module beside the product to its end and return what it prints."""
        return subprocess.run(
            [sys.executable, "-m", name, *arguments],
            cwd=self.folder,
            env=self.environment(),
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        ).stdout

    @contextmanager
    def serving(self) -> Iterator[None]:
        """Serve until the block ends: web server and worker, as `make run` does."""
        with (self.folder / "console").open("w", encoding="utf-8") as console:
            process = subprocess.Popen(
                [sys.executable, "-m", "vocational.cli", "serve"],
                cwd=self.folder,
                env=self.environment(),
                stdout=console,
                stderr=console,
            )
            try:
                self._wait_until_ready(process)
                yield
            finally:
                process.send_signal(signal.SIGTERM)
                process.wait(timeout=STOP_SECONDS)

    def set_up_code(self) -> str:
        """Read the set-up code off the console, as the operator does."""
        printed = re.compile(r"Set-up code: (\S+)")
        wait_for(lambda: printed.search(self.console) is not None, lambda: self.console)
        return printed.findall(self.console)[0]

    def _wait_until_ready(self, process: subprocess.Popen[bytes]) -> None:
        wait_for(
            lambda: process.poll() is not None or "Ready on" in self.console, lambda: self.console
        )
        assert process.poll() is None, self.console


def new_product(folder: Path, moment: datetime) -> Product:
    """Prepare a product in a folder, with what the folder holds, on a port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    product = Product(folder, port)
    product.set_moment(moment)
    return product
