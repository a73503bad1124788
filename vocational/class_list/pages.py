"""The lines of a class's list as its page shows, filters and sorts them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from vocational.attendance.rules.risk import AttendanceRisk, MinutesSoFar
from vocational.class_list.queries import HoursThere, ListedLearner
from vocational.enrolment.rules.seats import EnrolmentState
from vocational.evidence.pages import VALIDITY_MARKS
from vocational.learners.messages import STATE_MARKS
from vocational.learners.rules.categories import (
    CategoryDefinition,
    Evidence,
    EvidenceState,
    PriorityCategory,
    category_of,
    evidence_state,
)
from vocational.learners.rules.proof import BestEvidence, ClassDays, best_evidence
from vocational.shared.paging import ListRequest
from vocational.shared.vietnamese_text import fold
from vocational.web.formats import show_date
from vocational.web.language import localised

SORTS = ("number", "name", "birth_date", "commune", "group", "theory", "practice")
_ABOVE_ALL = 1000
_KINDS = ("Xã", "Phường")


@dataclass(frozen=True)
class Paper:
    """A priority category and the state of its paper, in words with the shape beside them."""

    category: str
    mark: str
    text: str
    to_mend: bool = False
    is_derived: bool = False


@dataclass(frozen=True)
class ClassRow:
    """One learner of the class; percents of the hours held are None before the first."""

    learner: ListedLearner
    papers: tuple[Paper, ...] = field(default_factory=tuple)
    theory_percent: int | None = None
    practice_percent: int | None = None
    risk: AttendanceRisk = AttendanceRisk.ON_TRACK

    @property
    def is_there(self) -> bool:
        """Tell whether the learner holds a place."""
        return self.learner.state is EnrolmentState.ENROLLED

    @property
    def commune(self) -> str:
        """Name the commune without its kind, as the column's heading says it."""
        kind, _space, name = self.learner.commune_name.partition(" ")
        return name if kind in _KINDS else self.learner.commune_name

    @property
    def theory_text(self) -> str:
        """Write the share of theory, whole percent."""
        return "" if self.theory_percent is None else f"{self.theory_percent} %"

    @property
    def practice_text(self) -> str:
        """Write the share of practice, whole percent."""
        return "" if self.practice_percent is None else f"{self.practice_percent} %"

    @property
    def has_hours(self) -> bool:
        """Tell whether anything was held for the learner so far."""
        return self.theory_percent is not None or self.practice_percent is not None

    @property
    def papers_to_mend(self) -> int:
        """Count the papers that somebody has to see to."""
        return sum(1 for paper in self.papers if paper.to_mend)

    @property
    def is_near_limit(self) -> bool:
        """Tell whether the hours missed are near the limit or beyond it."""
        return self.risk is not AttendanceRisk.ON_TRACK


def class_rows(
    learners: Iterable[ListedLearner],
    evidence: Mapping[int, Sequence[Evidence]],
    hours: Mapping[int, HoursThere],
    *,
    days: ClassDays,
    with_derived: bool = True,
) -> list[ClassRow]:
    """Make the lines; of each category the paper counts that proves it best for the class.

    `evidence` has the papers of each learner, oldest first. `with_derived`: who lives in the
    country and claims nothing is a rural worker.
    """
    derived = _derived() if with_derived else ()
    return [
        ClassRow(
            learner=learner,
            papers=_papers(evidence.get(learner.learner_id, ()), days)
            or (derived if learner.lives_rural else ()),
            **_shares(hours.get(learner.enrolment_id)),
        )
        for learner in learners
    ]


def wanted(rows: Iterable[ClassRow], request: ListRequest) -> list[ClassRow]:
    """Filter and sort the lines as a request says.

    Words are sought without tone marks in the name. Filters: `papers` = `mend`, `hours` =
    `near`, `group` (number), `state` = `withdrawn` (else those with a place). Sorts: `SORTS`.
    """
    words = fold(request.query).split()
    result = [
        row
        for row in rows
        if all(word in row.learner.folded_name for word in words)
        and all(test(row) for test in _tests(request.filters))
    ]
    key = _KEYS.get(request.sort)
    return result if key is None and not request.descending else _sorted(result, key, request)


