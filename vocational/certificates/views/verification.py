"""The public check of certificates, by the code on the paper or by serial number."""

import re
from datetime import timedelta

from flask import Blueprint, flash, make_response, render_template, request
from flask.typing import ResponseReturnValue

from vocational.access.guards import public
from vocational.accounts.rules import Limit
from vocational.accounts.services import throttle
from vocational.certificates.models import Certificate
from vocational.certificates.queries import issued as queries
from vocational.certificates.queries.issued import Found
from vocational.certificates.rules import numbers
from vocational.certificates.states import CertificateState
from vocational.shared.clock import now_utc
from vocational.shared.errors import RuleViolation
from vocational.web import messages

bp = Blueprint("verification", __name__, url_prefix="/verify")

_REASON = "anyone who holds a certificate may check it"
LONGEST_NUMBER = 60
_TOKEN = re.compile(r"[A-Za-z0-9_-]{16,40}")
SERIAL_LOOK_UPS = Limit("verify.serial", 40, timedelta(minutes=15))


@bp.get("")
@public(_REASON)
def index() -> ResponseReturnValue:
    """Ask for a serial number, or say what stands behind the one given.

    A serial number can be guessed from another one: it shows less than the code on the paper,
    and only so many can be asked for from one address.
    """
    number = " ".join(request.args.get("serial", "").split())[:LONGEST_NUMBER]
    if not number:
        return render_template("verification/index.html", number="")
    try:
        throttle.attempt(SERIAL_LOOK_UPS, request.remote_addr or "", now_utc())
    except RuleViolation as violation:
        flash(messages.sentence_of(violation), "error")
        return render_template("verification/index.html", number=number), 429
    return _answer(queries.found_by_serial(number), number=number, is_whole=False)


@bp.get("/<token>")
@public(_REASON)
def show(token: str) -> ResponseReturnValue:
    """Say what was issued under the code on the paper, and whether it is in force."""
    result = queries.found_by_token(token) if _TOKEN.fullmatch(token) else None
    return _answer(result, number="", is_whole=True)


def _answer(result: Found | None, *, number: str, is_whole: bool) -> ResponseReturnValue:
    status = 200 if result else 404
    row = result.certificate if result else None
    page = render_template(
        "verification/show.html",
        row=row,
        printed=row.printed if row else {},
        verdict=_verdict(row),
        owner=result.institution if result else None,
        is_whole=is_whole,
        holder=_holder(row, is_whole),
        number=number,
        now=now_utc(),
    )
    answer = make_response(page, status)
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _verdict(row: Certificate | None) -> str:
    if row is None:
        return "unknown"
    if row.state is CertificateState.ISSUED:
        return "specimen" if row.is_specimen else "valid"
    return row.state.value


def _holder(row: Certificate | None, is_whole: bool) -> str:
    if row is None or row.state is not CertificateState.ISSUED:
        return ""
    name = str(row.printed["holder_name"])
    return name if is_whole else numbers.abbreviated(name)
