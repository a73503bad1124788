"""Finds words of the interface that stand on a page in the other language."""

from collections.abc import Iterator
from functools import cache

from babel.messages.pofile import read_po

from tests import markup
from tests.browser.serving import ROOT

_SAID = ("aria-label", "placeholder", "title", "alt")
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
    said = markup.texts(markup.root(html), locale, _SAID)
    yield from (" ".join(text.split()) for text in said if text.strip())
