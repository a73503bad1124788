"""The marks of a class in one module: one page, one save."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vocational.access.guards import current_actor, requires
from vocational.access.permissions import Permission
from vocational.assessment.forms import MarksForm, TypedMarks
from vocational.assessment.messages import sitting_sentence, weights_sentence
from vocational.assessment.models import AssessmentMark, ModuleResult
from vocational.assessment.queries import marks as queries
from vocational.assessment.queries import recognition
from vocational.assessment.rules import results as rules
from vocational.assessment.rules.marking import MOST_TESTS, LearnerMarks, MarkingRule, Sitting
from vocational.assessment.rules.sitting import sitting_reasons
from vocational.assessment.services import marks as services
from vocational.assessment.services.marks import LineRefused, ModuleMarksRequest
from vocational.assessment.views.results import class_in_scope
from vocational.attendance.queries.standings import standings_of_class
from vocational.attendance.rules.risk import AttendanceRisk, LearnerStanding
from vocational.attendance.rules.standing import Reason, ReasonCode
from vocational.catalogue import queries as catalogue
from vocational.catalogue.models import CourseModule
from vocational.classes.models import TrainingClass
from vocational.shared.clock import now_utc, today
from vocational.shared.errors import RuleViolation
from vocational.web import messages
from vocational.web.formats import show_hour_number, show_mark
from vocational.web.language import cited

bp = Blueprint("module_marks", __name__)

LEAST_REGULAR, LEAST_PERIODIC = 2, 1


@dataclass(frozen=True)
class Cell:
    """One control of the page; `saved` is what somebody else saved meanwhile."""

    name: str
    label: str
    value: str
    error: str = ""
    saved: str | None = None


@dataclass(frozen=True)
class MarkRow:
    """One learner: cells by kind, process mean, why the test may not be sat, the result."""

    id: int
    number: int | str
    name: str
    cells: tuple[Cell, ...]
    sittings: tuple[Cell, ...]
    mean: str
    reasons: tuple[str, ...]
    override: str
    result: ModuleResult | None
    error: str = ""
    is_decided: bool = False
    is_open: bool = False


@dataclass(frozen=True)
class _Page:
    """What the rows of one page are made from."""

    rule: MarkingRule
    module: CourseModule
    regular: int
    periodic: int
    typed: TypedMarks | None
    refusal: LineRefused | None
    has_clash: bool


@bp.route("/classes/<code>/results/<module_code>", methods=["GET", "POST"])
@requires(Permission.RESULT_VIEW, Permission.RESULT_MARK)
def edit(code: str, module_code: str) -> ResponseReturnValue:
    """Show the marks of a class in a module; save all of the page at once."""
    training_class = class_in_scope(code, Permission.RESULT_VIEW)
    module = catalogue.module_of(training_class.version_id, module_code)
    form = MarksForm()
    if not form.is_submitted():
        return _shown(training_class, module, form)
    typed = form.typed(is_elementary=training_class.course_version.level.is_elementary)
    if not form.validate() or typed.errors:
        return _shown(training_class, module, form, typed), 422
    given = ModuleMarksRequest(
        training_class.id, module.id, form.token.data or "", tuple(typed.lines)
    )
    try:
        services.save_marks(current_actor(), given, now_utc())
    except RuleViolation as violation:
        return _shown(training_class, module, form, typed, violation), 422
    flash(_("The marks of %(module)s are saved.", module=module.code), "success")
    return redirect(url_for("module_marks.edit", code=code, module_code=module_code))


def _shown(
    training_class: TrainingClass,
    module: CourseModule,
    form: MarksForm,
    typed: TypedMarks | None = None,
    violation: RuleViolation | None = None,
) -> str:
    refusal = violation if isinstance(violation, LineRefused) else None
    if violation is not None and refusal is None:
        form.show(violation)
    saved = queries.marks_of_module(training_class.id, module.id)
    known: dict[int, list[AssessmentMark]] = {}
    for row in saved:
        known.setdefault(row.enrolment_id, []).append(row)
    lines = {key: queries.learner_marks(key, rows) for key, rows in known.items()}
    is_elementary = training_class.course_version.level.is_elementary
    page = _Page(
        rule=MarkingRule(is_elementary, training_class.starts_on),
        module=module,
        regular=_columns([line.regular for line in lines.values()], LEAST_REGULAR),
        periodic=_columns([line.periodic for line in lines.values()], LEAST_PERIODIC),
        typed=typed,
        refusal=refusal,
        has_clash=violation is not None and violation.code == "record.changed_meanwhile",
    )
    rows = _rows(training_class.id, lines, page)
    form.line_errors = _line_errors(rows)
    form.token.data = queries.fingerprint(saved)
    may_mark = current_actor().may(Permission.RESULT_MARK)
    return render_template(
        "assessment/marks.html",
        training_class=training_class,
        module=module,
        modules=catalogue.modules_of(training_class.version_id),
        form=form,
        page=page,
        rows=rows,
        is_elementary=is_elementary,
        may_mark=may_mark and training_class.state in services.MARKED_STATES,
        sitting_count=page.rule.most_sittings,
        sitting_sentence=sitting_sentence(page.rule.on) if is_elementary else "",
        weights_sentence=weights_sentence(page.rule.on) if is_elementary else "",
    )


def _columns(used: Sequence[Sequence[object]], least: int) -> int:
    """One empty column more than is used."""
    return min(MOST_TESTS, max([least, *(len(column) + 1 for column in used)]))


def _rows(class_id: int, lines: Mapping[int, LearnerMarks], page: _Page) -> list[MarkRow]:
    results = queries.results_of_module(class_id, page.module.id)
    decided = {entry.enrolment_id for entry in recognition.decided_entries_of_class(class_id)}
    return [
        _row(
            standing,
            place,
            lines.get(standing.enrolment_id, LearnerMarks(standing.enrolment_id)),
            page,
            results.get(standing.enrolment_id),
            standing.enrolment_id in decided,
        )
        for place, standing in enumerate(standings_of_class(class_id, today()), start=1)
    ]


def _row(
    standing: LearnerStanding,
    place: int,
    saved: LearnerMarks,
    page: _Page,
    result: ModuleResult | None,
    is_decided: bool,
) -> MarkRow:
    key = standing.enrolment_id
    reasons = sitting_reasons(standing, page.module.id, saved.process, page.rule)
    mean = rules.weighted_process_mean(
        [item for item in saved.regular if item is not None],
        [item for item in saved.periodic if item is not None],
        rules.MarkRule.of_law(page.rule.on),
    ) if page.rule.is_elementary else None  # fmt: skip
    cells: list[Cell] = []
    if page.rule.is_elementary:
        cells += _cells("r", _("Regular test %(number)s"), saved.regular, page.regular, key, page)
        cells += _cells(
            "p", _("Periodic test %(number)s"), saved.periodic, page.periodic, key, page
        )
    last = page.rule.most_sittings
    sittings = _cells("e", _("Sitting %(number)s"), saved.sittings, last, key, page)
    typed_reason = page.typed.cells.get(f"o-{key}") if page.typed else None
    is_refused = page.refusal is not None and page.refusal.enrolment_id == key
    return MarkRow(
        id=key,
        number=standing.list_number or place,
        name=standing.full_name,
        cells=tuple(cells),
        sittings=tuple(sittings),
        mean="" if mean is None else show_mark(rules.rounded(Fraction(mean))),
        reasons=tuple(_reason(reason) for reason in reasons),
        override=saved.override_reason if typed_reason is None else typed_reason,
        result=result,
        error=messages.sentence_of(page.refusal) if page.refusal and is_refused else "",
        is_decided=is_decided,
        is_open=_is_open(standing, page.module.id),
    )


def _is_open(standing: LearnerStanding, module_id: int) -> bool:
    """Say whether the limits of a module can still be reached."""
    module = next(module for module in standing.modules if module.module_id == module_id)
    return not module.is_over and module.risk is not AttendanceRisk.FAILED


def _cells(
    letter: str, label: str, saved: Sequence[Sitting | None], count: int, key: int, page: _Page
) -> list[Cell]:
    result = []
    for place in range(1, count + 1):
        name = f"{letter}{place}-{key}"
        value = _text(saved[place - 1] if place <= len(saved) else None)
        typed = page.typed.cells.get(name) if page.typed else None
        differs = page.has_clash and typed is not None and typed.replace(".", ",") != value
        result.append(
            Cell(
                name=name,
                label=label % {"number": place} if "%" in label else label,
                value=value if typed is None else typed,
                error=page.typed.errors.get(name, "") if page.typed else "",
                saved=(value or "–") if differs else None,
            )
        )
    return result


def _text(value: Sitting | None) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value.normalize():f}".replace(".", ",")


def _reason(reason: Reason) -> str:
    """Say a limit that is missed, with its article; hours come in minutes."""
    if reason.code is ReasonCode.PROCESS_BELOW:
        actual = "–" if reason.actual is None else show_mark(rules.rounded(reason.actual))
        text = _(
            "process mean %(actual)s of %(required)s",
            actual=actual,
            required=show_mark(reason.required),
        )
    else:
        values = {
            "actual": show_hour_number(int(reason.actual or 0)),
            "required": show_hour_number(int(reason.required)),
        }
        is_theory = reason.code is ReasonCode.THEORY_BELOW
        text = (
            _("theory %(actual)s of %(required)s hours", **values)
            if is_theory
            else _("practice %(actual)s of %(required)s hours", **values)
        )
    return f"{text} ({cited(reason.legal_basis)})" if reason.legal_basis else str(text)


def _line_errors(rows: Sequence[MarkRow]) -> list[tuple[str, str]]:
    result = []
    for row in rows:
        for cell in (*row.cells, *row.sittings):
            if cell.error:
                result.append((cell.name, f"{row.name}, {cell.label}: {cell.error}"))
        if row.error:
            result.append(
                (f"o-{row.id}" if row.reasons else f"e1-{row.id}", f"{row.name}: {row.error}")
            )
    return result
