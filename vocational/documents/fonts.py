"""What the paper fonts can write, and how wide: Tinos, metric-compatible with Times New Roman.

Widths are millimetres, sizes points. Text is measured as it is printed: normalised to NFC.
"""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont

from vocational.shared.vietnamese_text import TONES

FONT_FOLDER = Path(__file__).resolve().parent.parent / "static" / "vendor" / "tinos"
MM_PER_POINT = 25.4 / 72
# Ê Đê writes two marks on one letter (ê̆); three and more are not a name.
MARKS_IN_A_ROW = 2
VOWELS, CONSONANTS = "aăâeêioôơuưy", "bcdđghklmnpqrstvx"


class Face(StrEnum):
    """One of the four packaged fonts; the value is its file name without ending."""

    REGULAR = "Tinos-Regular"
    BOLD = "Tinos-Bold"
    ITALIC = "Tinos-Italic"
    BOLD_ITALIC = "Tinos-BoldItalic"


class FontsIncomplete(Exception):
    """A packaged font is absent or lacks letters; `missing` maps its name to them."""

    def __init__(self, missing: dict[str, str]) -> None:
        lacking = "; ".join(f"{name}: {letters}" for name, letters in missing.items())
        super().__init__(f"The fonts of printed papers are incomplete ({lacking}). Run make setup.")
        self.missing = missing


@dataclass(frozen=True)
class Advances:
    """Widths of a font's glyphs by code point, in units of which an em has `units`."""

    units: int
    by_code: dict[int, int]


def font_file(face: Face) -> Path:
    """Return where a packaged font lies."""
    return FONT_FOLDER / f"{face.value}.ttf"


@lru_cache(maxsize=len(Face))
def advances(face: Face) -> Advances:
    """Read a font's widths once."""
    with TTFont(font_file(face), lazy=True) as font:
        metrics, names = font["hmtx"].metrics, font.getBestCmap()
        widths = {code: int(metrics[name][0]) for code, name in names.items()}
        return Advances(int(font["head"].unitsPerEm), widths)


def printed(text: str) -> str:
    """Return the form of a text that is measured and printed (NFC)."""
    return unicodedata.normalize("NFC", text)


def width_mm(text: str, face: Face, size_pt: float) -> float:
    """Measure one line of text without kerning; a character without a glyph counts as one em."""
    font = advances(face)
    units = sum(font.by_code.get(ord(letter), font.units) for letter in printed(text))
    return units / font.units * size_pt * MM_PER_POINT


def missing_glyphs(text: str, faces: tuple[Face, ...] = (Face.REGULAR, Face.BOLD)) -> str:
    """Return the characters, each once in order of appearance, that some face cannot write.

    Control and invisible formatting characters are never writable, nor is a third
    combining mark on one letter.
    """
    missing: dict[str, None] = {}
    marks = 0
    for letter in printed(text):
        kind = unicodedata.category(letter)
        marks = marks + 1 if kind == "Mn" else 0
        unknown = any(ord(letter) not in advances(face).by_code for face in faces)
        if unknown or kind in ("Cc", "Cf") or marks > MARKS_IN_A_ROW:
            missing[letter] = None
    return "".join(missing)


def vietnamese_letters() -> str:
    """Return the 178 letters of Vietnamese: 12 vowels in 6 tones, 17 consonants, both cases."""
    vowels = [printed(vowel + tone) for vowel in VOWELS for tone in TONES]
    lower = "".join(vowels) + CONSONANTS
    return lower + lower.upper()


def check_fonts() -> None:
    """Refuse to start with fonts that another font would silently be mixed into.

    Raises:
        FontsIncomplete: a file is absent, or lacks one of the Vietnamese letters.
    """
    missing = {}
    for face in Face:
        if not font_file(face).is_file():
            missing[face.value] = "file is absent"
        elif letters := missing_glyphs(vietnamese_letters(), (face,)):
            missing[face.value] = letters
    if missing:
        raise FontsIncomplete(missing)