def _tests(filters: Mapping[str, str]) -> list[Callable[[ClassRow], bool]]:
    gone = filters.get("state") == EnrolmentState.WITHDRAWN
    tests: list[Callable[[ClassRow], bool]] = [lambda row: row.is_there is not gone]
    if filters.get("papers"):
        tests.append(lambda row: row.papers_to_mend > 0)
    if filters.get("hours"):
        tests.append(lambda row: row.is_near_limit)
    if group := filters.get("group"):
        tests.append(lambda row: str(row.learner.group_number) == group)
    return tests


def _sorted(
    rows: list[ClassRow], key: Callable[[ClassRow], Any] | None, request: ListRequest
) -> list[ClassRow]:
    by_number = key or (lambda row: row.learner.list_number or 0)
    return sorted(rows, key=by_number, reverse=request.descending)


_KEYS: Mapping[str, Callable[[ClassRow], Any]] = {
    "name": lambda row: row.learner.sort_name,
    "birth_date": lambda row: row.learner.birth_date,
    "commune": lambda row: fold(row.learner.commune_name),
    "group": lambda row: row.learner.group_number or 0,
    "theory": lambda row: _ABOVE_ALL if row.theory_percent is None else row.theory_percent,
    "practice": lambda row: _ABOVE_ALL if row.practice_percent is None else row.practice_percent,
}


def _shares(hours: HoursThere | None) -> dict[str, Any]:
    if hours is None:
        return {}
    return {
        "theory_percent": _percent(hours.theory),
        "practice_percent": _percent(hours.practice),
        "risk": hours.risk,
    }


def _percent(minutes: MinutesSoFar) -> int | None:
    """Whole percent rounded down, so that 100 is said only of who missed nothing."""
    return minutes.attended * 100 // minutes.held if minutes.held else None


def _papers(claims: Sequence[Evidence], days: ClassDays) -> tuple[Paper, ...]:
    by_category: dict[str, list[Evidence]] = {}
    for claim in claims:
        by_category.setdefault(claim.category_code, []).append(claim)
    return tuple(_paper(best_evidence(papers, days), days) for papers in by_category.values())


def _derived() -> tuple[Paper, ...]:
    """What a learner counts as who lives in the country and claims nothing."""
    rural = category_of(PriorityCategory.RURAL_WORKER)
    name = "" if rural is None else _name(rural)
    return (Paper(name, "none", str(_("no paper needed")), is_derived=True),)


def _paper(proof: BestEvidence, days: ClassDays) -> Paper:
    claim = proof.evidence
    state = evidence_state(claim, days.on)
    category = category_of(claim.category_code)
    return Paper(
        category=claim.category_code if category is None else _name(category),
        mark=VALIDITY_MARKS.get(proof.validity, STATE_MARKS[state]),
        text=_words(state, claim, days.on, days.today),
        to_mend=proof.is_lacking,
    )


def _words(state: EvidenceState, claim: Evidence, on: date, today: date) -> str:
    last = show_date(claim.valid_to)
    if state is EvidenceState.EXPIRED:
        return str(_("expired %(last)s", last=last))
    if state is EvidenceState.NOT_YET_VALID:
        return str(_("valid from %(first)s", first=show_date(claim.valid_from)))
    if state is EvidenceState.MISSING:
        return str(_("original not seen") if claim.paper_number else _("paper missing"))
    if claim.valid_to is None:
        return str(_("in date"))
    if state is EvidenceState.EXPIRING and on == today:
        days = (claim.valid_to - on).days
        return str(ngettext("%(num)d day left", "%(num)d days left", days))
    short = last[:5] if claim.valid_to.year == today.year else last
    return str(_("in date to %(last)s", last=short))


def _name(category: CategoryDefinition) -> str:
    return localised(category.name, category.name_en)
