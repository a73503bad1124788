"""What learners' refusals and states are called in the reader's language."""

from flask_babel import lazy_gettext as _l

from vocational.learners.rules.categories import DuplicateReason, EvidenceState
from vocational.shared.sex import Sex
from vocational.web import messages
from vocational.web.labels import register_labels

SEX_NAMES = register_labels({Sex.MALE: _l("Male"), Sex.FEMALE: _l("Female")})

STATE_NAMES = register_labels(
    {
        EvidenceState.VALID: _l("in date"),
        EvidenceState.EXPIRING: _l("expires soon"),
        EvidenceState.EXPIRED: _l("expired"),
        EvidenceState.NOT_YET_VALID: _l("not yet valid"),
        EvidenceState.MISSING: _l("paper missing"),
        EvidenceState.NOT_NEEDED: _l("no paper needed"),
    }
)

STATE_MARKS = {
    EvidenceState.VALID: "ok",
    EvidenceState.EXPIRING: "soon",
    EvidenceState.EXPIRED: "out",
    EvidenceState.NOT_YET_VALID: "soon",
    EvidenceState.MISSING: "miss",
    EvidenceState.NOT_NEEDED: "none",
}
"""The shape that stands beside the words (components/status.html)."""

REASON_NAMES = register_labels(
    {
        DuplicateReason.CITIZEN_NUMBER: _l("same citizen number"),
        DuplicateReason.NAME_AND_BIRTH_DATE: _l("same name and date of birth"),
        DuplicateReason.NAME_AND_YEAR: _l("same name and year of birth"),
    }
)

messages.register(
    {
        "learners.number_contradicts": _l(
            "The citizen number says another sex or year of birth. Compare it with the card;"
            " if the card says so, tick the box below the number."
        ),
        "learners.number_taken": _l(
            "This citizen number belongs to a learner on file. Go on with that record."
        ),
        "learners.number_missing": _l(
            "Scan the card or type the 12 digits; tick the box if there is no number yet."
        ),
        "learners.born_in_future": _l("The date of birth lies in the future."),
        "learners.place_unknown": _l("Choose from the list."),
        "evidence.category": _l("This category cannot be ticked."),
        "evidence.kind": _l("Choose which paper proves the category."),
        "evidence.first_day_missing": _l(
            "Write the first day: the day on which the paper was issued, or from which it holds."
        ),
        "evidence.last_day_printed": _l("Write the last day that is printed on the paper."),
        "evidence.last_day_missing": _l("Write the last day: this paper holds for one year."),
        "evidence.overlap": _l(
            "The same kind of paper is on file already, from %(first)s to %(last)s."
        ),
    }
)
