"""`vocational demo` as the contract gives it."""

import json
import os
import subprocess
import sys

import pytest

from tests.browser import products

CLASSES = 18
ROLES = [
    "administrator",
    "registrar",
    "director",
    "teacher",
    "accountant",
    "commune_officer",
]


@pytest.fixture
def installation(shared_folder, tmp_path):
    """A copy of an installation that `vocational demo --json` has filled."""
    return products.demonstration(shared_folder, tmp_path)


def test_the_report_has_the_shape_of_the_contract_and_the_centre_is_loaded_once(installation):
    report = products.report(installation)

    assert list(report) == ["institution", "accounts", "counts"]
    assert report["institution"] == "LD"
    assert [account["role"] for account in report["accounts"]] == ROLES
    assert all(account.keys() == {"role", "username", "password"} for account in report["accounts"])
    assert report["counts"]["classes"] == CLASSES
    assert report["counts"]["learners"] == products.DEMONSTRATION_LEARNERS
    assert all(isinstance(count, int) for count in report["counts"].values())
    learners = str(products.DEMONSTRATION_LEARNERS)
    assert json.loads(installation.run("demo", "--learners", learners, "--json")) == report
    assert installation.run("demo", "--if-empty") == ""


def test_too_few_learners_are_refused_as_bad_input(tmp_path):
    answer = subprocess.run(
        [sys.executable, "-m", "vocational.cli", "demo", "--learners", "3", "--json"],
        cwd=tmp_path,
        env={"VAR_DIR": str(tmp_path / "var"), "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 2
    assert json.loads(answer.stderr)["error"]["field"] == "learners"
