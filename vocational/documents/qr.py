"""QR codes as vector drawings: for web pages as an SVG path, for papers as PDF operators."""

from dataclasses import dataclass
from functools import cached_property

import segno

QUIET_ZONE_MODULES = 4
# Readers take any mask; searching the eight for the prettiest costs five times the rest.
MASK = 4
POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True)
class Run:
    """A row's stretch of dark modules: its first module, row and length."""

    x: int
    y: int
    length: int


@dataclass(frozen=True)
class QrCode:
    """A code on a square of `side` modules, its quiet zone included."""

    side: int
    runs: tuple[Run, ...]

    @cached_property
    def path(self) -> str:
        """Return SVG path data for `viewBox="0 0 {side} {side}"`, to be filled black."""
        return "".join(f"M{run.x} {run.y}h{run.length}v1h-{run.length}z" for run in self.runs)


@dataclass(frozen=True)
class Square:
    """Where a code stands on paper, in mm from the top left corner, its quiet zone included."""

    left: float
    top: float
    side: float


def qr_code(text: str) -> QrCode:
    """Encode a text at error correction M, which survives a stamp over 15 % of it."""
    code = segno.make(text, error="m", boost_error=False, micro=False, mask=MASK)
    rows = [bytes(row) for row in code.matrix]
    runs = tuple(run for y, row in enumerate(rows) for run in module_runs(row, y))
    return QrCode(side=len(rows) + 2 * QUIET_ZONE_MODULES, runs=runs)


def module_runs(row: bytes, y: int) -> list[Run]:
    """Gather the dark stretches of one row."""
    runs: list[Run] = []
    x = 0
    while x < len(row):
        length = 0
        while x + length < len(row) and row[x + length]:
            length += 1
        if length:
            runs.append(Run(x + QUIET_ZONE_MODULES, y + QUIET_ZONE_MODULES, length))
        x += length + 1
    return runs


def pdf_operators(code: QrCode, place: Square, page_height_mm: float) -> bytes:
    """Return the PDF drawing operators that print a code black at its place."""
    module = place.side / code.side * POINTS_PER_MM
    left = place.left * POINTS_PER_MM
    top = (page_height_mm - place.top) * POINTS_PER_MM
    # One unit is one module and y runs down, as in the code.
    frame = f"q {module:.5f} 0 0 {-module:.5f} {left:.3f} {top:.3f} cm 0 g"
    squares = " ".join(f"{run.x} {run.y} {run.length} 1 re" for run in code.runs)
    return f"{frame} {squares} f Q".encode("ascii")
