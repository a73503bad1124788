"""What refusals about the institution say, and in which capacity people sign."""

from flask_babel import lazy_gettext as _l

from vocational.institutions.rules import SignatoryKind
from vocational.web import messages
from vocational.web.labels import register_labels

KIND_LABELS = register_labels(
    {
        SignatoryKind.HEAD: _l("head"),
        SignatoryKind.ACTING: _l("acting head"),
        SignatoryKind.DEPUTY: _l("deputy, for the head"),
    }
)

messages.register(
    {
        "institution.code_form": _l(
            "A code has 2 to 8 letters A to Z and digits, beginning with a letter, such as LD."
        ),
        "institution.code_taken": _l("Another institution has this code."),
        "institution.name_that_day": _l(
            "There are names from this day on already. Choose another day."
        ),
        "institution.unknown": _l("There is no institution with this code."),
        "numbers.range": _l("Write a whole number between 1 and %(most)s."),
        "numbers.unknown": _l("Choose the book from the list."),
        "numbers.used": _l("A number of this book was given already: it goes on from there."),
        "signatory.before_present": _l("The present head began on this day or later."),
        "signatory.ends_before_start": _l("The last day lies before the first."),
    }
)
