"""Sources of law as readers write them."""

import re
from collections.abc import Mapping
from functools import cache

from vocational.law.instruments import all_instruments

_ARTICLE = re.compile(r"\bArts? (?=[0-9])")
_ARTICLE_ON = re.compile(r" Arts? [0-9].*$")
_SHORT = {
    re.compile(r" extended$"): " (kéo dài)",
    re.compile(r"\(number not verified\)"): "(chưa kiểm chứng số hiệu)",
    re.compile(r"^by analogy "): "tương tự ",
}


def in_vietnamese(legal_basis: str) -> str:
    """Write a legal basis as Vietnamese papers cite it: `TT 42/2015 Điều 25`."""
    cited = _ARTICLE.sub("Điều ", legal_basis)
    for pattern, short in _informal().items():
        cited = pattern.sub(short, cited)
    for pattern, full in _SHORT.items():
        cited = pattern.sub(full, cited)
    return cited


@cache
def _informal() -> Mapping[re.Pattern[str], str]:
    """Abbreviations that the figures of the law use for a text, with its short name."""
    return {
        re.compile(rf"\b{re.escape(text.informal)}(?=$|[ ;])"): text.short
        for text in all_instruments().values()
        if text.informal
    }


def instrument(legal_basis: str) -> str:
    """Give the first text that a legal basis names, without its article: `QĐ 46/2015`."""
    return _ARTICLE_ON.sub("", legal_basis.split(";")[0]).strip()
