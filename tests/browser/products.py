"""Installations that are filled once in a run of the tests, and copies of them to serve."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

from tests import once
from tests.browser.serving import Product, new_product
from tests.factories import admission

#: A Wednesday, ten in the morning in Việt Nam.
DEMONSTRATION_DAY = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
DEMONSTRATION_LEARNERS = 40


def migrated(shared: Path, folder: Path) -> Product:
    """Copy an installation without any institution into an empty folder."""
    return _copy(once.made_once(shared / "installed", _install), folder, DEMONSTRATION_DAY)


def demonstration(shared: Path, folder: Path) -> Product:
    """Copy the demonstration centre, whose papers are all printed, into an empty folder."""
    return _copy(once.made_once(shared / "demonstration", _load), folder, DEMONSTRATION_DAY)


def seeded(shared: Path, folder: Path) -> Product:
    """Copy the test world with its four applicants for two seats into an empty folder."""
    return _copy(once.made_once(shared / "seeded", _seed), folder, admission.NOW)


def report(product: Product) -> dict:
    """Return what `vocational demo --json` printed when the centre was loaded."""
    return dict(json.loads((product.folder / "report.json").read_text("utf-8")))


def _copy(source: Path, folder: Path, moment: datetime) -> Product:
    shutil.copytree(source, folder, dirs_exist_ok=True)
    return new_product(folder, moment)


def _install(folder: Path) -> None:
    folder.mkdir()
    new_product(folder, DEMONSTRATION_DAY).run("db", "upgrade")


def _load(folder: Path) -> None:
    product = migrated(folder.parent, folder)
    printed = product.run("demo", "--learners", str(DEMONSTRATION_LEARNERS), "--json")
    (folder / "report.json").write_text(printed, encoding="utf-8")
    product.run_module("tests.browser.printing")


def _seed(folder: Path) -> None:
    product = migrated(folder.parent, folder)
    product.set_moment(admission.NOW)
    product.run_module("tests.browser.seeding")
