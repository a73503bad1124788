"""The demonstration centre served on a free port, and a browser signed in as each role."""

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, sync_playwright

START_SECONDS = 240
#: On papers and in QR codes; nobody can have this name.
PRINTED_ADDRESS = "http://daynghe.example.vn"
NAMES = ("chromium", "chromium-browser", "google-chrome")
DESK, PHONE = 1280, 390
HEIGHTS = {DESK: 800, PHONE: 844}


@dataclass(frozen=True)
class Product:
    """A served centre: where it is, who may sign in, with what it is looked at."""

    url: str
    folder: Path
    accounts: dict[str, tuple[str, str]]
    browser: Browser

    @contextlib.contextmanager
    def window(self, role: str | None, width: int) -> Iterator[BrowserContext]:
        """Open a window of somebody; `role` None is the public."""
        context = self.browser.new_context(
            viewport={"width": width, "height": HEIGHTS[width]},
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            device_scale_factor=1,
            reduced_motion="reduce",
        )
        try:
            if role is not None:
                self._sign_in(context, role)
            yield context
        finally:
            context.close()

    def _sign_in(self, context: BrowserContext, role: str) -> None:
        username, password = self.accounts[role]
        page = context.new_page()
        page.goto(f"{self.url}/login")
        page.fill("[name=username]", username)
        page.fill("[name=password]", password)
        page.press("[name=password]", "Enter")
        page.wait_for_url("**/home")
        page.close()


@contextlib.contextmanager
def serve(folder: Path) -> Iterator[Product]:
    """Load the centre into a folder, unless it is there, and serve it until the block ends."""
    port = _free_port()
    environment = {
        **os.environ,
        "VAR_DIR": str(folder),
        "DATABASE_URL": "",
        "PORT": str(port),
        "BASE_URL": PRINTED_ADDRESS,
    }
    os.environ.update(environment)
    command = [sys.executable, "-m", "vocational.cli"]
    subprocess.run([*command, "db", "upgrade"], env=environment, check=True)
    report = json.loads(subprocess.check_output([*command, "demo", "--json"], env=environment))
    with (folder / "console").open("wb") as console:
        process = subprocess.Popen(
            [*command, "serve"], env=environment, stdout=console, stderr=console
        )
    try:
        _wait(process, f"http://127.0.0.1:{port}/readyz")
        with _chromium() as browser:
            accounts = {
                item["role"]: (item["username"], item["password"]) for item in report["accounts"]
            }
            yield Product(f"http://127.0.0.1:{port}", folder, accounts, browser)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=60)


@contextlib.contextmanager
def _chromium() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        raise SystemExit("Chromium is not installed: bash scripts/install_system.sh test")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], address: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=5) as answer:
            if answer.status == 200:
                return
        time.sleep(0.3)
    raise SystemExit("vocational serve does not answer; see the file console")
