"""What classes' states, refusals and words are called in the reader's language."""

from flask_babel import lazy_gettext as _l

from vocational.audit.pages import name_codes
from vocational.classes.rules import ClassState, FundingSource, OpeningBlock
from vocational.law.support import Scheme
from vocational.web import messages
from vocational.web.labels import register_labels
from vocational.web.language import is_english

STATE_NAMES = register_labels(
    {
        ClassState.PLANNED: _l("Planned"),
        ClassState.OPEN: _l("Open for registration"),
        ClassState.RUNNING: _l("Running"),
        ClassState.FINISHED: _l("Finished"),
        ClassState.CLOSED: _l("Closed"),
        ClassState.CANCELLED: _l("Cancelled"),
    }
)

FUNDING_NAMES = register_labels(
    {
        FundingSource.ORDER: _l("Order of an authority"),
        FundingSource.TASK: _l("Task assigned by an authority"),
        FundingSource.PROGRAMME: _l("Target programme"),
        FundingSource.FEE: _l("Fee paid by learners"),
        FundingSource.ENTERPRISE: _l("Enterprise"),
    }
)

_SCHEME_SUBJECTS = {
    Scheme.QD46: _l("%(text)s: support for elementary and short training"),
    Scheme.ND338: _l("%(text)s: rural workers and young people"),
    Scheme.ND61: _l("%(text)s: training card"),
    Scheme.QD12: _l("%(text)s: recovered land"),
    Scheme.TT52: _l("%(text)s: small and medium firms"),
}


def scheme_name(scheme: Scheme) -> str:
    """Name a scheme by its text and what it supports."""
    text = scheme.citation if is_english() else scheme.instrument.heading
    return str(_SCHEME_SUBJECTS[scheme]) % {"text": text}


name_codes("support_scheme", lambda code: scheme_name(Scheme(code)))
name_codes("scheme", lambda code: scheme_name(Scheme(code)))

BLOCK_NAMES = register_labels(
    {
        OpeningBlock.COURSE: _l("The course has no approved version"),
        OpeningBlock.PLACE: _l("No place"),
        OpeningBlock.HOMEROOM_TEACHER: _l("No homeroom teacher"),
        OpeningBlock.SLOTS: _l("No weekly times"),
    }
)

messages.register(
    {f"classes.lacks_{block}": name for block, name in BLOCK_NAMES.items()}
    | {
        "classes.apply_after_end": _l("The last day of application lies after the last day."),
        "classes.capacity": _l("Write how many learners the class takes, at least 1."),
        "classes.code_form": _l(
            "Use capital letters without marks, digits and hyphens, such as %(example)s."
        ),
        "classes.code_prefix": _l("The code begins with %(prefix)s."),
        "classes.code_taken": _l("Another class has this code already. Choose another one."),
        "classes.commune": _l("Choose the commune from the list."),
        "classes.course": _l("Choose an approved course that is on offer."),
        "classes.ends_before_start": _l("The last day lies before the first day."),
        "classes.fee_of_ordered": _l(
            "An ordered class charges the learner nothing. Leave the fee empty."
        ),
        "classes.fixed_while_running": _l("This stays as it is once the class runs."),
        "classes.group_count": _l("Between 1 and %(most)s groups."),
        "classes.group_in_use": _l(
            "The last group has learners or sessions. Move them before there are fewer groups."
        ),
        "classes.not_editable": _l("The class is over: it cannot be changed any more."),
        "classes.reason": _l("Write why."),
        "classes.scheme_ended": _l(
            "%(legal_basis)s ended on %(day)s (rule %(rule)s)."
            " Choose what is in force on the first day."
        ),
        "classes.scheme_not_yet": _l(
            "%(legal_basis)s begins on %(day)s (rule %(rule)s)."
            " Choose what is in force on the first day."
        ),
        "classes.slot_ends": _l("The end lies before the start."),
        "classes.slot_incomplete": _l("Give the day, the start and the end."),
        "classes.slots_overlap": _l("Two times of the same day overlap."),
        "classes.state": _l(
            "The class has moved on meanwhile, and this step is not possible now. Reload the page."
        ),
        "classes.support_basis_missing": _l(
            "Write the number and date of the paper by which learners are supported."
        ),
        "classes.teacher": _l("Choose a teacher who is teaching now."),
        "classes.too_large_practice": _l(
            "The largest practice group would have %(actual)s learners; at most %(required)s"
            " may practise together (%(legal_basis)s). Make more groups."
        ),
        "classes.too_large_theory": _l(
            "%(actual)s learners in theory; at most %(required)s together (%(legal_basis)s)."
        ),
    }
)
