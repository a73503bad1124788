"""The certificates of one class: who can be given one, issue, print, hand over."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import replace

from flask import (
    Blueprint,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from vocational.access.guards import current_actor, requires
from vocational.access.permissions import Permission
from vocational.audit import pages
from vocational.certificates.forms import HandOverForm, IssueForm
from vocational.certificates.models import Certificate
from vocational.certificates.pages import ineligible_groups, with_name
from vocational.certificates.papers import class_papers
from vocational.certificates.papers.pdf import CertificateSheet, render_certificate
from vocational.certificates.queries import of_class as queries
from vocational.certificates.rules.designs.registry import current_design
from vocational.certificates.rules.numbers import RevocationGround
from vocational.certificates.services import files, plans
from vocational.certificates.services.candidates import (
    IssuePreview,
    issue_preview,
    preview_numbers,
)
from vocational.certificates.services.changes import HandOver, hand_over
from vocational.certificates.services.content import fields_of
from vocational.certificates.services.issue import issue_certificates
from vocational.certificates.views.addresses import public_address, shown_address
from vocational.classes import queries as classes
from vocational.documents import assembly
from vocational.institutions import queries as institutions
from vocational.jobs.models import Job
from vocational.shared.clock import today
from vocational.shared.errors import RuleViolation
from vocational.web import messages
from vocational.web.headers import SHOWN_WITHIN_OWN_PAGES, SHOWS_OWN_PAPERS
from vocational.web.labels import label
from vocational.web.pdf_files import pdf_response

bp = Blueprint("class_certificates", __name__, url_prefix="/classes/<code>/certificates")


pages.name_codes("revocation_ground", lambda code: label(RevocationGround(code)))


@bp.get("")
@requires(Permission.CERTIFICATE_VIEW)
def index(code: str) -> ResponseReturnValue:
    """Show who can be given a certificate, who cannot and why, and what was issued."""
    class_id = queries.class_id_of(code)
    issued = queries.certificates_of_class(class_id)
    try:
        result = issue_preview(class_id, today(), shown_address())
    except RuleViolation as violation:
        return _unready(code, violation)
    return render_template(
        "class_certificates/index.html",
        code=code,
        training_class=classes.class_by_code(code),
        found=result,
        ineligible_groups=ineligible_groups(result),
        issued=issued,
        in_force=files.in_force(issued),
        missing=sum(1 for row in issued if row.pdf_file_id is None),
        job=_job_at_work(issued),
        stopped=files.has_failed(issued),
        base_url=public_address(),
        waiting=[row for row in files.in_force(issued) if row.handed_over_on is None],
    )


@bp.get("/preview.pdf")
@requires(Permission.CERTIFICATE_VIEW)
def preview(code: str) -> ResponseReturnValue:
    """Show one real certificate before issue, with the mark MẪU."""
    result = issue_preview(queries.class_id_of(code), today(), shown_address())
    entry_id = request.args.get("entry", type=int)
    chosen = [item for item in result.eligible if item.entry and entry_id in (None, item.entry.id)]
    if not chosen or chosen[0].entry is None:
        raise RuleViolation("certificates.nothing_to_issue")
    fields = fields_of(
        chosen[0].entry,
        result.training_class,
        issuer=plans.issuer_on(today(), shown_address()),
        plan=result.plan,
        numbers=preview_numbers(result.plan, today().year),
        issued_on=today(),
    )
    design = current_design(result.plan.kind, bilingual=result.plan.bilingual)
    sheet = CertificateSheet(replace(fields, specimen=True))
    content = render_certificate(current_app.jinja_env, design, sheet)
    answer = pdf_response(content, f"{code} mẫu")
    answer.headers["Content-Security-Policy"] = SHOWN_WITHIN_OWN_PAGES
    return answer


@bp.route("/issue", methods=["GET", "POST"])
@requires(Permission.CERTIFICATE_ISSUE)
def issue(code: str) -> ResponseReturnValue:
    """Say what cannot be undone, then issue."""
    class_id = queries.class_id_of(code)
    form = IssueForm()
    form.offer(institutions.signatories_on(today()))
    if form.validate_on_submit():
        try:
            request_ = form.to_request(class_id, public_address(), today())
            issued = issue_certificates(current_actor(), request_)
        except RuleViolation as violation:
            form.show(with_name(violation))
        else:
            return _issued(code, len(issued))
    result = issue_preview(class_id, today(), shown_address())
    if not form.is_submitted():
        form.begin(today(), [item.entry.id for item in result.eligible if item.entry])
    headers = {"Content-Security-Policy": SHOWS_OWN_PAPERS}
    return _issue_page(code, form, result), form.status, headers


@bp.post("/files")
@requires(Permission.CERTIFICATE_ISSUE)
def make_files(code: str) -> ResponseReturnValue:
    """Make the files again that a stopped job left unmade."""
    files.make_missing_files(current_actor(), queries.class_id_of(code))
    return redirect(url_for("class_certificates.index", code=code))


@bp.get("/print.pdf")
@requires(Permission.CERTIFICATE_VIEW)
def print_file(code: str) -> ResponseReturnValue:
    """Give all certificates in force as one file to print, in the order of the registry."""
    class_files = files.class_files(queries.class_id_of(code))
    if not class_files:
        raise RuleViolation("certificates.no_files")
    return pdf_response(assembly.joined(list(class_files.values())), code)


@bp.get("/files.zip")
@requires(Permission.CERTIFICATE_VIEW)
def single_files(code: str) -> ResponseReturnValue:
    """Give all certificates in force as single files, named by serial number."""
    class_files = files.class_files(queries.class_id_of(code))
    if not class_files:
        raise RuleViolation("certificates.no_files")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for stem, content in class_files.items():
            archive.writestr(f"{stem}.pdf", content)
    packed.seek(0)
    return send_file(packed, "application/zip", as_attachment=True, download_name=f"{code}.zip")


@bp.get("/registry.pdf")
@requires(Permission.CERTIFICATE_VIEW)
def registry_pages(code: str) -> ResponseReturnValue:
    """Print the class's pages of the registry."""
    content = class_papers.registry_pdf(current_app.jinja_env, _papers(code), today())
    return pdf_response(content, f"{code} sổ cấp")


