"""The lines of the work list in words, each with the page where the work is done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from vocational.class_progress.rules.progress import TrackedClass
from vocational.class_progress.rules.work_list import Urgency, Work, WorkLine
from vocational.web.formats import show_date

URGENCY_NAMES: Mapping[Urgency, LazyString] = {
    Urgency.NOW: _l("Overdue and urgent"),
    Urgency.SOON: _l("Within two weeks"),
    Urgency.LATER: _l("Later"),
}

WORK_NAMES: Mapping[Work, LazyString] = {
    Work.OFFERS_OVERDUE: _l("Offered seats not answered in time"),
    Work.ADMISSION_UNSIGNED: _l("Admission to be signed"),
    Work.APPLICATIONS_TO_REVIEW: _l("Applications to be reviewed"),
    Work.SESSIONS_UNMARKED: _l("Sessions held without attendance"),
    Work.RECOGNITION_UNDECIDED: _l("Recognition lists to be decided"),
    Work.PAPERS_BEFORE_START: _l("Papers missing in a class about to begin"),
    Work.OPENING_DECISION: _l("Class ready for its opening decision"),
    Work.SEATS_TO_OFFER: _l("Free seats to offer to who waits"),
    Work.OFFERS_OPEN: _l("Offered seats without an answer"),
    Work.TO_RANK: _l("Applications to be ranked"),
    Work.NO_TIMETABLE: _l("Class without a timetable"),
    Work.SEATS_FREE: _l("Seats free in a class about to begin"),
    Work.PAPERS_WHILE_RUNNING: _l("Papers missing in a running class"),
    Work.MARKS_MISSING: _l("Learners without all marks"),
    Work.TEACHING_OVER: _l("Class that has held all its sessions"),
    Work.RECOGNITION_TO_PREPARE: _l("Learners to be recognised"),
    Work.CERTIFICATES_DUE: _l("Certificates due"),
    Work.NOT_OPENED: _l("Class not yet open for registration"),
    Work.TO_CLOSE: _l("Class that can be closed"),
}

#: The endpoint where the work of one class is done.
_PAGES: Mapping[Work, str] = {
    Work.OFFERS_OVERDUE: "admission.index",
    Work.ADMISSION_UNSIGNED: "admission.index",
    Work.APPLICATIONS_TO_REVIEW: "application_review.index",
    Work.SESSIONS_UNMARKED: "attendance_grid.index",
    Work.RECOGNITION_UNDECIDED: "recognition.index",
    Work.PAPERS_BEFORE_START: "evidence.of_class",
    Work.OPENING_DECISION: "class_opening.opening",
    Work.SEATS_TO_OFFER: "admission.index",
    Work.OFFERS_OPEN: "admission.index",
    Work.TO_RANK: "admission.index",
    Work.NO_TIMETABLE: "timetable.index",
    Work.SEATS_FREE: "applications.counter",
    Work.PAPERS_WHILE_RUNNING: "class_list.show",
    Work.MARKS_MISSING: "assessment.results",
    Work.TEACHING_OVER: "class_opening.finish",
    Work.RECOGNITION_TO_PREPARE: "recognition.index",
    Work.CERTIFICATES_DUE: "class_certificates.index",
    Work.NOT_OPENED: "classes.open_for_registration",
    Work.TO_CLOSE: "class_opening.close",
}
#: How the page is filtered that shows the work.
_FILTERS: Mapping[Work, Mapping[str, str]] = {
    Work.APPLICATIONS_TO_REVIEW: {"state": "submitted"},
    Work.PAPERS_WHILE_RUNNING: {"papers": "mend"},
}
NAMED = 3
"""So many classes of a shared line are named."""


@dataclass(frozen=True)
class WorkLineView:
    """A line of the work list; `is_late`: its day has passed."""

    count: int
    label: str
    url: str
    detail: str
    due: str
    is_late: bool


def shown(line: WorkLine, today: date) -> WorkLineView:
    """Say a line."""
    first = line.classes[0]
    alone = len(line.classes) == 1
    return WorkLineView(
        count=line.count,
        label=str(WORK_NAMES[line.kind]),
        url=_url_of_class(line.kind, first) if alone else _url_of_several(line.kind, first),
        detail=_alone(line.kind, first) if alone else _several(line.classes),
        due=_due(line, today),
        is_late=line.due_on is not None and line.due_on < today,
    )


def _url_of_class(kind: Work, tracked: TrackedClass) -> str:
    values: dict[str, Any] = {"code": tracked.code, **_FILTERS.get(kind, {})}
    if kind is Work.SEATS_FREE:
        values = {"class": tracked.class_id}
    return url_for(_PAGES[kind], **values)


def _url_of_several(kind: Work, first: TrackedClass) -> str:
    if kind is Work.APPLICATIONS_TO_REVIEW:
        return url_for("application_review.everything", state="submitted")
    if kind is Work.PAPERS_BEFORE_START:
        return url_for("evidence.before_start")
    return url_for("classes.index", state=first.progress.state.value)


def _alone(kind: Work, tracked: TrackedClass) -> str:
    says = _DETAILS.get(kind)
    return f"{tracked.label}: {says(tracked)}" if says else tracked.label


def _several(classes: tuple[TrackedClass, ...]) -> str:
    codes = ", ".join(tracked.code for tracked in classes[:NAMED])
    more = len(classes) - NAMED
    if more <= 0:
        return codes
    return str(_("%(codes)s and %(count)s more classes", codes=codes, count=more))


def _papers(tracked: TrackedClass) -> str:
    progress = tracked.progress
    if not progress.papers_expired:
        return str(_("%(missing)s missing", missing=progress.papers_missing))
    if not progress.papers_missing:
        return str(_("%(expired)s expired", expired=progress.papers_expired))
    return str(
        _(
            "%(missing)s missing, %(expired)s expired",
            missing=progress.papers_missing,
            expired=progress.papers_expired,
        )
    )


def _seats(tracked: TrackedClass) -> str:
    progress = tracked.progress
    return str(
        _("%(taken)s of %(capacity)s taken", taken=progress.taken, capacity=progress.capacity)
    )


def _decided(tracked: TrackedClass) -> str:
    return str(_("recognised on %(day)s", day=_short(tracked.decided_on)))


_DETAILS: Mapping[Work, Callable[[TrackedClass], str]] = {
    Work.PAPERS_BEFORE_START: _papers,
    Work.PAPERS_WHILE_RUNNING: _papers,
    Work.SEATS_FREE: _seats,
    Work.OPENING_DECISION: _seats,
    Work.CERTIFICATES_DUE: _decided,
}


def _due(line: WorkLine, today: date) -> str:
    if line.due_on is None:
        return str(_("no day set"))
    if line.kind is Work.APPLICATIONS_TO_REVIEW:
        return str(_("by %(day)s", day=_short(line.due_on)))
    if line.kind is Work.SESSIONS_UNMARKED:
        return str(_("since %(day)s", day=_short(line.due_on)))
    if line.due_on == today:
        return str(_("begins today"))
    if line.due_on < today:
        return str(_("began %(day)s", day=_short(line.due_on)))
    return str(_("begins %(day)s", day=_short(line.due_on)))


def _short(day: date | None) -> str:
    return show_date(day)[:5]
