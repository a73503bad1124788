"""`vocational certificates print`, as scripts call it."""

import json

from click.testing import CliRunner
from pypdf import PdfReader
from sqlalchemy import select

from tests.factories.certificates import TODAY, issued_class, recognised_class
from vocational.certificates.cli import certificates
from vocational.certificates.models import Certificate
from vocational.certificates.rules.numbers import RevocationGround
from vocational.certificates.services.changes import Revocation, revoke


def run(app, *arguments):
    return CliRunner().invoke(certificates, ["print", *map(str, arguments)], obj=lambda: app)


def test_a_class_is_printed_together_and_one_by_one(app, at_home, registrar, director, tmp_path):
    with at_home():
        _recognised, ids = issued_class(registrar, 3)
        revoke(director, Revocation(ids[1], RevocationGround.LENT, "1/QĐ", TODAY, "", TODAY))
    target, folder = tmp_path / "all.pdf", tmp_path / "single"
    answer = run(app, "--class", "LD-2026-001", "--out", target, "--separate", folder)
    assert answer.exit_code == 0, answer.output
    assert len(PdfReader(target).pages) == 2
    assert sorted(path.name for path in folder.iterdir()) == [
        "LD-SC 000001.pdf",
        "LD-SC 000003.pdf",
    ]
    with at_home() as session:
        assert all(row.pdf_file_id for row in session.scalars(select(Certificate)))


def test_a_class_that_is_not_there_is_said_in_json(app, at_home, tmp_path):
    with at_home():
        recognised_class(1)
    for code in ("LD-2026-999", "LD-2026-001"):
        answer = run(app, "--class", code, "--out", tmp_path / "all.pdf")
        assert answer.exit_code == 2
        assert json.loads(answer.stderr)["error"]["code"] == "unknown"
    assert not (tmp_path / "all.pdf").exists()
