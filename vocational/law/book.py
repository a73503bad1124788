"""The law that the product applies, written out as a page of the documentation."""

from collections.abc import Iterable, Sequence

from vocational.law.parameters import Certainty, Provision, all_provisions

_CERTAINTY = {
    Certainty.VERIFIED: "read in the text",
    Certainty.GENERAL: "general knowledge",
    Certainty.UNSETTLED: "unsettled",
}
_HEAD = """# The law as the product applies it

Made from `vocational/law/data/*.toml` by `python -m vocational.law`; do not edit.
Every figure is valid from its first day to its last, both included. What is unsettled is
applied all the same, and said to be so wherever it decides something.

| Provision | Value | Unit | From | To | Legal basis | Certainty | Rule | Note |
|---|--:|---|---|---|---|---|---|---|
"""


def as_markdown() -> str:
    """Write all provisions as one table, in the order of the data files."""
    return _HEAD + "".join(f"{row}\n" for row in _rows(all_provisions().values()))


def _rows(all_series: Iterable[Sequence[Provision]]) -> Iterable[str]:
    for series in all_series:
        for entry in series:
            yield "| " + " | ".join(_cells(entry)) + " |"


def _cells(entry: Provision) -> tuple[str, ...]:
    return (
        f"`{entry.key}`",
        f"{entry.value:f}",
        entry.unit,
        entry.effective_from.isoformat(),
        entry.effective_to.isoformat() if entry.effective_to else "",
        entry.legal_basis,
        _CERTAINTY[entry.certainty],
        entry.rule_id,
        entry.note,
    )
