"""The one search: learners, classes, certificates; what can only be one opens at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vocational.access.actor import Actor
from vocational.access.guards import current_actor, requires
from vocational.access.permissions import Permission
from vocational.access.roles import PermissionScope
from vocational.certificates.models import Certificate
from vocational.certificates.queries import book as certificates
from vocational.class_progress.pages.header import SEARCHERS
from vocational.classes import queries as classes
from vocational.classes.models import TrainingClass
from vocational.learners import queries as learners
from vocational.learners.models import Learner
from vocational.shared.citizen_number import is_well_formed
from vocational.shared.clock import today
from vocational.shared.paging import ListRequest, Page

SHOWN = 10
LONGEST_QUERY = 100
NOBODY: Page[Learner] = Page((), 0, 1, SHOWN)
NO_CERTIFICATE: Page[Certificate] = Page((), 0, 1, SHOWN)
NO_CLASS: Page[TrainingClass] = Page((), 0, 1, SHOWN)


@dataclass(frozen=True)
class Found:
    """What a search found of each kind: the first rows, and how many there are."""

    learners: Page[Learner] = NOBODY
    classes: Page[TrainingClass] = NO_CLASS
    certificates: Page[Certificate] = NO_CERTIFICATE

    @property
    def total(self) -> int:
        """Count everything found."""
        return self.learners.total + self.classes.total + self.certificates.total


bp = Blueprint("search", __name__)


@bp.get("/search")
@requires(*SEARCHERS)
def index() -> ResponseReturnValue:
    """Find by name, citizen number, telephone, class code, serial number."""
    query = request.args.get("q", "").strip()[:LONGEST_QUERY]
    result = _found(query, current_actor()) if query else Found()
    exact = _exact(query, result)
    if exact is not None:
        return redirect(exact)
    return render_template("portal/search.html", query=query, found=result, shown=SHOWN)


def _found(query: str, actor: Actor) -> Found:
    asked = ListRequest(query=query, per_page=SHOWN)
    latest = ListRequest(query=query, per_page=SHOWN, sort="starts_on", descending=True)
    reach = actor.scope_of(Permission.CLASS_VIEW)
    own = None if reach is PermissionScope.ALL else actor.user_id
    sees_learners = actor.may(Permission.LEARNER_VIEW)
    sees_certificates = actor.may(Permission.CERTIFICATE_VIEW)
    return Found(
        learners=learners.learners(asked) if sees_learners else NOBODY,
        classes=classes.classes(latest, today(), own) if reach else NO_CLASS,
        certificates=certificates.book(asked) if sees_certificates else NO_CERTIFICATE,
    )


def _exact(query: str, result: Found) -> str | None:
    """Give the page of the one thing that a code or number names in full."""
    for row in result.classes.rows:
        if row.code == query.upper():
            return url_for("class_list.show", code=row.code)
    if is_well_formed(query) and result.learners.total == 1:
        return url_for("learner_page.show", learner_id=result.learners.rows[0].id)
    return _of_number(query, result.learners.rows, result.certificates.rows)


def _of_number(query: str, people: Sequence[Learner], issued: Sequence[Certificate]) -> str | None:
    for row in issued:
        if row.serial_number.upper() == query.upper():
            return url_for("certificates.show", certificate_id=row.id)
    for person in people:
        if person.learner_number == query.upper():
            return url_for("learner_page.show", learner_id=person.id)
    return None
