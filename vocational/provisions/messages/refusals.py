"""What figures of the law and their units are called, and why one is refused."""

from flask_babel import lazy_gettext as _l

from vocational.web import messages

messages.register(
    {
        "provisions.below_department": _l(
            "The department gives %(least)s (%(source)s). An own figure may not be lower."
        ),
        "provisions.closed": _l(
            "The law leaves this figure to nobody. Choose one that it leaves open."
        ),
        "provisions.not_higher": _l("The law gives %(least)s. An own figure may only be higher."),
        "provisions.overlap": _l(
            "Another figure holds from %(first)s (%(source)s). Two for one day are not possible:"
            " withdraw that one first."
        ),
        "provisions.province": _l("There is no province of this code."),
        "provisions.reason": _l("Write why the figure is withdrawn."),
        "provisions.source": _l("Write the paper that sets the figure: number, date, issuer."),
        "provisions.value": _l("Between 0 and %(most)s."),
        "provisions.whole": _l("Write a whole number."),
    }
)
