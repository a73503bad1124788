"""What a citizen card fills in at the counter; neither its text nor its picture is kept."""

from dataclasses import dataclass, field

from vocational.applications.rules.addresses import AddressReading, address_readings
from vocational.reference.queries import CommuneChoice
from vocational.reference.services.choosing import chosen_commune
from vocational.shared import citizen_card, citizen_number
from vocational.shared.dates import BirthDate
from vocational.shared.errors import RuleViolation
from vocational.shared.sex import Sex

NUMBER_ALONE = 40
"""A longer text is that of a card, not a number with spaces between its digits."""


@dataclass(frozen=True)
class CardFields:
    """The fields of the form that could be read; None where nothing can be trusted.

    `warnings` are codes of sentences: those of the card, or why a typed number is wrong.
    """

    citizen_number: str | None = None
    full_name: str | None = None
    birth_date: BirthDate | None = None
    sex: Sex | None = None
    hamlet: str | None = None
    commune: CommuneChoice | None = None
    warnings: tuple[RuleViolation, ...] = field(default_factory=tuple)

    @property
    def is_card(self) -> bool:
        """Tell whether a card was read, and not a number typed."""
        return self.full_name is not None or self.birth_date is not None


def read_card(text: str) -> CardFields:
    """Read what a scanner, a camera or a person put into the card field."""
    if "|" not in text and len(text) <= NUMBER_ALONE:
        return _typed_number(text)
    card = citizen_card.read(text)
    hamlet, commune = _address(card.address or "")
    return CardFields(
        citizen_number=card.citizen_number,
        full_name=card.full_name,
        birth_date=card.birth_date,
        sex=card.sex,
        hamlet=hamlet,
        commune=commune,
        warnings=tuple(RuleViolation(f"citizen_card.{code}") for code in card.warnings),
    )


def number_in(text: str) -> str:
    """Return the citizen number in the card field: of a card's text, else what was typed."""
    return text if "|" not in text else (citizen_card.read(text).citizen_number or "")


def _typed_number(text: str) -> CardFields:
    try:
        return CardFields(citizen_number=citizen_number.parse(text))
    except RuleViolation as violation:
        return CardFields(warnings=(violation,))


def _address(address: str) -> tuple[str | None, CommuneChoice | None]:
    readings = address_readings(address)
    for reading in readings:
        commune = _commune(reading)
        if commune is not None:
            return reading.hamlet, commune
    return (readings[-1].hamlet if readings else address) or None, None


def _commune(reading: AddressReading) -> CommuneChoice | None:
    try:
        return chosen_commune(reading.commune)
    except RuleViolation:
        return None
