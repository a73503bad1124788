"""What the documentation says of the code is there."""

import re

import pytest

from scripts import list_events, measure
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


def test_the_list_of_events_is_that_of_the_code():
    listed = (ROOT / "docs/events.md").read_text(encoding="utf-8")
    assert listed == list_events.as_markdown()


def test_the_events_of_a_helper_belong_to_the_commands_that_call_it():
    events = dict(list_events.commands())
    assert "application.corrected" in events["applications.services.reviews.correct"]
    assert events["enrolment.services.enrolments.transfer"] == []


def test_the_figures_of_this_checkout_are_read():
    figures = measure.measured(ROOT)
    assert figures["lines of a function, max"] <= 50
    assert figures["lines outside the vocabulary, percent"] < 15


def test_two_readings_stand_side_by_side():
    lines = list(measure.compared({"files": 513}, {"files": 567, "new": 1}))
    assert lines[2:] == ["| files | 513 | 567 |", "| new | 0 | 1 |"]
