"""Reads the forms of a page as a browser does, and fills them with what nobody should type."""

from collections.abc import Iterator
from typing import Any

import html5lib

_NAMESPACE = "{http://www.w3.org/1999/xhtml}"
_CONTROLS = {f"{_NAMESPACE}{name}" for name in ("input", "select", "textarea", "button")}

#: Tone marks stacked on one letter, as some chat programs write them.
STACKED = "Ngu" + "\u0301\u0323\u0309" * 40 + "yen"
HOSTILE = (
    "",
    "<script>alert(1)</script>'\"--\x00\u202e😀",
    STACKED,
    "9" * 400,
    "-1",
    "31/02/2026",
    "NaN",
    "٣",
    "x" * 20_000,
)


def names_in(html: str) -> list[str]:
    """Return the names of all controls of a page, once each, without the token of forms."""
    names = (element.get("name") for element in _controls(html))
    return [name for name in dict.fromkeys(names) if name and name != "csrf_token"]


def values_in(html: str) -> dict[str, str]:
    """Return what hidden fields hold: the version that was read, a token against sending twice."""
    return {
        element.get("name"): element.get("value") or ""
        for element in _controls(html)
        if element.get("type") == "hidden" and element.get("name") not in {None, "csrf_token"}
    }


def _controls(html: str) -> Iterator[Any]:
    for element in html5lib.parse(html, treebuilder="etree").iter():
        if element.tag in _CONTROLS:
            yield element


def shown_values(html: str) -> dict[str, str | list[str]]:
    """Return what a browser would send for the form of a page left as it is."""
    sent: dict[str, list[str]] = {}
    for element in _controls(html):
        name = element.get("name")
        if name and name != "csrf_token":
            sent.setdefault(name, []).extend(_values_of(element))
    return {name: one[0] if len(one) == 1 else one for name, one in sent.items() if one}


def _values_of(element: Any) -> list[str]:
    kind = element.tag.removeprefix(_NAMESPACE)
    if kind == "textarea":
        return ["".join(element.itertext())]
    if kind == "select":
        options = list(element.iter(f"{_NAMESPACE}option"))
        chosen = [one for one in options if one.get("selected") is not None]
        return [one.get("value") or "" for one in chosen or options[:1]]
    is_choice = element.get("type") in {"checkbox", "radio"}
    if kind == "button" or (is_choice and element.get("checked") is None):
        return []
    return [element.get("value") or ("on" if is_choice else "")]
