"""What every page must keep to: the content policy, and a picture for each occupation group."""

import re

from tests.architecture.sources import ROOT
from vocational.catalogue.rules.starting_catalogue import occupation_groups

#: Not the beginning of a name that is put together.
_USED = r"\b(v-[a-z0-9-]*[a-z0-9])(?![a-z0-9-]|' ~)"
FRONTEND = ROOT / "frontend"
#: Papers are printed, not served: WeasyPrint takes their style from the page itself.
PAPERS = {"pdf", "documents"}
TEMPLATES = sorted(
    path
    for path in (ROOT / "templates").rglob("*")
    if path.suffix in {".html", ".svg"} and not PAPERS & set(path.parts)
)
INLINE = {
    "style attribute": re.compile(r"<[^>]*\sstyle\s*="),
    "style element": re.compile(r"<style\b"),
    "script without a source": re.compile(r"<script(?![^>]*\ssrc=)"),
    "event handler": re.compile(r"<[^>{%]*\son[a-z]+\s*="),
    "foreign address": re.compile(r"(?:src|href)=\"(?:https?:)?//"),
}


def _offences(text):
    return [name for name, pattern in INLINE.items() if pattern.search(text)]


def test_no_page_carries_style_or_script_in_its_markup():
    result = {
        str(path.relative_to(ROOT)): _offences(path.read_text(encoding="utf-8"))
        for path in TEMPLATES
    }
    assert {name: offences for name, offences in result.items() if offences} == {}


def test_every_class_of_ours_has_a_rule():
    ruled = _names_in(r"\.(v-[a-z0-9-]+)", (FRONTEND / "styles").glob("*.css"))
    used = _names_in(_USED, [*TEMPLATES, *(FRONTEND / "scripts").glob("*.js")])
    assert used - ruled == set()


def _names_in(pattern, paths):
    return {name for path in paths for name in re.findall(pattern, path.read_text("utf-8"))}


def test_the_search_for_inline_code_finds_it():
    assert _offences('<p style="color:red">') == ["style attribute"]
    assert _offences("<script>alert(1)</script>") == ["script without a source"]
    assert _offences('<a href="#" onclick="go()">') == ["event handler"]


def test_each_occupation_group_has_its_picture():
    drawn = {path.stem for path in (ROOT / "templates/public/motifs").glob("*.svg")}
    assert {group.code for group in occupation_groups()} - drawn == set()


def test_style_sheets_take_their_colours_from_the_tokens():
    sheets = (FRONTEND / "styles").glob("*.css")
    raw = {
        sheet.name: re.findall(r"#[0-9a-f]{3,8}\b", sheet.read_text(encoding="utf-8"))
        for sheet in sheets
        if sheet.name not in {"tokens.css", "print.css"}
    }
    assert {name: item for name, item in raw.items() if item} == {}
