"""From the code of a refusal to a sentence in the reader's language.

Each package's `messages.py` registers its codes; a test finds a code without a sentence.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from vocational.shared.errors import RuleViolation
from vocational.web import formats
from vocational.web.language import cited

_sentences: dict[str, LazyString] = {}


def register(sentences: Mapping[str, LazyString]) -> None:
    """Add the sentences of a package by code; parameters stand in them as `%(name)s`."""
    _sentences.update(sentences)


def sentence(code: str, params: Mapping[str, object] | None = None) -> str:
    """Return the sentence of a code in the reader's language; an unknown code is shown as is."""
    result = _sentences.get(code)
    if result is None:
        return code
    return str(result) % {key: _shown(key, value) for key, value in (params or {}).items()}


def sentence_of(violation: RuleViolation) -> str:
    """Return the sentence of a refusal."""
    return sentence(violation.code, violation.params)


def _shown(name: str, value: object) -> str:
    """Write a parameter as screens do: dates, numbers, a `weekday`, a `legal_basis`."""
    if isinstance(value, date):
        return formats.show_date(value)
    if isinstance(value, Decimal):
        return formats.show_number(value)
    if name == "weekday" and isinstance(value, int):
        return formats.weekday_name(value)
    if name == "legal_basis":
        return cited(str(value))
    return str(value)


def known_codes() -> frozenset[str]:
    """Return every code that has a sentence."""
    return frozenset(_sentences)


register(
    {
        "copy.active": _l("The file holds scripts, forms or other files. Print it to PDF again."),
        "copy.broken": _l(
            "The file is damaged and cannot be opened. Scan or photograph the paper again."
        ),
        "copy.citizen_card": _l(
            "This is a citizen card: pictures of cards are not kept. The number was taken over by"
            " scanning."
        ),
        "copy.empty": _l("Choose a file."),
        "copy.kind": _l(
            "Only PDF, JPEG and PNG are taken. This file is none of them, whatever its name says."
        ),
        "copy.locked": _l("The file is locked with a password. Save it without one."),
        "copy.no_card": _l("Tick that this is no picture of a citizen card."),
        "copy.pages": _l("At most %(most)s pages. The file has %(actual)s."),
        "copy.pixels": _l("The picture is too large. At most %(most)s million pixels."),
        "copy.reason_empty": _l("Say why the copy is deleted."),
        "copy.too_large": _l("At most %(most)s MB. The file has %(actual)s MB."),
        "date.invalid": _l("Write the date as day/month/year, such as 05/03/2026."),
        "date.impossible": _l("There is no such day. Check the day and the month."),
        "date.year": _l("The year must lie between %(earliest)s and %(latest)s."),
        "form.too_old": _l(
            "This form was open too long. Go back, reload the page and send it again."
        ),
        "record.changed_meanwhile": _l(
            "Somebody else saved this record meanwhile. What you typed is kept here:"
            " compare it with the saved record, then save again."
        ),
        "required": _l("Fill this in."),
        "too_long": _l("At most %(most)s characters. There are %(length)s."),
        "citizen_number.empty": _l("Write the citizen number, or scan the card."),
        "citizen_number.digits": _l("A citizen number has digits only."),
        "citizen_number.length": _l(
            "A citizen number has %(required)s digits. There are %(actual)s."
        ),
        "citizen_card.sex_mismatch": _l(
            "The fourth digit of the citizen number says another sex. Compare with the card."
        ),
        "citizen_card.birth_year_mismatch": _l(
            "The citizen number says another year of birth. Compare with the card."
        ),
        "citizen_card.unknown_layout": _l(
            "Not everything on the card could be read. Compare every field with the card."
        ),
        "citizen_card.extra_fields_dropped": _l(
            "The card holds more fields, such as those of relatives. They were not kept."
        ),
        "file.lost": _l(
            "The file cannot be read from the file store. Tell the person who looks after the"
            " system."
        ),
        "file.not_stored": _l(
            "The file store takes no files. Nothing else is harmed. Tell the person who looks"
            " after the system, then run the work again."
        ),
        "installation.wrong_data_key": _l(
            "The server was started with another data key (DATA_KEY), so that citizen numbers"
            " cannot be read. Nothing is lost: the operator must put the former key back."
        ),
        "money.invalid": _l("Write whole đồng, such as 3.000.000."),
        "money.too_large": _l("The amount is too large. At most %(limit)s đồng."),
        "period.reversed": _l(
            "The last day (%(ends_on)s) lies before the first day (%(starts_on)s)."
        ),
        "person_name.empty": _l("Write the full name."),
        "person_name.too_long": _l(
            "A name has at most %(limit)s characters. There are %(actual)s."
        ),
        "person_name.character": _l("A name does not hold the character “%(character)s”."),
        "phone.empty": _l("Write a telephone number."),
        "phone.digits": _l("A telephone number has digits only."),
        "phone.length": _l("A telephone number has %(required)s digits. There are %(actual)s."),
        "phone.unknown": _l("No network has such a number. Check the first digits."),
    }
)
