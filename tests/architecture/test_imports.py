"""The order of the packages: the contracts of setup.cfg, checked on the code as it is."""

import subprocess
import sys
from pathlib import Path

from tests.architecture.sources import ROOT, product_sources

CALCULATING = (
    "vocational.cli",
    "vocational.shared.cli",
    "vocational.admission.cli",
    "vocational.attendance.cli",
    "vocational.entitlements.cli",
    "vocational.assessment.cli",
)


def test_the_import_contracts_are_kept():
    lint = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run(
        [lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout[-4000:] + result.stderr[-2000:]


def test_commands_that_only_calculate_load_neither_web_nor_database():
    probe = (
        f"import importlib, sys\nfor name in {CALCULATING}: importlib.import_module(name)\n"
        "print(*sorted({'flask', 'sqlalchemy', 'weasyprint', 'wtforms'} & set(sys.modules)))"
    )
    result = subprocess.run(
        [sys.executable, "-c", probe], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == ""


def test_one_module_alone_knows_weasyprint():
    users = [
        source.name
        for source in product_sources()
        if "import weasyprint" in source.text or "from weasyprint" in source.text
    ]
    assert users == ["vocational/documents/typesetting.py"]


def test_one_module_alone_asks_for_typesetting():
    asked = [source.name for source in product_sources() if "import typesetting" in source.text]
    assert asked == ["vocational/documents/pdf.py"]


def test_what_sets_pages_is_not_loaded_with_the_application():
    probe = "import sys, vocational.serving, vocational.app; print('weasyprint' in sys.modules)"
    result = subprocess.run(
        [sys.executable, "-c", probe], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "False"
