"""Decisions know codes: sentences for people are made above them, in the reader's language."""

import ast
import re
from collections.abc import Iterator
from pathlib import PurePath

from tests.architecture.sources import Source, called_name, product_sources
from vocational import features
from vocational.web.messages import known_codes

WORDLESS = {"rules", "models", "queries", "services"}
VIETNAMESE = re.compile("[À-ÖØ-öø-ỹĐđ]")

# Vietnamese may stand in these, for the reason given.
WORDED = {
    "vocational/admission/rules/ranking.py": "the reason that the minutes print",
    "vocational/assessment/rules/wording.py": "results as papers write them",
    "vocational/assessment/services/printing.py": "texts that the recognition decision prints",
    "vocational/catalogue/rules/levels.py": "names of levels on decisions",
    "vocational/certificates/rules/designs/fields.py": "labels that certificates print",
    "vocational/certificates/rules/designs/fit.py": "letters that show how wide a font is",
    "vocational/certificates/rules/designs/registry.py": "texts that certificates print",
    "vocational/certificates/rules/designs/wording.py": "texts that certificates print",
    "vocational/certificates/rules/numbers.py": "the letters that a certificate's number may have",
    "vocational/certificates/services/content.py": "texts that certificates print",
    "vocational/certificates/services/numbering.py": "patterns of numbers to begin with",
    "vocational/class_opening/services/openings.py": "texts that the opening decision prints",
    "vocational/communes/rules/columns.py": "headings of the spreadsheet",
    "vocational/institutions/services/decisions.py": "the symbol of a decision",
    "vocational/reference/rules/communes.py": "kinds of communes as the official list writes them",
    "vocational/reference/rules/places.py": "words before the name of a commune",
}


def test_no_decision_speaks_vietnamese():
    spoken = [
        source.at(text)
        for source in product_sources()
        if source.name not in WORDED and _is_wordless(source)
        for text in _texts(source)
        if VIETNAMESE.search(str(text.value))
    ]
    assert spoken == []


def test_every_refusal_of_a_page_has_a_sentence():
    assert features.BLUEPRINTS
    codes = {
        str(node.args[0].value): source.at(node)
        for source in product_sources()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call)
        and called_name(node) == "RuleViolation"
        and isinstance(node.args[0], ast.Constant)
    }
    assert {code: place for code, place in codes.items() if code not in known_codes()} == {}


def test_every_exception_is_needed():
    texts = {source.name: list(_texts(source)) for source in product_sources()}
    needless = [
        name
        for name in WORDED
        if not any(VIETNAMESE.search(str(text.value)) for text in texts[name])
    ]
    assert needless == []


def _is_wordless(source: Source) -> bool:
    return not WORDLESS.isdisjoint(PurePath(source.name).with_suffix("").parts)


def _texts(source: Source) -> Iterator[ast.Constant]:
    """Every string but docstrings."""
    documentation = {id(node.value) for node in ast.walk(source.tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(source.tree):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and id(node) not in documentation:
            yield node
