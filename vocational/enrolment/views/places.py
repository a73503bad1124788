"""Papers of an enrolment, withdrawal, and moving between practice groups."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from vocational.access.guards import current_actor, requires
from vocational.access.permissions import Permission
from vocational.documents import pdf
from vocational.enrolment import papers
from vocational.enrolment.forms import TransferForm, WithdrawalForm
from vocational.enrolment.messages import EntryNote, route_note
from vocational.enrolment.models import Enrolment
from vocational.enrolment.papers import PaperContext
from vocational.enrolment.queries import enrolments
from vocational.enrolment.queries import seats as seats_queries
from vocational.enrolment.queries.seats import ClassSeats
from vocational.enrolment.services import enrolments as services
from vocational.institutions import queries as institutions
from vocational.learners.services import learners
from vocational.reference import queries as reference
from vocational.shared import citizen_number
from vocational.shared.clock import today
from vocational.shared.errors import RuleViolation
from vocational.web.numbers import read_whole, read_wholes
from vocational.web.pdf_files import pdf_response

bp = Blueprint("enrolment", __name__, url_prefix="/enrolments")


@bp.app_template_filter("route_note")
def note_of_entry(seats: ClassSeats) -> EntryNote:
    """Say how a class is entered today, or why it cannot be chosen."""
    return route_note(seats.window, today())


@bp.get("/<int:enrolment_id>/application.pdf")
@requires(Permission.LEARNER_VIEW)
def application(enrolment_id: int) -> ResponseReturnValue:
    """Print the application; its citizen number is shown to anyone who may reveal it, on record.

    `?thumb=yes`: it is signed by thumb print before a witness.
    """
    enrolment = enrolments.enrolment(enrolment_id)
    number = _citizen_number(enrolment)
    enrolment = enrolments.enrolment(enrolment_id)
    cannot_read = request.args.get("thumb") == "yes"
    context = _context(number, enrolment)
    paper = papers.application_of(enrolment, context, cannot_read=cannot_read)
    html = render_template("enrolment/pdf/application.html", **vars(paper))
    return pdf_response(pdf.render(html), f"don-dang-ky-{enrolment.learner.learner_number}")


@bp.get("/<int:enrolment_id>/learner-card.pdf")
@requires(Permission.LEARNER_VIEW)
def learner_card(enrolment_id: int) -> ResponseReturnValue:
    """Print the learner card of one learner."""
    enrolment = enrolments.enrolment(enrolment_id)
    card = papers.learner_card_of(enrolment, _context("", enrolment))
    html = render_template("enrolment/pdf/learner_card.html", cards=[card])
    return pdf_response(pdf.render(html), f"the-hoc-vien-{enrolment.learner.learner_number}")


@bp.route("/<int:enrolment_id>/withdraw", methods=["GET", "POST"])
@requires(Permission.ENROLMENT_EDIT)
def withdraw(enrolment_id: int) -> ResponseReturnValue:
    """Let a learner leave a class, with day and reason."""
    enrolment = enrolments.enrolment(enrolment_id)
    form = WithdrawalForm()
    if form.validate_on_submit():
        try:
            services.withdraw(current_actor(), form.to_request(enrolment_id), today())
        except RuleViolation as violation:
            form.show(violation)
            enrolment = enrolments.enrolment(enrolment_id)
        else:
            name = enrolment.learner.full_name
            flash(_("%(name)s has left the class. The seat is free.", name=name), "success")
            return _to_class(enrolment.training_class.code)
    elif not form.is_submitted():
        form.withdrawn_on.data = today()
    page = render_template("enrolment/withdraw.html", form=form, enrolment=enrolment)
    return page, form.status


@bp.route("/<int:enrolment_id>/transfer", methods=["GET", "POST"])
@requires(Permission.ENROLMENT_EDIT)
def transfer(enrolment_id: int) -> ResponseReturnValue:
    """Move a learner into another class."""
    enrolment = enrolments.enrolment(enrolment_id)
    form = TransferForm()
    if form.validate_on_submit():
        try:
            made = services.transfer(current_actor(), form.to_request(enrolment_id, today()))
        except RuleViolation as violation:
            form.show(violation)
            enrolment = enrolments.enrolment(enrolment_id)
        else:
            flash(_("Moved. The seat in the former class is free."), "success")
            return _to_class(enrolments.enrolment(made.id).training_class.code)
    offered = seats_queries.open_classes_with_seats(today())
    classes = [item for item in offered if item.offer.left and item.id != enrolment.class_id]
    chosen = next(
        (training_class for training_class in classes if training_class.id == form.chosen_class_id),
        None,
    )
    page = render_template(
        "enrolment/transfer.html", form=form, enrolment=enrolment, classes=classes, chosen=chosen
    )
    return page, form.status


@bp.post("/move")
@requires(Permission.ENROLMENT_EDIT)
def move() -> ResponseReturnValue:
    """Move the selected learners (`ids`) of a class (`class_id`) to a practice group (`group`)."""
    given = request.form
    class_id, group = read_whole(given.get("class_id")) or 0, read_whole(given.get("group")) or 0
    ids = read_wholes(given.getlist("ids"))
    moved = services.move_to_group(current_actor(), class_id, ids[:500], group)
    seats = seats_queries.class_with_seats(class_id)
    flash(
        ngettext("%(num)d learner moved.", "%(num)d learners moved.", moved),
        "success" if moved else "warning",
    )
    return _to_class(seats.code if seats else None)


def _to_class(code: str | None) -> ResponseReturnValue:
    if code is None:
        return redirect(url_for("classes.index"))
    return redirect(url_for("class_list.show", code=code))


def _citizen_number(enrolment: Enrolment) -> str:
    learner = enrolment.learner
    if not learner.citizen_number_tail:
        return ""
    actor = current_actor()
    if actor.may(Permission.LEARNER_REVEAL):
        return learners.reveal_citizen_number(actor, learner.id)
    return citizen_number.masked_tail(learner.citizen_number_tail)


def _context(number: str, enrolment: Enrolment) -> PaperContext:
    code = enrolment.learner.schooling_code
    levels = {level.code: level.name for level in reference.schooling_levels()}
    return PaperContext(
        institution=institutions.name_on(today()),
        place_name=institutions.institution(enrolment.institution_id).place_name,
        schooling=levels.get(code, code),
        citizen_number=number,
        printed_on=today(),
    )
