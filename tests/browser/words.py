"""The interface's own words, so that tests follow it when a translation is put better."""

from functools import cache

from babel.support import Translations

from tests.browser.serving import ROOT


@cache
def _catalogue() -> Translations:
    return Translations.load(ROOT / "translations", ["vi"])


def vi(message: str, **values: object) -> str:
    """Say in Vietnamese what the code says in English.

    Fails for words that are no longer in the interface.
    """
    text = _catalogue().gettext(message)
    assert text != message, f"no translation of {message!r}"
    return text % values if values else text


def vi_count(item: str, many: str, number: int) -> str:
    """The same for a sentence that counts."""
    return str(_catalogue().ngettext(item, many, number) % {"num": number})
