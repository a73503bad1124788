"""Papers of a whole class, and acts on the learners that were selected."""

import json

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vocational.access.guards import current_actor, requires
from vocational.access.permissions import Permission
from vocational.classes import queries as classes
from vocational.documents import pdf
from vocational.enrolment import printing as cards
from vocational.enrolment.printing import PaperContext
from vocational.institutions import papers
from vocational.institutions import queries as institutions
from vocational.portal import printing, services
from vocational.portal.printing import ListContext
from vocational.portal.queries import class_list as queries
from vocational.portal.queries.openings import has_opening
from vocational.reference import queries as reference
from vocational.shared.clock import today
from vocational.web.numbers import read_wholes
from vocational.web.pdf_files import pdf_response

MOST_SELECTED = 200


@requires(Permission.LEARNER_REVEAL)
def class_list(code: str) -> ResponseReturnValue:
    """Print the list of a class with citizen numbers; who printed it is kept."""
    actor = current_actor()
    found = services.list_for_print(actor, classes.class_by_code(code).id)
    row = classes.class_by_code(code)
    context = ListContext(
        letterhead=papers.letterhead_on(today()),
        place_and_date=papers.place_and_date(today()),
        head=papers.head_signature(today()),
        schooling={level.code: level.name for level in reference.schooling_levels()},
        prepared_by=actor.name,
    )
    paper = printing.class_list_of(row, found, context)
    html = render_template("classes/pdf/class_list.html", **vars(paper))
    return pdf_response(pdf.render(html), f"danh-sach-{row.code}")


@requires(Permission.LEARNER_REVEAL)
def opening_decision(code: str) -> ResponseReturnValue:
    """Print the opening decision with its list, as it was made; who printed it is kept."""
    class_id = classes.class_by_code(code).id
    if not has_opening(class_id):
        flash(_("No opening decision of this class was made here yet."), "warning")
        return redirect(url_for("portal.class_page", code=code))
    found = services.opening_for_print(current_actor(), class_id)
    html = render_template(
        "classes/pdf/opening_decision.html", learners=json.loads(found.learners), **found.printed
    )
    made = pdf.render(html, made_at=found.entered_at)
    return pdf_response(made, f"quyet-dinh-mo-lop-{code}")


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
    printed = [cards.learner_card_of(one, context) for one in chosen]
    html = render_template("enrolment/pdf/learner_card.html", cards=printed)
    return pdf_response(pdf.render(html), f"the-hoc-vien-{row.code}")


@requires(Permission.ENROLMENT_EDIT)
def withdraw(code: str) -> ResponseReturnValue:
    """Go to the withdrawal of the one learner that was selected."""
    row = classes.class_by_code(code)
    selected = queries.enrolments_with_learners(row.id, _selected())
    if len(selected) == 1:
        return redirect(url_for("enrolment.withdraw", enrolment_id=selected[0].id))
    flash(_("Select one learner: a withdrawal has its own day and reason."), "warning")
    return redirect(url_for("portal.class_page", code=code))


def _selected() -> list[int]:
    return read_wholes(request.form.getlist("ids")[:MOST_SELECTED])


def _nobody(code: str) -> ResponseReturnValue:
    flash(_("Select learners first."), "warning")
    return redirect(url_for("portal.class_page", code=code))
