"""Reads a page as a browser does, by the rules of HTML 5."""

from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

Element = LexborNode
_NOT_SHOWN = {"script", "style", "template"}


def root(html: str) -> Element:
    """Return the element `html` of a page."""
    result = LexborHTMLParser(html).root
    assert result is not None
    return result


def elements(html: str, selector: str = "*") -> list[Element]:
    """Return the elements of a page that a CSS selector finds, in their order."""
    return LexborHTMLParser(html).css(selector)


def text_of(element: Element) -> str:
    """Return all text inside an element as it stands in the page."""
    return element.text(deep=True)


def texts(element: Element, locale: str, attributes: tuple[str, ...]) -> Iterator[str]:
    """Yield each text inside an element and what its attributes say.

    Parts that are in a language of their own, and those that are not shown, are left out.
    """
    if element.tag in _NOT_SHOWN or element.attributes.get("lang", locale) != locale:
        return
    yield from filter(None, map(element.attributes.get, attributes))
    for child in element.iter(include_text=True):
        if child.is_text_node:
            yield child.text_content or ""
        elif child.is_element_node:
            yield from texts(child, locale, attributes)
