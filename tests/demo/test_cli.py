"""`vocational demo` as the contract gives it."""

import json
import os
import subprocess
import sys

import pytest

ROLES = [
    "administrator",
    "registrar",
    "director",
    "teacher",
    "accountant",
    "commune_officer",
]


@pytest.fixture
def vocational(tmp_path):
    """A function that runs a command on an installation of its own."""
    settings = {"VAR_DIR": str(tmp_path / "var"), "PATH": os.environ["PATH"]}

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "vocational.cli", *arguments],
            cwd=tmp_path,
            env=settings,
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def test_the_report_has_the_shape_of_the_contract_and_the_centre_is_loaded_once(vocational):
    answer = vocational("demo", "--learners", "17", "--json")

    assert answer.returncode == 0, answer.stderr
    report = json.loads(answer.stdout)
    assert list(report) == ["institution", "accounts", "counts"]
    assert report["institution"] == "LD"
    assert [account["role"] for account in report["accounts"]] == ROLES
    assert all(account.keys() == {"role", "username", "password"} for account in report["accounts"])
    assert report["counts"]["classes"] == 17
    assert all(isinstance(count, int) for count in report["counts"].values())
    assert json.loads(vocational("demo", "--learners", "17", "--json").stdout) == report
    assert vocational("demo", "--if-empty").stdout == ""


def test_too_few_learners_are_refused_as_bad_input(vocational):
    answer = vocational("demo", "--learners", "3", "--json")
    assert answer.returncode == 2
    assert json.loads(answer.stderr)["error"]["field"] == "learners"
