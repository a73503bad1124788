"""The page of a learner: who, how to reach, categories, classes, certificates, history."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from vocational.access.guards import current_actor, requires
from vocational.access.permissions import Permission
from vocational.assessment.messages import CLASSIFICATION_NAMES
from vocational.attendance.queries.rosters import recorded_states
from vocational.attendance.rules.standing import AttendanceState
from vocational.audit.pages import HistoryLine, history_lines
from vocational.classes.models import TrainingClass
from vocational.enrolment.models import Enrolment
from vocational.enrolment.queries import enrolments
from vocational.enrolment.rules.seats import EnrolmentState
from vocational.entitlements import queries as entitlements
from vocational.entitlements.models import EntitlementDecision
from vocational.learners import queries as learners
from vocational.learners.models import Learner, LearnerCategory
from vocational.learners.pages import PaperNote, paper_note
from vocational.learners.rules.categories import Evidence, category_of, paper_kind_of
from vocational.learners.rules.proof import ClassDays, best_evidence
from vocational.learners.services import claims
from vocational.portal.queries import learner_page as queries
from vocational.portal.queries.learner_page import CourseOutcome
from vocational.reference import queries as reference
from vocational.shared import citizen_number
from vocational.shared.clock import today


@dataclass(frozen=True)
class CategoryView:
    """A category with its paper, what it is worth today, and in each class not over.

    `classes` are codes of classes with what the best paper of the category is worth on their
    first day.
    """

    row: LearnerCategory
    name: str
    paper: str
    note: PaperNote
    classes: Sequence[tuple[str, PaperNote]]


@dataclass(frozen=True)
class EnrolmentView:
    """A class of the learner: what was attended, and the result."""

    row: Enrolment
    attendance: Sequence[AttendanceState]
    outcome: CourseOutcome | None

    @property
    def attended(self) -> int:
        """Count the sessions the learner came to, late ones too."""
        there = (AttendanceState.PRESENT, AttendanceState.LATE)
        return sum(state in there for state in self.attendance)

    @property
    def classification(self) -> str:
        """Name the classification; empty without one."""
        classification = self.outcome.classification if self.outcome else None
        return str(CLASSIFICATION_NAMES[classification]) if classification else ""


bp = Blueprint("learner_page", __name__)


@bp.get("/learners/<int:learner_id>")
@requires(Permission.LEARNER_VIEW)
def show(learner_id: int) -> ResponseReturnValue:
    """Show a learner; the citizen number is masked."""
    learner = learners.learner(learner_id)
    places = enrolments.enrolments_of_learner(learner_id)
    schooling = {level.code: level.name for level in reference.schooling_levels()}
    return render_template(
        "portal/learner_page.html",
        learner=learner,
        masked_number=citizen_number.masked_tail(learner.citizen_number_tail),
        schooling=schooling.get(learner.schooling_code, learner.schooling_code),
        categories=_categories(learner, places),
        places=_places(places),
        certificates=queries.certificates_of(learner_id),
        support=_support(places),
        history=_history(learner, places),
    )


def _categories(learner: Learner, places: Sequence[Enrolment]) -> list[CategoryView]:
    classes = [
        place.training_class
        for place in places
        if place.state is EnrolmentState.ENROLLED and queries.is_ahead(place.training_class)
    ]
    classes += queries.classes_applied_for(learner)
    return [_category(row, learner, classes) for row in claims.current_claims(learner)]


def _category(
    row: LearnerCategory, learner: Learner, classes: Sequence[TrainingClass]
) -> CategoryView:
    papers = claims.papers_of(learner, row.category_code)
    evidence = row.evidence
    category, kind = category_of(row.category_code), paper_kind_of(row.paper_kind)
    return CategoryView(
        row=row,
        name=category.name if category else row.category_code,
        paper=kind.name if kind else "",
        note=paper_note(evidence, today(), is_first_day=False),
        classes=[
            (training_class.code, _first_day(papers, training_class)) for training_class in classes
        ],
    )


def _first_day(papers: Sequence[Evidence], row: TrainingClass) -> PaperNote:
    days = ClassDays(row.starts_on, row.ends_on, row.starts_on)
    return paper_note(best_evidence(papers, days).evidence, row.starts_on, is_first_day=True)


def _places(rows: Sequence[Enrolment]) -> list[EnrolmentView]:
    ids = [row.id for row in rows]
    attendance = recorded_states(ids)
    outcomes = queries.outcomes_of(ids) if ids else {}
    return [EnrolmentView(row, attendance[row.id], outcomes.get(row.id)) for row in rows]


def _support(rows: Sequence[Enrolment]) -> list[tuple[Enrolment, EntitlementDecision]] | None:
    """What was decided in each class; who may not see support does not see it here either."""
    if not current_actor().may(Permission.SUPPORT_VIEW):
        return None
    decisions = entitlements.present_decisions(row.id for row in rows)
    return [(row, decisions[row.id]) for row in rows if row.id in decisions]


def _history(learner: Learner, places: Sequence[Enrolment]) -> list[HistoryLine] | None:
    """Who may not read the audit record does not see the history."""
    if not current_actor().may(Permission.AUDIT_VIEW):
        return None
    return history_lines(queries.records_of(learner, places))
