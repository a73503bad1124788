"""Colours of the ornament: gold for elementary certificates, jade for courses under 3 months."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Palette:
    """One hue in five strengths, from frame lines to the ground of the border; CSS colours."""

    name: str
    line: str
    weave: str
    bright: str
    mist: str
    ground: str


GOLD = Palette("gold", "#7d5a16", "#b08a3c", "#c9a85c", "#e7d9b2", "#fbf6e8")
JADE = Palette("jade", "#1f544e", "#5b948b", "#86b3ab", "#cfe1dd", "#f1f8f6")
