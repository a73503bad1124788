"""The law that the product applies, written out as a page of the documentation."""

from collections.abc import Iterable, Sequence
from itertools import chain

from vocational.law.parameters import Certainty, LocalOverride, Provision, all_provisions

_CERTAINTY = {
    Certainty.VERIFIED: "read in the text",
    Certainty.GENERAL: "general knowledge",
    Certainty.UNSETTLED: "unsettled",
}
_HEAD = """# The law as the product applies it

Made from `vocational/law/data/*.toml` by `python -m vocational.law`; do not edit.
Every figure is valid from its first day to its last, both included. What is unsettled is
applied all the same, and said to be so wherever it decides something.

What the law leaves open may be set locally, with the paper that says so and its days: by the
department for all institutions of its province, by an institution for itself. `higher` may only
be raised; `any` may be set freely, since the law gives nothing or is unsettled. The nearest counts:
the institution's figure, else the department's, else that of the law. Of `higher` figures the law's
and the department's are floors: an institution that gives less than its department is refused,
and a figure that either of them overtakes counts no more. No local figure outlives the law's own.
What was decided keeps the figure and the paper that decided it.

## Limits and figures

"""
_SUPPORT = """
## Support by scheme

In the order that decides between equal levels. Who gets it: `+` both, `|` any, `@` with that
attribute; km is the least way from home to the place of training.

"""
_COLUMNS = (
    ("Provision", "---"),
    ("Value", "--:"),
    ("Unit", "---"),
    ("From", "---"),
    ("To", "---"),
    ("Legal basis", "---"),
    ("Certainty", "---"),
    ("Rule", "---"),
    ("Local", "---"),
    ("Note", "---"),
)
_SUPPORT_COLUMNS = (*_COLUMNS, ("Who", "---"), ("km", "--:"))


def as_markdown() -> str:
    """Write all provisions as two tables, in the order of the data files."""
    entries = list(chain.from_iterable(all_provisions().values()))
    general = [_cells(entry) for entry in entries if not entry.scheme]
    support = [_support_cells(entry) for entry in entries if entry.scheme]
    return _HEAD + _table(_COLUMNS, general) + _SUPPORT + _table(_SUPPORT_COLUMNS, support)


def _table(columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[str]]) -> str:
    heads, rules = zip(*columns, strict=True)
    head = f"| {' | '.join(heads)} |\n|{'|'.join(rules)}|\n"
    return head + "".join(f"| {' | '.join(row)} |\n" for row in rows)


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
        "" if entry.local_override is LocalOverride.NONE else entry.local_override.value,
        entry.note,
    )


def _support_cells(entry: Provision) -> tuple[str, ...]:
    who = entry.categories.replace("|", r"\|")
    distance = entry.distance_km_min
    return (*_cells(entry), f"`{who}`" if who else "", f"{distance:f}" if distance else "")
