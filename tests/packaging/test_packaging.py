"""What is installed: the wheel holds everything, and what it needs is locked by digest."""

import configparser
import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from scripts import bundle_assets, copy_assets
from tests.architecture.sources import ROOT

LOCKS = ("run", "test", "check", "assets")
REQUIREMENT = re.compile(r"^([a-z0-9._-]+)==(\S+)", re.MULTILINE)


@pytest.fixture(scope="module")
def wheel_files(tmp_path_factory):
    """Build the wheel from a copy of the checkout and list what is in it."""
    folder = tmp_path_factory.mktemp("wheel")
    checkout = folder / "checkout"
    for name in ("vocational", "templates", "translations", "migrations"):
        shutil.copytree(
            ROOT / name, checkout / name, ignore=shutil.ignore_patterns("__pycache__", "*.mo")
        )
    for name in ("setup.cfg", "setup.py", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, checkout / name)
    subprocess.run(
        [
            *(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-build-isolation"),
            *("--no-deps", "--no-index", "--wheel-dir", folder, checkout),
        ],
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    return set(zipfile.ZipFile(wheel).namelist())


@pytest.mark.parametrize("folder", ["vocational", "templates", "translations", "migrations"])
def test_the_wheel_holds_every_file_of_the_checkout(wheel_files, folder):
    inside = "vocational" if folder == "vocational" else f"vocational/{folder}"
    expected = {
        f"{inside}/{path.relative_to(ROOT / folder)}"
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and path.suffix not in {".pyc", ".po", ".mo"}
    }
    assert expected - wheel_files == set()


def test_the_wheel_holds_the_compiled_translations(wheel_files):
    assert "vocational/translations/vi/LC_MESSAGES/messages.mo" in wheel_files


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_a_digest_and_no_address(lock):
    text = _lock(lock)
    blocks = re.split(r"\n(?=\S)", text)
    packages = [block for block in blocks if REQUIREMENT.match(block)]
    assert packages
    assert [block.split()[0] for block in packages if "--hash=sha256:" not in block] == []
    assert "://" not in text


def test_every_requirement_is_locked():
    setup = configparser.ConfigParser()
    setup.read(ROOT / "setup.cfg", encoding="utf-8")
    extras = setup["options.extras_require"]
    wanted = {
        "run": setup["options"]["install_requires"] + extras["build"],
        "test": extras["test"],
        "check": extras["check"],
    }
    missing = {
        f"{lock}: {name}"
        for lock, requirements in wanted.items()
        for name in re.findall(r"^([a-zA-Z0-9._-]+)", requirements, re.MULTILINE)
        if name.lower() not in dict(REQUIREMENT.findall(_lock(lock)))
    }
    assert missing == set()


def test_the_locks_agree_on_versions():
    locked = [dict(REQUIREMENT.findall(_lock(name))) for name in ("run", "test", "check")]
    assert locked[0].items() <= locked[1].items() <= locked[2].items()


def test_the_front_end_is_locked_by_digest_without_addresses():
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert [name for name, entry in packages.items() if "resolved" in entry] == []
    assert [name for name, entry in packages.items() if "integrity" not in entry] == []


def test_every_front_end_file_is_in_its_place():
    wanted = {copy_assets.VENDOR / target for target in copy_assets.wanted_files().values()}
    assert {path for path in wanted if not path.is_file()} == set()


def test_every_entry_is_bundled_and_its_fonts_with_it():
    folder = bundle_assets.BUNDLES
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    entries = {Path(path).name for paths in bundle_assets.ENTRIES.values() for path in paths}
    assert set(manifest) == entries
    assert [name for name in manifest.values() if not (folder / name).is_file()] == []
    fonts = [list(folder.glob(f"be-vietnam-pro-{w}-*.woff2")) for w in bundle_assets.WEIGHTS]
    assert [len(files) for files in fonts] == [1, 1, 1]


def test_the_esbuild_of_every_platform_is_locked_and_needs_no_install_script():
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert "node_modules/@esbuild/linux-x64" in lock
    assert "node_modules/@esbuild/darwin-arm64" in lock
    assert "--ignore-scripts" in (ROOT / "Makefile").read_text(encoding="utf-8")


def test_a_missing_front_end_file_is_named(tmp_path: Path):
    missing = copy_assets.copy_assets(tmp_path / "node_modules", tmp_path / "vendor")
    assert set(missing) == set(copy_assets.wanted_files())


def _lock(name: str) -> str:
    return (ROOT / "requirements" / f"{name}.lock").read_text(encoding="utf-8")
