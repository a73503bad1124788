"""The counter: one screen, one save."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vocational.access.guards import current_actor, requires
from vocational.access.permissions import Permission
from vocational.applications.forms.counter import CounterForm
from vocational.applications.models import Application
from vocational.applications.pages.support_preview import support_preview
from vocational.applications.queries import applications as queries
from vocational.applications.services import cards
from vocational.applications.services import counter as services
from vocational.applications.services.cards import CardFields
from vocational.applications.views.apply import receipt_address
from vocational.applications.views.cards import read_at, shown
from vocational.documents.qr import qr_code
from vocational.enrolment.models import Enrolment
from vocational.enrolment.queries import enrolments
from vocational.enrolment.queries import seats as seats_queries
from vocational.enrolment.queries.seats import ClassSeats
from vocational.enrolment.rules.routes import enrolment_route
from vocational.learners import queries as known
from vocational.learners.forms.papers import set_value
from vocational.learners.messages import REASON_NAMES
from vocational.learners.pages import PaperNote, paper_note
from vocational.learners.queries import PossibleMatch
from vocational.learners.rules import categories as learner_rules
from vocational.learners.rules.categories import Evidence
from vocational.learners.views import province_code
from vocational.shared import dates
from vocational.shared.clock import today
from vocational.shared.dates import BirthDate
from vocational.shared.errors import RuleViolation
from vocational.shared.form_tokens import new_token
from vocational.web import messages

bp = Blueprint("applications", __name__, url_prefix="/counter")


@dataclass(frozen=True)
class Found:
    """A learner on file who may be the person at the counter, with why and what was learnt."""

    likeness: PossibleMatch
    reasons: str
    places: Sequence[Enrolment]


@bp.route("", methods=["GET", "POST"])
@requires(Permission.ENROLMENT_EDIT)
def counter() -> ResponseReturnValue:
    """Take a person in; pressing Enter anywhere can read the card, never save."""
    form = CounterForm()
    if request.method == "GET":
        _begin(form)
        return _page(form)
    action, _colon, argument = request.form.get("action", "read").partition(":")
    if action == "save":
        return _save(form)
    if action == "same":
        _go_on_with(form, argument)
    elif action == "other":
        _reject(form, argument)
    else:
        card = _read(form)
        return _page(form, card=card)
    return _page(form)


@bp.post("/card")
@requires(Permission.ENROLMENT_EDIT)
def card() -> ResponseReturnValue:
    """Answer what a card says and who on file may be this person, while the form is filled in."""
    fields = cards.read_card(request.form.get("text", ""))
    name = fields.full_name or request.form.get("full_name", "")
    born = fields.birth_date or _birth_date(request.form.get("birth_date", ""))
    result = _found(fields.citizen_number, name, born, frozenset())
    return jsonify(
        fields=shown(fields),
        is_card=fields.is_card,
        warnings=[messages.sentence_of(warning) for warning in fields.warnings],
        read_at=read_at(fields),
        found=[{"id": item.likeness.learner.id, "reasons": item.reasons} for item in result],
        panel=render_template("applications/_found.html", found=result, known_id=None),
    )


@bp.post("/preview")
@requires(Permission.ENROLMENT_EDIT)
def preview() -> ResponseReturnValue:
    """Answer what the person would be due by what stands in the form; nothing is saved."""
    form = CounterForm()
    class_id = form.chosen_class_id
    chosen = seats_queries.class_with_seats(class_id) if class_id is not None else None
    due = support_preview(form, chosen, today())
    return jsonify(panel=render_template("applications/_due.html", due=due))


@bp.get("/paper")
@requires(Permission.ENROLMENT_EDIT)
def paper() -> ResponseReturnValue:
    """Answer what a paper is worth on the first day of the class, while it is filled in."""
    given = request.args
    evidence = Evidence(
        category_code=given.get("category", ""),
        paper_kind=given.get("kind", ""),
        paper_number=given.get("number", "").strip(),
        valid_from=_date(given.get("from", "")),
        valid_to=_date(given.get("to", "")),
        original_seen=given.get("seen") == "yes",
    )
    class_id = given.get("class", "")
    chosen = seats_queries.class_with_seats(int(class_id)) if _is_id(class_id) else None
    note = _note(evidence, chosen)
    return jsonify(mark=note.mark, text=note.text, last_day=_suggested_last_day(evidence))


@bp.get("/done/<int:enrolment_id>")
@requires(Permission.ENROLMENT_EDIT)
def done(enrolment_id: int) -> ResponseReturnValue:
    """Show what was saved, what to print, and the way to the next person."""
    enrolment = enrolments.enrolment(enrolment_id)
    seats = seats_queries.class_with_seats(enrolment.class_id)
    thumb = "yes" if request.args.get("thumb") == "yes" else None
    return render_template("applications/done.html", enrolment=enrolment, seats=seats, thumb=thumb)


@bp.get("/applied/<int:application_id>")
@requires(Permission.ENROLMENT_EDIT)
def applied(application_id: int) -> ResponseReturnValue:
    """Show the receipt of an application taken at the counter, to be printed."""
    row = queries.application(application_id)
    address = receipt_address(row.receipt_code)
    return render_template(
        "applications/applied.html",
        row=row,
        code_drawn=qr_code(address),
        shown_address=address.split("://", 1)[-1],
    )


def _after(made: Enrolment | Application, *, cannot_read: bool) -> str:
    """Lead to what is printed; the record of a learner does not keep who cannot read."""
    if isinstance(made, Application):
        return url_for("applications.applied", application_id=made.id)
    thumb = "yes" if cannot_read else None
    return url_for("applications.done", enrolment_id=made.id, thumb=thumb)


def _begin(form: CounterForm) -> None:
    """Begin with an empty form, or with a class (`?class=`) or a record on file (`?learner=`)."""
    _go_on_with(form, request.args.get("learner", ""))
    set_value(form.form_token, new_token())
    wanted = request.args.get("class", "")
    if _is_id(wanted):
        set_value(form.class_id, wanted)


def _save(form: CounterForm) -> ResponseReturnValue:
    set_value(form.citizen_number, cards.number_in(form.citizen_number.data or ""))
    form.keeps_number, form.on = form.known_id is not None, today()
    if form.validate():
        try:
            made = services.register(current_actor(), form.to_registration(today()))
        except RuleViolation as violation:
            form.show(violation)
        else:
            return redirect(_after(made, cannot_read=form.cannot_read.data))
    return _page(form, status=422)


def _read(form: CounterForm) -> CardFields:
    fields = cards.read_card(form.citizen_number.data or "")
    form.fill_from_card(fields)
    return fields


def _go_on_with(form: CounterForm, learner_id: str) -> None:
    if _is_id(learner_id):
        form.go_on_with(known.learner(int(learner_id)))


def _reject(form: CounterForm, learner_id: str) -> None:
    if not _is_id(learner_id):
        return
    number = form.citizen_number.data or ""
    holders = [item for item in _found(number, "", None, frozenset()) if item.likeness.is_certain]
    if int(learner_id) in {holder.likeness.learner.id for holder in holders}:
        set_value(form.citizen_number, "")
    form.reject(frozenset({int(learner_id)}))


def _page(
    form: CounterForm, *, status: int = 200, card: CardFields | None = None
) -> ResponseReturnValue:
    classes = _classes()
    chosen = next(
        (training_class for training_class in classes if training_class.id == form.chosen_class_id),
        None,
    )
    result = _found_of(form) if request.method == "POST" or form.known_id else []
    page = render_template(
        "applications/counter.html",
        form=form,
        classes=classes,
        chosen=chosen,
        found=result,
        notes={paper.category.code: _note(paper.claim.evidence, chosen) for paper in form.papers},
        warnings=[messages.sentence_of(warning) for warning in card.warnings] if card else [],
        read_at=read_at(card) if card else "",
        province_code=province_code(),
        person_number=enrolments.enrolled_on_day(today()) + 1,
        due=support_preview(form, chosen, today()),
    )
    return page, status


def _classes() -> list[ClassSeats]:
    """Classes that take learners; what cannot be chosen stands last and says why."""
    offered = seats_queries.open_classes_with_seats(today())
    return sorted(offered, key=lambda item: not enrolment_route(item.window, today()).is_open)


def _found_of(form: CounterForm) -> list[Found]:
    """The record that is gone on with stays in sight, also when name and number differ now."""
    number = cards.number_in(form.citizen_number.data or "")
    name, born = form.full_name.data or "", form.birth_date.data
    if form.known_id is not None:
        learner = known.learner(form.known_id)
        return _with_places([PossibleMatch(learner, known.reasons(learner, number, name, born))])
    return _found(number, name, born, form.rejected_ids)


def _found(
    number: str | None, name: str, born: BirthDate | None, rejected: frozenset[int]
) -> list[Found]:
    likenesses = known.possible_matches(
        citizen_number="".join((number or "").split()), full_name=name, birth_date=born
    )
    kept = [
        likeness
        for likeness in likenesses
        if likeness.is_certain or likeness.learner.id not in rejected
    ]
    return _with_places(kept)


def _with_places(likenesses: Sequence[PossibleMatch]) -> list[Found]:
    held = enrolments.enrolments_of_learners(likeness.learner.id for likeness in likenesses)
    return [
        Found(
            likeness=likeness,
            reasons="; ".join(str(REASON_NAMES[reason]) for reason in likeness.reasons),
            places=held[likeness.learner.id],
        )
        for likeness in likenesses
    ]


def _suggested_last_day(evidence: Evidence) -> str:
    kind = learner_rules.paper_kind_of(evidence.paper_kind)
    if kind is None or evidence.valid_from is None:
        return ""
    last_day = learner_rules.suggested_last_day(kind, evidence.valid_from)
    return dates.format_date(last_day) if last_day else ""


def _note(evidence: Evidence, chosen: ClassSeats | None) -> PaperNote:
    on = chosen.offer.starts_on if chosen else today()
    return paper_note(evidence, on, is_first_day=chosen is not None)


def _birth_date(text: str) -> BirthDate | None:
    try:
        return dates.parse_birth_date(text)
    except RuleViolation:
        return None


def _date(text: str) -> date | None:
    try:
        return dates.parse_date(text)
    except RuleViolation:
        return None


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 15
