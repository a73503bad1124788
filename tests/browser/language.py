"""Finds words of the interface that stand on a page in the other language."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import html5lib
from babel.messages.pofile import read_po

from tests.browser.serving import ROOT

_NAMESPACE = "{http://www.w3.org/1999/xhtml}"
_SAID = ("aria-label", "placeholder", "title", "alt")
_UNSAID = {f"{_NAMESPACE}{name}" for name in ("script", "style")}
_PLACEHOLDERS = "%("
#: Words of papers stay Vietnamese on English pages, and a language is named by its own name.
_ON_PAPERS = {"Giám đốc", "Doanh nghiệp", "Đạt yêu cầu", "Tiếng Việt"}


@cache
def _catalogue() -> dict[str, str]:
    with (ROOT / "translations/vi/LC_MESSAGES/messages.po").open("rb") as file:
        messages = read_po(file)
    return {
        " ".join(message.id.split()): " ".join(str(message.string).split())
        for message in messages
        if isinstance(message.id, str) and message.id and _PLACEHOLDERS not in message.id
    }


@cache
def _english() -> frozenset[str]:
    both = _catalogue()
    return frozenset(both) - frozenset(both.values())


@cache
def _vietnamese() -> frozenset[str]:
    both = _catalogue()
    return frozenset(both.values()) - frozenset(both)


def english_in(html: str) -> list[str]:
    """Return what a Vietnamese page says in the words of the code."""
    return sorted(set(texts_of(html, "vi")) & _english())


def vietnamese_in(html: str) -> list[str]:
    """Return what an English page says in the words of the translation."""
    return sorted(set(texts_of(html, "en")) & _vietnamese() - _ON_PAPERS)


def texts_of(html: str, locale: str) -> Iterator[str]:
    """Yield every text that is shown or read out; parts in a language of their own are theirs."""
    yield from _texts(html5lib.parse(html, treebuilder="etree"), locale)


def _texts(element: Any, locale: str) -> Iterator[str]:
    if element.tag in _UNSAID or element.get("lang", locale) != locale:
        return
    spoken = [element.text, *(element.get(name) for name in _SAID)]
    for child in element:
        if isinstance(child.tag, str):
            yield from _texts(child, locale)
        spoken.append(child.tail)
    yield from (" ".join(text.split()) for text in spoken if text and text.strip())
