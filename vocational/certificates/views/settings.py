"""Settings of certificates: numbers, languages and form of each kind."""

from dataclasses import replace

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vocational.access.guards import current_actor, requires
from vocational.access.permissions import Permission
from vocational.certificates.forms import FirstNumberForm, SettingsForm
from vocational.certificates.messages import KIND_NAMES
from vocational.certificates.papers import samples
from vocational.certificates.services import first_numbers, plans
from vocational.certificates.services.candidates import PREVIEW_TOKEN, preview_numbers
from vocational.certificates.services.content import Numbers
from vocational.certificates.services.first_numbers import Book, BookOf
from vocational.certificates.services.numbering import Plan
from vocational.certificates.states import CertificateKind
from vocational.certificates.views.addresses import shown_address
from vocational.shared.clock import today
from vocational.shared.errors import RuleViolation
from vocational.web.pdf_files import pdf_response

EXAMPLE = 123

bp = Blueprint("certificate_settings", __name__, url_prefix="/settings/certificates")


@bp.get("")
@requires(Permission.INSTITUTION_EDIT)
def index() -> ResponseReturnValue:
    """Show how each kind of certificate is numbered and printed."""
    held = [plans.plan_for(kind, today()) for kind in CertificateKind]
    return render_template(
        "certificate_settings/index.html",
        plans=[(plan, preview_numbers(plan, today().year)) for plan in held],
    )


@bp.route("/<any(elementary, training):kind>", methods=["GET", "POST"])
@requires(Permission.INSTITUTION_EDIT)
def edit(kind: str) -> ResponseReturnValue:
    """Change one kind."""
    plan = _plan(kind)
    form = SettingsForm()
    if form.validate_on_submit():
        try:
            plans.settle(current_actor(), form.to_plan(plan.kind), today().year)
        except RuleViolation as violation:
            form.show(violation)
        else:
            flash(_("Saved. Certificates issued before stay as they are."), "success")
            return redirect(url_for("certificate_settings.index"))
    elif not form.is_submitted():
        form.show_plan(plan)
    return render_template(
        "certificate_settings/edit.html",
        form=form,
        plan=plan,
        numbers=preview_numbers(plan, today().year),
        examples=_examples(plan),
    ), form.status


@bp.route("/first-numbers", methods=["GET", "POST"])
@requires(Permission.INSTITUTION_EDIT)
def first_number() -> ResponseReturnValue:
    """Let a book go on from its paper book, before its first number here."""
    books = _books()
    form = FirstNumberForm()
    form.offer([(book.series, book_words(book)) for book in books if not book.is_used])
    if form.validate_on_submit():
        try:
            book = next((item for item in books if item.series == form.series.data), None)
            label = book_words(book) if book else ""
            first_numbers.begin_book(current_actor(), book, form.first.data or 0, label)
        except RuleViolation as violation:
            form.show(violation)
        else:
            flash(_("Saved. The next number of each book stands below."), "success")
            return redirect(url_for("certificate_settings.first_number"))
    lines = [(book_words(book), book) for book in books]
    return render_template(
        "certificate_settings/first_number.html", form=form, lines=lines
    ), form.status


@bp.get("/<any(elementary, training):kind>/preview.pdf")
@requires(Permission.INSTITUTION_EDIT)
def preview(kind: str) -> ResponseReturnValue:
    """Show a sheet with an invented learner, as settings stand."""
    plan = _plan(kind)
    issuer = plans.issuer_on(today(), shown_address())
    issuer = replace(issuer, demonstration=True)
    numbers = preview_numbers(plan, today().year)
    content = samples.sample_pdf(current_app.jinja_env, plan, issuer, numbers, today())
    return pdf_response(content, f"{plan.kind} mẫu")


def book_words(book: Book) -> str:
    """Name a book: what it numbers, of which kind of certificate, in which year."""
    kind = str(KIND_NAMES[book.kind]) if book.kind else ""
    if book.what is BookOf.DECISION:
        return str(_("Decisions, year %(year)s", year=str(book.year)))
    if book.what is BookOf.SERIAL:
        said = _("%(kind)s: serial number", kind=kind)
    else:
        said = _("%(kind)s: registry number", kind=kind)
    return f"{said}, {book.year}" if book.year else str(said)


def _examples(plan: Plan) -> Numbers:
    """Write number 123 of this year by the patterns that hold."""
    year = today().year
    return Numbers(
        plan.serial.written(EXAMPLE, year), plan.registry.written(EXAMPLE, year), PREVIEW_TOKEN
    )


def _books() -> list[Book]:
    """The books of this year, and those of the year before and after it that are their own."""
    year = today().year
    return first_numbers.books((year, year - 1, year + 1), today())


def _plan(kind: str) -> Plan:
    return plans.plan_for(CertificateKind(kind), today())
