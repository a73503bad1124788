"""What results are called, and why a mark is refused, in the reader's language."""

from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from vocational.assessment.rules.results import Classification
from vocational.assessment.states import DecisionState, MarkKind
from vocational.law import provisions
from vocational.law.grounds import passage
from vocational.shared.discipline import Discipline
from vocational.web import messages
from vocational.web.formats import show_mark, show_number
from vocational.web.labels import register_labels
from vocational.web.language import cited

CLASSIFICATION_NAMES = register_labels(
    {
        Classification.EXCELLENT: _l("Excellent"),
        Classification.VERY_GOOD: _l("Very good"),
        Classification.GOOD: _l("Good"),
        Classification.FAIRLY_GOOD: _l("Fairly good"),
        Classification.AVERAGE: _l("Average"),
        Classification.FAILED: _l("Not passed"),
    }
)

DECISION_STATE_NAMES = register_labels(
    {
        DecisionState.PREPARED: _l("Prepared"),
        DecisionState.DECIDED: _l("Decided"),
    }
)

MARK_KIND_NAMES = register_labels(
    {
        MarkKind.REGULAR: _l("Regular test"),
        MarkKind.PERIODIC: _l("Periodic test"),
        MarkKind.END_OF_MODULE: _l("End-of-module test"),
    }
)

DISCIPLINE_NAMES = register_labels(
    {
        Discipline.NONE: _l("No disciplinary measure"),
        Discipline.REPRIMAND: _l("Reprimand"),
        Discipline.WARNING: _l("Formal warning"),
        Discipline.SUSPENSION: _l("Suspension from learning"),
        Discipline.EXPULSION: _l("Expulsion"),
    }
)


def sitting_sentence(on: date) -> str:
    """Say what a test at elementary level asks in a class that begins on a day.

    Raises `NotInForce`.
    """
    limits = provisions.attendance_limits(on)
    return str(
        _(
            "To sit the test: %(theory)s %% of theory, %(practice)s %% of practice, mean of process"
            " marks at least %(mark)s. A further sitting only after a failed one. %(law)s.",
            theory=show_number(limits.theory_percent.value),
            practice=show_number(limits.practice_percent.value),
            mark=show_mark(limits.process_mark.value),
            law=cited(limits.process_mark.legal_basis),
        )
    )


def weights_sentence(on: date) -> str:
    """Say how marks weigh at elementary level on a day, which the law leaves open.

    Raises `NotInForce`.
    """
    weights = provisions.mark_weights(on)
    return str(
        _(
            "Module mark: %(process)s process and %(end)s end of module; a periodic test counts"
            " %(periodic)s times. The law leaves the weights of this level open; these follow"
            " %(law)s.",
            process=show_number(weights.process.value),
            end=show_number(weights.end_of_module.value),
            periodic=show_number(weights.periodic.value),
            law=passage("weights.elementary"),
        )
    )


messages.register(
    {
        "assessment.mark_invalid": _l("Write a mark from 0 to 10, such as 7,5."),
        "assessment.mark_out_of_range": _l("A mark lies between 0 and 10."),
        "assessment.mark_decimals": _l("A mark has at most one decimal, such as 7,5."),
        "assessment.passed_already": _l("The learner has already passed this module."),
        "assessment.no_sitting_left": _l(
            "All %(limit)s sittings are used. The module has to be learnt again."
        ),
        "assessment.sitting_skipped": _l("Enter the earlier sitting first."),
        "assessment.may_not_sit": _l(
            "The learner does not reach the limits. Write why the test is allowed, or leave the"
            " mark empty."
        ),
        "assessment.decided": _l("This result is recognised by a decision and never changes."),
        "assessment.not_in_class": _l("This learner holds no place in the class. Reload the page."),
        "assessment.module_unknown": _l("This module does not belong to the course."),
        "assessment.class_not_running": _l(
            "Results are entered while the class is running or finished."
        ),
        "assessment.nobody_passed": _l("Nobody has passed everything who is not listed yet."),
        "assessment.decision_decided": _l("This decision is signed and never changes."),
        "assessment.entry_not_passed": _l(
            "%(name)s no longer passes every module. The list has to be prepared again."
        ),
        "assessment.no_signatory": _l("Nobody was entitled to sign on this day."),
        "assessment.number_taken": _l("There is already a decision with this number."),
        "assessment.decided_in_future": _l("The decision cannot be dated in the future."),
        "assessment.decided_before_session": _l(
            "The last session is on %(first)s. The decision cannot be dated before."
        ),
        "assessment.decided_before_marks": _l(
            "The last mark was entered on %(first)s. The decision cannot be dated before."
        ),
    }
)
