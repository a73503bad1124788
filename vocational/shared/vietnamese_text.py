"""Vietnamese letters and tones: search form and order keys.

A letter here is what the alphabet counts (a, ă, â ... đ, e, ê ...); a tone is the mark
that a syllable carries besides.
"""

import unicodedata
from collections.abc import Iterable, Iterator

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
"""The dictionary order of letters; f, j, w, z stand where Latin order puts them."""

TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
"""Combining marks of ngang, huyền, hỏi, ngã, sắc, nặng, in the dictionary order."""

_LETTER_CODES = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LETTER_CODE = dict(zip(ALPHABET, _LETTER_CODES, strict=False))
_LETTER_MARKS = "\u0306\u0302\u031b"
_TONE_CODE = {mark: str(place) for place, mark in enumerate(TONES) if mark}
_SIGN_CODE = {"-": "#", "\u2010": "#", "'": "$", "\u2019": "$", ".": "%", ",": "&"}
_LOOK_ALIKES = str.maketrans({"\u00d0": "Đ", "\u0189": "Đ", "\u00f0": "đ", "\u0256": "đ"})
_VOWELS = frozenset("aăâeêioôơuưy")
_WORD_END = "!"


def with_proper_d(text: str) -> str:
    """Replace Icelandic and African letters that only look like Đ and đ."""
    return text.translate(_LOOK_ALIKES)


def fold(text: str) -> str:
    """Give the search form: lower case, no marks, đ as d, single spaces.

    Composed and decomposed input give the same; invisible format characters go.
    """
    composed = unicodedata.normalize("NFC", with_proper_d(text)).lower()
    spread = unicodedata.normalize("NFD", composed)
    kept = (letter for letter in spread if unicodedata.category(letter) not in ("Mn", "Me", "Cf"))
    plain = unicodedata.normalize("NFC", "".join(kept)).replace("đ", "d")
    return " ".join(plain.split())


def word_key(word: str) -> str:
    """Give an ASCII key that orders words as a Vietnamese dictionary does.

    All letters of the word are compared before its tones. Where in a group of vowels the
    tone mark stands makes no difference (hòa, hoà). A word sorts before its extensions.
    Foreign letters come after all others, digits and signs before.
    """
    letters, tones = _letters_and_tones(word)
    codes = "".join(_letter_code(letter) for letter in letters)
    return codes + _WORD_END + "".join(_tones_by_vowel_group(letters, tones))


def phrase_key(words: Iterable[str]) -> str:
    """Give the ASCII key of words compared one after another; fewer words come first."""
    return " ".join(word_key(word) for word in words)


def _letters_and_tones(word: str) -> tuple[list[str], list[str]]:
    letters: list[str] = []
    tones: list[str] = []
    for mark in unicodedata.normalize("NFD", with_proper_d(word).lower()):
        if not unicodedata.combining(mark):
            letters.append(mark)
            tones.append("")
        elif letters and mark in _TONE_CODE:
            tones[-1] += _TONE_CODE[mark]
        elif letters and mark in _LETTER_MARKS:
            letters[-1] = _marked(letters[-1], mark)
    return letters, tones


def _marked(letter: str, mark: str) -> str:
    composed = unicodedata.normalize("NFC", letter + mark)
    return composed if composed in _LETTER_CODE else letter


def _letter_code(letter: str) -> str:
    code = _LETTER_CODE.get(letter) or _SIGN_CODE.get(letter)
    if code:
        return code
    if letter.isascii():
        return f"({ord(letter):02x}"
    return f"~{ord(letter):06x}"


def _tones_by_vowel_group(letters: list[str], tones: list[str]) -> Iterator[str]:
    """Yield one code a letter, the tones of a vowel group moved to its first letters."""
    group: list[str] = []
    for letter, tone in zip(letters, tones, strict=True):
        if letter in _VOWELS:
            group.append(tone)
            continue
        yield from _settled(group)
        group = []
        yield (tone or "0")[0]
    yield from _settled(group)


def _settled(group: list[str]) -> Iterator[str]:
    marks = "".join(group)
    yield from marks[: len(group)].ljust(len(group), "0")
