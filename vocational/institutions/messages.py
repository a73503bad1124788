"""What refusals about the institution say."""

from flask_babel import lazy_gettext as _l

from vocational.web import messages

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
        "signatory.before_present": _l("The present head began on this day or later."),
        "signatory.ends_before_start": _l("The last day lies before the first."),
    }
)
