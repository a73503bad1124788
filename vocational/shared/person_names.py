"""Names of persons: what may stand in one, and the order of a Vietnamese list."""

import unicodedata
from collections.abc import Iterable

from vocational.shared.errors import RuleViolation
from vocational.shared.vietnamese_text import phrase_key, with_proper_d

LONGEST_NAME = 100
LONGEST_SORT_KEY = 400

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_SIGNS = frozenset(" '\u2019-\u2010.")
_BREVE = "\u0306"
_BREVE_BEARERS = frozenset("êôơưÊÔƠƯ")


def clean_name(text: str, field: str | None = "full_name") -> str:
    """Give the name in NFC with single spaces, otherwise exactly as written.

    Keeps the spelling of the papers (Hoà stays Hoà), the apostrophes and letters of the
    Central Highlands (H'Hen Niê, Y Ƀhăm). Letters that only look like Đ become Đ.

    Raises `RuleViolation`: `person_name.empty`, `person_name.too_long` (over 100
    characters), `person_name.character` (digits, signs, emoji, control characters, marks
    without their letter, other scripts).
    """
    plain = unicodedata.normalize("NFC", with_proper_d(text)).translate(_INVISIBLE)
    name = " ".join(plain.split())
    if not name:
        raise RuleViolation("person_name.empty", field)
    if len(name) > LONGEST_NAME:
        raise RuleViolation("person_name.too_long", field, limit=LONGEST_NAME, actual=len(name))
    stranger = _first_stranger(name)
    if stranger is not None:
        raise RuleViolation("person_name.character", field, character=_shown(stranger))
    return name


def sort_key(full_name: str) -> str:
    """Give an ASCII key for an indexed column: given name, then surname, then the middle.

    The given name is the last word, the surname the first; a name of one word is a given
    name. Letters are compared before tones within each word. The key of a clean name is at
    most `LONGEST_SORT_KEY` characters; compare by code points (COLLATE "C").
    """
    words = full_name.split()
    if len(words) < 2:
        return phrase_key(words)
    return phrase_key([words[-1], words[0], *words[1:-1]])


def sort_names(names: Iterable[str]) -> list[str]:
    """Put names in the order of a Vietnamese list; equal keys keep their order."""
    return sorted(names, key=sort_key)


def _first_stranger(name: str) -> str | None:
    previous = ""
    for character in name:
        is_bound = character == _BREVE and previous in _BREVE_BEARERS
        if not (is_bound or character in _SIGNS or _is_latin_letter(character)):
            return character
        previous = character
    has_letter = any(_is_latin_letter(character) for character in name)
    return None if has_letter else name[0]


def _is_latin_letter(character: str) -> bool:
    in_range = character < "\u0250" or "\u1e00" <= character <= "\u1eff"
    if not in_range or unicodedata.category(character) not in ("Lu", "Ll"):
        return False
    return not unicodedata.decomposition(character).startswith("<") and character != "µ"


def _shown(character: str) -> str:
    """Name a character in a message, by code point where it cannot be seen."""
    return character if character.isprintable() else f"U+{ord(character):04X}"
