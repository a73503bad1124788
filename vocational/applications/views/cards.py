"""What a citizen card says, as the fields of a form and in words."""

from flask_babel import gettext as _

from vocational.applications.services.cards import CardFields
from vocational.shared import clock


def shown(fields: CardFields) -> dict[str, str]:
    """Return what could be read by the names of the form's fields; what could not is left out."""
    result = {
        "citizen_number": fields.citizen_number,
        "full_name": fields.full_name,
        "birth_date": fields.birth_date.shown() if fields.birth_date else None,
        "sex": fields.sex.value if fields.sex else None,
        "hamlet": fields.hamlet,
        "commune": fields.commune.label if fields.commune else None,
        "commune_code": fields.commune.code if fields.commune else None,
    }
    return {name: value for name, value in result.items() if value}


def read_at(fields: CardFields) -> str:
    """Say when the card was read; empty when a number was typed."""
    if not fields.is_card:
        return ""
    now = clock.now_utc().astimezone(clock.VIETNAM)
    return str(_("card read at %(time)s", time=f"{now:%H:%M}"))
