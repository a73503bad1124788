"""Chooses the size of each printed text, and refuses what has no room or no letters.

Text is never shrunk below the planned sizes: a long name is the registrar's to settle
before the certificate is issued. Lengths are millimetres, sizes points.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from vocational.certificates.rules.designs.fields import CertificateFields, label_of
from vocational.certificates.rules.designs.registry import Design, FieldSpec
from vocational.documents.fonts import MM_PER_POINT, missing_glyphs, printed, width_mm
from vocational.shared.errors import RuleViolation

# A second line begins well with these words, and a first one ends well with these signs.
OPENING_WORDS = ("và", "cho", "and", "for")
CLOSING_SIGNS = (",", "-", "–", ";")
UNEVEN_BREAK_COST = 9


@dataclass(frozen=True)
class FittedText:
    """One printed text: one or two lines and their size."""

    lines: tuple[str, ...]
    size_pt: float

    @property
    def size_class(self) -> str:
        """Return the class of the style sheet that sets this size."""
        return size_class(self.size_pt)


def size_class(size_pt: float) -> str:
    """Name a size for style sheets: 12.5 pt is `pt-12-5`."""
    return "pt-" + f"{size_pt:g}".replace(".", "-")


def fit_certificate(design: Design, fields: CertificateFields) -> dict[str, FittedText]:
    """Fit every text of a certificate; empty optional texts are left out.

    Raises:
        RuleViolation: `certificates.text_missing`, `certificates.no_glyph` (`characters`) or
            `certificates.text_does_not_fit` (`text`, `room_mm`), its field the text's name,
            its `label` what the text is called on paper.
    """
    fitted = {}
    for spec in design.fields:
        text = printed(str(getattr(fields, spec.name))).strip()
        if text:
            fitted[spec.name] = fit_text(spec, text)
        elif spec.required:
            raise RuleViolation("certificates.text_missing", spec.name, label=label_of(spec.name))
    return fitted


def fit_text(spec: FieldSpec, text: str) -> FittedText:
    """Fit one text in its room: the largest size on one line, else on two.

    A line break in the text is kept. Raises as `fit_certificate`.
    """
    if missing := missing_glyphs(text.replace("\n", ""), (spec.face,)):
        raise RuleViolation(
            "certificates.no_glyph", spec.name, label=label_of(spec.name), characters=missing
        )
    if "\n" not in text:
        for size in spec.sizes:
            if line_mm(spec, text, size) <= spec.max_mm:
                return FittedText((text,), size)
    for size in spec.two_line_sizes:
        lines = two_lines(text)
        if len(lines) == 2 and max(line_mm(spec, line, size) for line in lines) <= spec.max_mm:
            return FittedText(lines, size)
    raise RuleViolation(
        "certificates.text_does_not_fit",
        spec.name,
        label=label_of(spec.name),
        text=text,
        room_mm=round(spec.max_mm),
    )


def line_mm(spec: FieldSpec, text: str, size_pt: float) -> float:
    """Measure one line with its letter-spacing."""
    spacing = spec.tracking * size_pt * MM_PER_POINT * len(text)
    return width_mm(text, spec.face, size_pt) + spacing


def two_lines(text: str) -> tuple[str, ...]:
    """Break a text where it reads best: at its own line break, else as evenly as sense allows."""
    if "\n" in text:
        return tuple(line.strip() for line in text.split("\n"))
    words = text.split(" ")
    breaks = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    return min(breaks, key=break_cost) if breaks else (text,)


def break_cost(lines: Iterable[str]) -> int:
    """Weigh a break: the longer line, and more where it parts what belongs together."""
    first, second = lines
    sensible = first.endswith(CLOSING_SIGNS) or second.split(" ")[0].lower() in OPENING_WORDS
    stray_dash = second.startswith(("-", "–"))
    extra = (not sensible) + stray_dash
    return max(len(first), len(second)) + extra * UNEVEN_BREAK_COST
