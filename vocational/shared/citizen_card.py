"""What the QR code of a citizen card says, read as far as it can be trusted.

Card of 2021: seven fields between bars, `number|old number|name|birth date|sex|permanent
residence|issue date`, dates ddMMyyyy. The card of 2024 adds fields, also those of family
members, in an order that is not published: nothing after the seventh field is kept.

Source: TT 06/2021/TT-BCA; TT 16/2024/TT-BCA.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from vocational.shared import citizen_number
from vocational.shared.dates import BirthDate, parse_birth_date
from vocational.shared.errors import RuleViolation
from vocational.shared.person_names import clean_name
from vocational.shared.sex import Sex
from vocational.shared.vietnamese_text import fold

Found = TypeVar("Found")

LONGEST_TEXT = 2000
LONGEST_ADDRESS = 300

_FIELDS = 7
_BARS = re.compile(r"[|｜¦]")
_SCANNER_PREFIX = re.compile(r"^\][A-Za-z][0-9A-Za-z](?=[0-9]{9})")
_NUMBER_WITHIN = re.compile(r"(?<![0-9])[0-9]{12}(?![0-9])")
_OLD_NUMBER = re.compile(r"[0-9]{9}|[0-9]{12}")
_DAY_FIRST = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{4})")
_YEAR_FIRST = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_YEAR_ALONE = re.compile(r"(?:0000)?([0-9]{4})")
_SEXES = {"nam": Sex.MALE, "male": Sex.MALE, "nu": Sex.FEMALE, "female": Sex.FEMALE}
_BROKEN = re.compile(r"[?\ufffd\u0000-\u001f\u007f]")


@dataclass(frozen=True)
class CitizenCard:
    """What could be read; None where a field is empty or cannot be trusted.

    `warnings` in this order, each at most once: `sex_mismatch`, `birth_year_mismatch`
    (the number says otherwise), `unknown_layout` (fields are missing, damaged or not where
    they belong: compare with the card), `extra_fields_dropped`.
    """

    citizen_number: str | None = None
    old_number: str | None = None
    full_name: str | None = None
    birth_date: BirthDate | None = None
    sex: Sex | None = None
    address: str | None = None
    issued_on: date | None = None
    warnings: tuple[str, ...] = ()


def read(text: str) -> CitizenCard:
    """Read the text of the QR code, as a scanner, a camera or a person gave it.

    Never raises: what cannot be read is None, with the warning `unknown_layout`.
    """
    fields = _fields(text)
    kept, extra = fields[:_FIELDS], fields[_FIELDS:]
    placed = _by_position(kept)
    is_regular = placed is not None and _is_whole(placed, kept)
    card, was_swapped = _earlier_date_is_birth(placed or _by_pattern(kept))
    warnings = list(_number_warnings(card))
    if not is_regular or was_swapped:
        warnings.append("unknown_layout")
    if any(extra):
        warnings.append("extra_fields_dropped")
    return replace(card, warnings=tuple(warnings))


def _fields(text: str) -> list[str]:
    bare = _SCANNER_PREFIX.sub("", text[:LONGEST_TEXT].strip("\ufeff \r\n\t"))
    return [" ".join(_mend_encoding(field).split()) for field in _BARS.split(bare)]


def _mend_encoding(text: str) -> str:
    """Undo UTF-8 that a scanner or terminal took for Windows-1252 or Latin-1."""
    try:
        return b"".join(map(_single_byte, text)).decode("utf-8")
    except UnicodeError:
        return text


def _single_byte(character: str) -> bytes:
    try:
        return character.encode("cp1252")
    except UnicodeError:
        return character.encode("latin-1")


def _by_position(fields: Sequence[str]) -> CitizenCard | None:
    """Read the seven fields in their order; None when number, birth or sex is elsewhere."""
    if len(fields) < _FIELDS:
        return None
    number, old_number, name, born, sex, address, issued = fields[:_FIELDS]
    card = CitizenCard(
        citizen_number=number if citizen_number.is_well_formed(number) else None,
        old_number=old_number if _OLD_NUMBER.fullmatch(old_number) else None,
        full_name=_name(name),
        birth_date=_birth_date(born),
        sex=_SEXES.get(fold(sex)),
        address=_address(address),
        issued_on=_day(issued),
    )
    anchors = (card.citizen_number, card.birth_date, card.sex)
    return None if None in anchors else card


def _is_whole(card: CitizenCard, fields: Sequence[str]) -> bool:
    """Say whether every field that holds something could be read, and name and address do."""
    if card.full_name is None or card.address is None:
        return False
    return bool(card.old_number) == bool(fields[1]) and bool(card.issued_on) == bool(fields[6])


def _by_pattern(fields: Sequence[str]) -> CitizenCard:
    """Recognise fields by what they look like; the first of a kind is the holder's.

    A name counts only before the address: relatives come after the holder's own fields.
    """
    numbers = _NUMBER_WITHIN.findall("|".join(fields))
    days = [day for day in map(_day, fields) if day is not None]
    address_places = [place for place, field in enumerate(fields) if _is_address(field)]
    before_address = fields[: address_places[0]] if address_places else fields
    names = [name for name in map(_name, before_address) if name and fold(name) not in _SEXES]
    sexes = [_SEXES[fold(field)] for field in fields if fold(field) in _SEXES]
    old_numbers = [field for field in fields if re.fullmatch(r"[0-9]{9}", field)]
    return CitizenCard(
        citizen_number=_first(numbers),
        old_number=_first(old_numbers),
        full_name=_first(names),
        birth_date=BirthDate.from_date(days[0]) if days else None,
        sex=_first(sexes),
        address=_address(fields[address_places[0]]) if address_places else None,
        issued_on=days[1] if len(days) > 1 else None,
    )


def _first(founds: Sequence[Found]) -> Found | None:
    return founds[0] if founds else None


def _name(text: str) -> str | None:
    try:
        return clean_name(text)
    except RuleViolation:
        return None


def _address(text: str) -> str | None:
    if not text or _BROKEN.search(text):
        return None
    return text[:LONGEST_ADDRESS]


def _is_address(text: str) -> bool:
    return "," in text and _address(text) is not None


def _birth_date(text: str) -> BirthDate | None:
    if match := _YEAR_ALONE.fullmatch(text):
        return _parsed(match[1])
    day = _day(text)
    return BirthDate.from_date(day) if day else None


def _day(text: str) -> date | None:
    if match := _DAY_FIRST.fullmatch(text):
        parsed = _parsed("/".join(match.groups()))
        if parsed:
            return parsed.counts_as()
    if match := _YEAR_FIRST.fullmatch(text):
        text = "-".join(match.groups())
    parsed = None if re.fullmatch(r"[0-9]{4}", text) else _parsed(text)
    return parsed.counts_as() if parsed else None


def _parsed(text: str) -> BirthDate | None:
    try:
        return parse_birth_date(text)
    except RuleViolation:
        return None


def _earlier_date_is_birth(card: CitizenCard) -> tuple[CitizenCard, bool]:
    """Put two dates right that a reader has swapped: nobody's card is older than he is."""
    born, issued = card.birth_date, card.issued_on
    if born is None or issued is None or born.counts_as() <= issued:
        return card, False
    swapped = replace(card, birth_date=BirthDate.from_date(issued), issued_on=born.counts_as())
    return swapped, True


def _number_warnings(card: CitizenCard) -> tuple[str, ...]:
    if card.citizen_number is None:
        return ()
    birth_year = card.birth_date.year if card.birth_date else None
    return citizen_number.mismatches(card.citizen_number, sex=card.sex, birth_year=birth_year)
