"""Commands of the operator for the first accounts."""

import subprocess
import sys

import pytest

from tests.browser import products


@pytest.fixture
def installation(shared_folder, tmp_path):
    """An installation of its own."""
    return products.migrated(shared_folder, tmp_path)


def test_the_set_up_code_is_printed_and_stays_the_same(installation):
    first = installation.run("setup-code")
    assert first.startswith("Set-up code: ")
    assert installation.run("setup-code") == first


def test_an_administrator_of_no_institution_is_refused_in_one_sentence(installation):
    answer = subprocess.run(
        [
            *(sys.executable, "-m", "vocational.cli", "create-admin", "--institution", "ZZ"),
            *("--username", "le.an", "--full-name", "Lê An", "--password", "một câu ngắn dễ nhớ"),
        ],
        cwd=installation.folder,
        env=installation.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 2
    assert '"error"' in answer.stderr
    assert "Traceback" not in answer.stderr
