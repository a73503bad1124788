"""The list of learners with their classes; it belongs to the blueprint of learners."""

from collections.abc import Iterator
from dataclasses import replace

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vocational.access.guards import current_actor, requires
from vocational.access.permissions import Permission
from vocational.enrolment.messages import CLASS_STATE_FILTERS
from vocational.enrolment.queries import learners as queries
from vocational.enrolment.queries.learners import LearnerRow
from vocational.learners import queries as learner_queries
from vocational.learners import views as learner_pages
from vocational.learners.models import Learner
from vocational.learners.rules import categories
from vocational.learners.rules.categories import EvidenceState
from vocational.learners.services import claims, learners
from vocational.learners.views import category_name
from vocational.reference import queries as reference
from vocational.shared import citizen_number
from vocational.shared.clock import today
from vocational.web.formats import show_birth_date
from vocational.web.labels import label
from vocational.web.lists import Chip, ListState, list_state
from vocational.web.spreadsheets import Cell, xlsx_response

bp = learner_pages.bp

IN_NO_CLASS = "none"
CHIPS_AT_MOST = 8


@bp.get("")
@requires(Permission.LEARNER_VIEW)
def index() -> ResponseReturnValue:
    """Show the list of learners."""
    state = _state()
    if request.args.get("format") == "xlsx":
        return _spreadsheet(state)
    page = queries.learner_rows(state)
    papers = {row.learner.id: _papers(row.learner) for row in page.rows}
    return render_template("learners/index.html", state=state, page=page, papers=papers)


def _papers(learner: Learner) -> list[tuple[str, EvidenceState]]:
    """Pair each category with what its paper is worth today."""
    return [
        (row.category_code, categories.evidence_state(row.evidence, today()))
        for row in claims.current_claims(learner)
    ]


def _state() -> ListState:
    codes = [category.code for category in categories.declared_categories()]
    states = [*CLASS_STATE_FILTERS, IN_NO_CLASS]
    filters = {"class_state": states, "category": codes, "commune": None}
    state = list_state(sorts=learner_queries.SORTS, filters=filters)
    return replace(state, chips=_chips(state))


def _chips(state: ListState) -> list[Chip]:
    """Every state of classes; the categories that learners have; the commune that is set."""
    chips = [
        state.filter_chip("class_state", name, str(label))
        for name, label in CLASS_STATE_FILTERS.items()
    ]
    chips.append(state.filter_chip("class_state", IN_NO_CLASS, _("In no class")))
    counts = learner_queries.category_counts(today())
    common = sorted(counts, key=lambda code: (-counts[code], code))[:CHIPS_AT_MOST]
    chosen = state.filters.get("category")
    shown = common if chosen is None or chosen in common else [*common, chosen]
    chips += [
        state.filter_chip("category", code, category_name(code), counts.get(code)) for code in shown
    ]
    if commune_code := state.filters.get("commune"):
        commune = reference.commune(commune_code)
        label = commune.name if commune else commune_code
        chips.append(state.filter_chip("commune", commune_code, label))
    return chips


def _spreadsheet(state: ListState) -> ResponseReturnValue:
    """Numbers are masked for anyone who may not reveal them; for others the export is kept."""
    actor = current_actor()
    rows = queries.all_learner_rows(state)
    in_full = actor.may(Permission.LEARNER_REVEAL) and actor.institution_id is not None
    if in_full and actor.institution_id is not None:
        learners.record_export(actor, actor.institution_id, len(rows))
        rows = queries.all_learner_rows(state)
    headings = (
        _("Learner number"), _("Full name"), _("Date of birth"), _("Sex"), _("Citizen number"),
        _("Telephone"), _("Commune, ward"), _("Hamlet, house number"), _("Ethnic group"),
        _("Priority categories"), _("Class"),
    )  # fmt: skip
    return xlsx_response("nguoi-hoc", _("Learners"), headings, _cells(rows, in_full=in_full))


def _cells(rows: list[LearnerRow], *, in_full: bool) -> Iterator[tuple[Cell, ...]]:
    for row in rows:
        learner = row.learner
        yield (
            learner.learner_number,
            learner.full_name,
            show_birth_date(learner),
            label(learner.sex),
            _number(learner, in_full=in_full),
            learner.phone,
            learner.commune.name,
            learner.hamlet,
            learner.ethnic_group,
            "; ".join(category_name(claim.category_code) for claim in learner.categories),
            row.latest.class_code if row.latest else "",
        )


def _number(learner: Learner, *, in_full: bool) -> str:
    if in_full:
        return learner.citizen_number or ""
    return citizen_number.masked_tail(learner.citizen_number_tail)
