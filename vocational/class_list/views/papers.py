"""Papers of a whole class, and acts on the learners that were selected."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vocational.access.guards import current_actor, requires
from vocational.access.permissions import Permission
from vocational.class_list import papers as printing
from vocational.class_list import queries
from vocational.class_list.papers import ListContext
from vocational.class_list.services import list_for_print
from vocational.classes import queries as classes
from vocational.documents import pdf
from vocational.enrolment import papers as cards
from vocational.enrolment.papers import PaperContext
from vocational.institutions import papers
from vocational.institutions import queries as institutions
from vocational.reference import queries as reference
from vocational.shared.clock import today
from vocational.web.numbers import read_wholes
from vocational.web.pdf_files import pdf_response

bp = Blueprint("class_papers", __name__)

MOST_SELECTED = 200


@bp.get("/classes/<code>/list.pdf")
@requires(Permission.LEARNER_REVEAL)
def printed(code: str) -> ResponseReturnValue:
    """Print the list of a class with citizen numbers; who printed it is kept."""
    actor = current_actor()
    for_print = list_for_print(actor, classes.class_by_code(code).id)
    row = classes.class_by_code(code)
    context = ListContext(
        letterhead=papers.letterhead_on(today()),
        place_and_date=papers.place_and_date(today()),
        head=papers.head_signature(today()),
        schooling={level.code: level.name for level in reference.schooling_levels()},
        prepared_by=actor.name,
    )
    paper = printing.class_list_of(row, for_print, context)
    html = render_template("class_list/pdf/class_list.html", **vars(paper))
    return pdf_response(pdf.render(html), f"danh-sach-{row.code}")


@bp.post("/classes/<code>/learner-cards")
@requires(Permission.LEARNER_VIEW)
def learner_cards(code: str) -> ResponseReturnValue:
    """Print the cards of the selected learners (`ids` of enrolments)."""
    row = classes.class_by_code(code)
    chosen = queries.enrolments_with_learners(row.id, _selected())
    if not chosen:
        return _nobody(code)
    context = PaperContext(
        institution=institutions.name_on(today()),
        place_name="",
        schooling="",
        citizen_number="",
        printed_on=today(),
    )
    printed = [cards.learner_card_of(item, context) for item in chosen]
    html = render_template("enrolment/pdf/learner_card.html", cards=printed)
    return pdf_response(pdf.render(html), f"the-hoc-vien-{row.code}")


@bp.post("/classes/<code>/withdraw")
@requires(Permission.ENROLMENT_EDIT)
def withdraw(code: str) -> ResponseReturnValue:
    """Go to the withdrawal of the one learner that was selected."""
    row = classes.class_by_code(code)
    selected = queries.enrolments_with_learners(row.id, _selected())
    if len(selected) == 1:
        return redirect(url_for("enrolment.withdraw", enrolment_id=selected[0].id))
    flash(_("Select one learner: a withdrawal has its own day and reason."), "warning")
    return redirect(url_for("class_list.show", code=code))


def _selected() -> list[int]:
    return read_wholes(request.form.getlist("ids")[:MOST_SELECTED])


def _nobody(code: str) -> ResponseReturnValue:
    flash(_("Select learners first."), "warning")
    return redirect(url_for("class_list.show", code=code))
