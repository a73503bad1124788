"""Commands of the operator for the first accounts."""

import os
import subprocess
import sys

import pytest


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

    assert run("db", "upgrade").returncode == 0
    return run


def test_the_set_up_code_is_printed_and_stays_the_same(vocational):
    first = vocational("setup-code").stdout
    assert first.startswith("Set-up code: ")
    assert vocational("setup-code").stdout == first


def test_an_administrator_of_no_institution_is_refused_in_one_sentence(vocational):
    answer = vocational(
        *("create-admin", "--institution", "ZZ", "--username", "le.an"),
        *("--full-name", "Lê An", "--password", "một câu ngắn dễ nhớ"),
    )
    assert answer.returncode == 2
    assert '"error"' in answer.stderr
    assert "Traceback" not in answer.stderr
