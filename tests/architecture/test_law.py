"""The law stands in data: no number of an instrument in code, templates or translations."""

import ast
import re

from tests.architecture.sources import ROOT, product_sources

#: 42/2015/TT-BLĐTBXH, QĐ 46/2015, 124/2025/QH15: a number, a year and a kind of text beside it.
INSTRUMENT = re.compile(
    r"\b\d{1,4}/\d{4}/(?:TT|TTLT|NĐ|QĐ|QH|NQ|UBTVQH)|\b(?:TT|NĐ|QĐ|NQ|KH) ?\d{1,4}/\d{4}\b"
    r"|\b(?:Thông tư|Nghị định|Quyết định|Circular|Decree|Decision) (?:số )?\d{1,4}/\d{4}"
)
JINJA_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)


def test_no_instrument_is_numbered_in_code():
    numbered = [
        f"{source.at(text)} {text.value[:60]}"
        for source in product_sources()
        for text in _texts(source.tree)
        if INSTRUMENT.search(text.value)
    ]
    assert numbered == []


def test_no_instrument_is_numbered_in_a_template():
    numbered = {
        str(path.relative_to(ROOT)): found
        for path in sorted((ROOT / "templates").rglob("*.html"))
        if (found := INSTRUMENT.findall(JINJA_COMMENT.sub("", path.read_text(encoding="utf-8"))))
    }
    assert numbered == {}


def test_no_instrument_is_numbered_in_a_translation():
    text = (ROOT / "translations/vi/LC_MESSAGES/messages.po").read_text(encoding="utf-8")
    assert INSTRUMENT.findall(text) == []


def test_the_search_finds_each_way_of_naming_one():
    for text in ("TT 42/2015", "Thông tư số 42/2015/TT-BLĐTBXH", "QĐ46/2015", "Decree 338/2025"):
        assert INSTRUMENT.search(text), text
    assert not INSTRUMENT.search("06/QĐ-TTGDNN of 2026, on 05/03/2026")


def _texts(tree):
    documentation = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and id(node) not in documentation:
            yield node
