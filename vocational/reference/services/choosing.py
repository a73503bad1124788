"""From what was typed or chosen to one commune."""

from collections.abc import Sequence

from vocational.reference import queries
from vocational.reference.queries import CommuneChoice
from vocational.shared.errors import RuleViolation
from vocational.shared.vietnamese_text import fold

SHOWN_CHOICES = 5


def chosen_commune(text: str, code: str = "", field: str = "commune") -> CommuneChoice:
    """Return the commune chosen from the list (`code`), else the only one that the text means.

    A code counts only while the text is still the label that came with it.

    Raises `RuleViolation`: `commune.unknown`, or `commune.several` naming the first ones.
    """
    by_code = queries.commune(code) if code else None
    if by_code is not None and fold(by_code.label) == fold(text):
        return by_code
    exact = _exactly(text, queries.communes_named(text))
    if len(exact) == 1:
        return exact[0]
    communes_matching = queries.communes_matching(text, limit=SHOWN_CHOICES)
    exact = _exactly(text, communes_matching)
    if len(exact) == 1 or len(communes_matching) == 1:
        return (exact or communes_matching)[0]
    if not communes_matching:
        raise RuleViolation("commune.unknown", field)
    names = "; ".join(choice.label for choice in communes_matching)
    raise RuleViolation("commune.several", field, names=names)


def _exactly(text: str, choices: Sequence[CommuneChoice]) -> list[CommuneChoice]:
    return [item for item in choices if fold(text) in {fold(item.name), fold(item.label)}]
