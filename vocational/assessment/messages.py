"""What results are called, and why a mark is refused, in the reader's language."""

from flask_babel import lazy_gettext as _l

from vocational.assessment.rules import Classification
from vocational.shared.discipline import Discipline
from vocational.web import messages

CLASSIFICATION_NAMES = {
    Classification.EXCELLENT: _l("Excellent"),
    Classification.VERY_GOOD: _l("Very good"),
    Classification.GOOD: _l("Good"),
    Classification.FAIRLY_GOOD: _l("Fairly good"),
    Classification.AVERAGE: _l("Average"),
    Classification.FAILED: _l("Not passed"),
}

DISCIPLINE_NAMES = {
    Discipline.NONE: _l("No disciplinary measure"),
    Discipline.REPRIMAND: _l("Reprimand"),
    Discipline.WARNING: _l("Formal warning"),
    Discipline.SUSPENSION: _l("Suspension from learning"),
    Discipline.EXPULSION: _l("Expulsion"),
}

messages.register(
    {
        "assessment.mark_invalid": _l("Write a mark from 0 to 10, such as 7,5."),
        "assessment.mark_out_of_range": _l("A mark lies between 0 and 10."),
        "assessment.mark_decimals": _l("A mark has at most one decimal, such as 7,5."),
        "assessment.passed_already": _l("The learner has already passed this module."),
        "assessment.no_sitting_left": _l(
            "All %(limit)s sittings are used. The module has to be learnt again."
        ),
    }
)
