"""The registry book and the page of each certificate."""

from dataclasses import replace

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vocational.access.guards import current_actor, requires
from vocational.access.permissions import Permission
from vocational.audit.pages import history_lines
from vocational.audit.queries import history_of
from vocational.certificates.forms import ReissueForm, RevokeForm, SingleHandOverForm
from vocational.certificates.messages import KIND_NAMES, STATE_NAMES
from vocational.certificates.models import Certificate
from vocational.certificates.queries import book, issued
from vocational.certificates.services import changes
from vocational.certificates.services.files import file_stem
from vocational.certificates.states import CertificateKind, CertificateState
from vocational.certificates.views.addresses import public_address
from vocational.documents import storage
from vocational.shared.clock import today
from vocational.shared.errors import RuleViolation
from vocational.web.lists import ListState, list_state
from vocational.web.pdf_files import pdf_response
from vocational.web.spreadsheets import Cell, xlsx_response

bp = Blueprint("certificates", __name__, url_prefix="/certificates")

YEARS_SHOWN = 4


@bp.get("")
@requires(Permission.CERTIFICATE_VIEW)
def index() -> ResponseReturnValue:
    """Show the registry book over all classes."""
    state = _state()
    if request.args.get("format") == "xlsx":
        return _spreadsheet(state)
    return render_template("certificates/index.html", state=state, page=book.book(state))


@bp.get("/<int:certificate_id>")
@requires(Permission.CERTIFICATE_VIEW)
def show(certificate_id: int) -> ResponseReturnValue:
    """Show everything about one certificate, with its history."""
    row = issued.certificate(certificate_id)
    return render_template(
        "certificates/show.html",
        row=row,
        printed=row.printed,
        others=[
            version for version in issued.versions_of_entry(row.entry_id) if version.id != row.id
        ],
        history=history_lines(history_of("certificates", row.id)),
        is_held=row.state is CertificateState.ISSUED and row.handed_over_on is None,
    )


@bp.get("/<int:certificate_id>/pdf")
@requires(Permission.CERTIFICATE_VIEW)
def pdf(certificate_id: int) -> ResponseReturnValue:
    """Give the stored file, as it was made at issue; say so while it is still being made."""
    row = issued.certificate(certificate_id)
    if row.pdf_file is None:
        raise RuleViolation("certificates.no_files")
    return pdf_response(storage.read(row.pdf_file), file_stem(row.serial_number))


@bp.route("/<int:certificate_id>/hand-over", methods=["GET", "POST"])
@requires(Permission.CERTIFICATE_ISSUE)
def hand_over(certificate_id: int) -> ResponseReturnValue:
    """Record who received one certificate."""
    row = issued.certificate(certificate_id)
    form = SingleHandOverForm()
    if form.validate_on_submit():
        try:
            changes.hand_over(current_actor(), form.to_request(row.id, today()))
        except RuleViolation as violation:
            form.show(violation)
            row = issued.certificate(certificate_id)
        else:
            return _done(row, _("The hand-over is recorded."))
    elif not form.is_submitted():
        form.handed_over_on.data = today()
    return _form_page("certificates/hand_over.html", form, row)


@bp.route("/<int:certificate_id>/reissue", methods=["GET", "POST"])
@requires(Permission.CERTIFICATE_ISSUE)
def reissue(certificate_id: int) -> ResponseReturnValue:
    """Make a misprinted certificate again."""
    row = issued.certificate(certificate_id)
    form = ReissueForm()
    if row.state is CertificateState.REPLACED:
        return _done_before(row)
    if form.validate_on_submit():
        try:
            new = changes.reissue(
                current_actor(),
                row.id,
                form.reason.data or "",
                base_url=public_address(),
                today=today(),
            )
        except RuleViolation as violation:
            form.show(violation)
            row = issued.certificate(certificate_id)
            if row.state is CertificateState.REPLACED:
                return _done_before(row)
        else:
            said = _("Reissued with the serial number %(serial)s.", serial=new.serial_number)
            return _done(new, said)
    return _form_page("certificates/reissue.html", form, row)


@bp.route("/<int:certificate_id>/revoke", methods=["GET", "POST"])
@requires(Permission.CERTIFICATE_REVOKE)
def revoke(certificate_id: int) -> ResponseReturnValue:
    """Withdraw a certificate by a decision."""
    row = issued.certificate(certificate_id)
    form = RevokeForm()
    if row.state is CertificateState.REVOKED:
        return _done_before(row)
    if form.validate_on_submit():
        try:
            changes.revoke(current_actor(), form.to_request(row.id, today()))
        except RuleViolation as violation:
            form.show(violation)
            row = issued.certificate(certificate_id)
            if row.state is CertificateState.REVOKED:
                return _done_before(row)
        else:
            return _done(row, _("The certificate is revoked."))
    elif not form.is_submitted():
        form.revoked_on.data = today()
    return _form_page("certificates/revoke.html", form, row)


def _form_page(
    template: str, form: SingleHandOverForm | ReissueForm | RevokeForm, row: Certificate
) -> ResponseReturnValue:
    return render_template(template, form=form, row=row, printed=row.printed), form.status


def _done_before(row: Certificate) -> ResponseReturnValue:
    """Lead to what an earlier sending of the same form did: of a replaced one, to the new one."""
    if row.state is CertificateState.REPLACED:
        row = issued.versions_of_entry(row.entry_id)[-1]
        flash(_("It was reissued already: this is the certificate that replaced it."))
    else:
        flash(_("The certificate was revoked already."))
    return redirect(url_for("certificates.show", certificate_id=row.id))


def _done(row: Certificate, said: str) -> ResponseReturnValue:
    flash(said, "success")
    return redirect(url_for("certificates.show", certificate_id=row.id))


def _state() -> ListState:
    counts = book.book_counts()
    state = list_state(
        sorts=book.SORTS,
        filters={
            "state": [item.value for item in CertificateState],
            "kind": [item.value for item in CertificateKind],
            "year": [str(year) for year in counts.years],
            "waiting": ["yes"],
        },
        descending=True,
    )
    chips = [
        state.filter_chip("state", item.value, str(STATE_NAMES[item]), counts.by_state[item])
        for item in CertificateState
        if item in counts.by_state
    ]
    chips.append(state.filter_chip("waiting", "yes", _("Not handed over"), counts.not_handed_over))
    if len(counts.by_kind) > 1:
        chips += [
            state.filter_chip("kind", item.value, str(KIND_NAMES[item]), counts.by_kind[item])
            for item in CertificateKind
        ]
    if len(counts.years) > 1:
        shown = counts.years[:YEARS_SHOWN]
        chips += [state.filter_chip("year", str(year), str(year)) for year in shown]
    return replace(state, chips=chips)


def _spreadsheet(state: ListState) -> ResponseReturnValue:
    headings = (
        _("Registry number"), _("Serial number"), _("Full name"), _("Date of birth"),
        _("Occupation"), _("Period of training"), _("Result"), _("Class"), _("Day of issue"),
        _("State"), _("Handed over on"), _("Received by"),
    )  # fmt: skip
    rows = (_cells(row) for row in book.whole_book(state))
    return xlsx_response("so-cap-chung-chi", _("Certificate registry"), headings, rows)


def _cells(row: Certificate) -> tuple[Cell, ...]:
    printed = row.printed
    return (
        row.registry_number,
        row.serial_number,
        printed["holder_name"],
        printed["birth_date"],
        printed["occupation"],
        printed["training_period"],
        printed["result"],
        row.training_class.code,
        row.issued_on,
        str(STATE_NAMES[row.state]),
        row.handed_over_on,
        row.handed_over_to,
    )
