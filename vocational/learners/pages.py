"""What the paper of a category is worth on a day, in words."""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from vocational.learners.messages import STATE_MARKS
from vocational.learners.rules import categories
from vocational.learners.rules.categories import Evidence, EvidenceState
from vocational.web.formats import show_date

_FIRST_DAY_MARKS = STATE_MARKS | {EvidenceState.EXPIRING: "ok", EvidenceState.MISSING: "soon"}
"""A paper in date when the class begins is good; a missing one can still be brought."""


@dataclass(frozen=True)
class PaperNote:
    """A sentence about a paper with the shape that stands beside it."""

    mark: str
    text: str


def paper_note(evidence: Evidence, on: date, *, is_first_day: bool) -> PaperNote:
    """Say what a paper is worth on a day: the first day of a class, or just today."""
    state = categories.evidence_state(evidence, on)
    if not is_first_day:
        return PaperNote(STATE_MARKS[state], _today(state, evidence))
    return PaperNote(_FIRST_DAY_MARKS[state], _on_first_day(state, evidence, show_date(on)))


def _on_first_day(state: EvidenceState, evidence: Evidence, day: str) -> str:
    last = show_date(evidence.valid_to)
    if state is EvidenceState.EXPIRED:
        return str(_("Expires %(last)s, before the class begins on %(day)s", last=last, day=day))
    if state is EvidenceState.NOT_YET_VALID:
        return str(_("Not yet valid when the class begins on %(day)s", day=day))
    if state is EvidenceState.MISSING:
        return _missing(evidence, day)
    if state is EvidenceState.NOT_NEEDED:
        return str(_("No paper needed"))
    if evidence.valid_to is None:
        return str(_("Valid when the class begins on %(day)s", day=day))
    return str(_("Valid to the end of %(last)s, after the class begins", last=last))


def _missing(evidence: Evidence, day: str) -> str:
    if not evidence.paper_number:
        return str(_("Paper not handed in. Bring it before the class begins on %(day)s", day=day))
    return str(_("Original not seen. Bring it before the class begins on %(day)s", day=day))


def _today(state: EvidenceState, evidence: Evidence) -> str:
    last = show_date(evidence.valid_to)
    if state is EvidenceState.EXPIRED:
        return str(_("Expired on %(last)s", last=last))
    if state is EvidenceState.NOT_YET_VALID:
        return str(_("Valid from %(first)s", first=show_date(evidence.valid_from)))
    if state is EvidenceState.MISSING:
        return str(_("Original not seen") if evidence.paper_number else _("Paper not handed in"))
    if state is EvidenceState.NOT_NEEDED:
        return str(_("No paper needed"))
    if evidence.valid_to is None:
        return str(_("Valid"))
    return str(_("Valid to the end of %(last)s", last=last))