@bp.get("/hand-over.pdf")
@requires(Permission.CERTIFICATE_VIEW)
def hand_over_list(code: str) -> ResponseReturnValue:
    """Print the list on which the holders sign."""
    content = class_papers.hand_over_pdf(current_app.jinja_env, _papers(code), today())
    return pdf_response(content, f"{code} ký nhận")


@bp.route("/hand-over", methods=["GET", "POST"])
@requires(Permission.CERTIFICATE_ISSUE)
def hand_over_all(code: str) -> ResponseReturnValue:
    """Record that every certificate still here was handed over to its holder."""
    waiting = [
        row
        for row in files.in_force(queries.certificates_of_class(queries.class_id_of(code)))
        if row.handed_over_on is None
    ]
    form = HandOverForm()
    if form.validate_on_submit():
        ids = tuple(row.id for row in waiting)
        try:
            count = hand_over(current_actor(), HandOver(ids, form.handed_over_on.data, today()))
        except RuleViolation as violation:
            form.show(violation)
        else:
            flash(_handed_over(count), "success")
            return redirect(url_for("class_certificates.index", code=code))
    elif not form.is_submitted():
        form.handed_over_on.data = today()
    return render_template(
        "class_certificates/hand_over.html", code=code, form=form, waiting=waiting
    ), form.status


def _handed_over(count: int) -> str:
    return str(ngettext("%(num)d hand-over recorded.", "%(num)d hand-overs recorded.", count))


def _issued(code: str, count: int) -> ResponseReturnValue:
    if count:
        said = ngettext("%(num)d certificate issued.", "%(num)d certificates issued.", count)
        flash(said, "success")
    else:
        flash(_("These certificates had been issued already. Nothing was issued twice."))
    return redirect(url_for("class_certificates.index", code=code))


def _issue_page(code: str, form: IssueForm, result: IssuePreview) -> str:
    return render_template(
        "class_certificates/issue.html",
        code=code,
        training_class=result.training_class,
        form=form,
        count=len(form.entry_ids()),
        first=preview_numbers(result.plan, today().year),
        found=result,
    )


def _unready(code: str, violation: RuleViolation) -> str:
    return render_template(
        "class_certificates/unready.html",
        training_class=classes.class_by_code(code),
        reason=messages.sentence_of(violation),
    )


def _job_at_work(rows: Sequence[Certificate]) -> Job | None:
    at_work = [
        row.render_job
        for row in rows
        if row.pdf_file_id is None and row.render_job is not None and not row.render_job.is_over
    ]
    return at_work[-1] if at_work else None


def _papers(code: str) -> class_papers.ClassPapers:
    class_id = queries.class_id_of(code)
    rows = queries.certificates_of_class(class_id)
    if not rows:
        raise RuleViolation("certificates.nothing_issued")
    entries = {entry.id: entry for entry in queries.listed_entries(class_id)}
    used = {row.entry_id for row in rows}
    return class_papers.ClassPapers(
        queries.class_with_course(class_id),
        rows,
        {key: entry for key, entry in entries.items() if key in used},
    )
