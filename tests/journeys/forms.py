"""Reads the forms of a page as a browser does, and fills them with what nobody should type."""

from tests import markup

_CONTROLS = "input, select, textarea, button"

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
    names = (element.attributes.get("name") for element in markup.elements(html, _CONTROLS))
    return [name for name in dict.fromkeys(names) if name and name != "csrf_token"]


def values_in(html: str) -> dict[str, str]:
    """Return what hidden fields hold: the version that was read, a token against sending twice."""
    hidden = (element.attributes for element in markup.elements(html, "input[type=hidden]"))
    return {
        name: said.get("value") or ""
        for said in hidden
        if (name := said.get("name")) and name != "csrf_token"
    }


def shown_values(html: str) -> dict[str, str | list[str]]:
    """Return what a browser would send for the form of a page left as it is."""
    sent: dict[str, list[str]] = {}
    for element in markup.elements(html, _CONTROLS):
        name = element.attributes.get("name")
        if name and name != "csrf_token":
            sent.setdefault(name, []).extend(_values_of(element))
    return {name: item[0] if len(item) == 1 else item for name, item in sent.items() if item}


def _values_of(element: markup.Element) -> list[str]:
    said = element.attributes
    if element.tag == "textarea":
        return [markup.text_of(element)]
    if element.tag == "select":
        options = element.css("option")
        chosen = [option for option in options if "selected" in option.attributes]
        return [item.attributes.get("value") or "" for item in chosen or options[:1]]
    is_choice = said.get("type") in {"checkbox", "radio"}
    if element.tag == "button" or (is_choice and "checked" not in said):
        return []
    return [said.get("value") or ("on" if is_choice else "")]
