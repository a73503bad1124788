"""What the documentation says of the code is there."""

import re

import pytest

from tests.architecture.sources import ROOT

DOCUMENTS = ("README.md", "docs/architecture.md", "docs/glossary.md", "docs/operations.md")
_PATH = re.compile(
    r"`((?:vocational|templates|tests|scripts|docs|migrations|translations)/[\w./-]*)`"
)
_LINK = re.compile(r"\]\((?!https?:)([^)#]+)\)")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_file_that_a_document_names_exists(document):
    text = (ROOT / document).read_text(encoding="utf-8")
    assert [path for path in _PATH.findall(text) if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_of_a_document_leads_to_a_file(document):
    path = ROOT / document
    links = _LINK.findall(path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_decisions_are_numbered_without_a_gap():
    numbers = sorted(int(path.name[:4]) for path in (ROOT / "docs/adr").glob("*.md"))
    assert numbers == list(range(1, len(numbers) + 1))
