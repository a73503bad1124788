"""Provinces and communes as the package `vietnam-provinces` lists them, and how people type them.

Pure: files in, rows out. Codes are texts with leading zeros: two digits for a province,
five for a commune.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from vietnam_provinces import NESTED_DIVISIONS_JSON_PATH

from vocational.reference.rules.communes import CommuneKind
from vocational.shared.data_files import DataFileError
from vocational.shared.vietnamese_text import fold

IN_FORCE_FROM = date(2025, 7, 1)
"""First day of the provinces and communes without districts.

Source: Quyết định 19/2025/QĐ-TTg.
"""

_CITY = "Thành phố "
_DROPPED = str.maketrans({"'": None, "’": None, "‘": None, "`": None, "´": None})
_SPACED = str.maketrans(dict.fromkeys("-–,.;/()", " "))
_KIND_WORDS = {
    "xa": CommuneKind.COMMUNE,
    "x": CommuneKind.COMMUNE,
    "phuong": CommuneKind.WARD,
    "p": CommuneKind.WARD,
    "dac khu": CommuneKind.SPECIAL_ZONE,
}
_PROVINCE_WORDS = ("thanh pho", "tp", "tinh")
_SHORT_NAMES = {"hn": "ha noi", "hcm": "ho chi minh", "tphcm": "ho chi minh"}


@dataclass(frozen=True)
class ProvinceEntry:
    """A province or centrally run city; `name` stands without its kind ("Hà Nội")."""

    code: str
    name: str
    folded_name: str
    kind: str


@dataclass(frozen=True)
class CommuneEntry:
    """A commune, ward or special zone; `name` begins with its kind ("Xã Phúc Thọ").

    `folded_name` is the search form without the kind ("phuc tho").
    """

    code: str
    province_code: str
    name: str
    kind: CommuneKind
    folded_name: str

    @property
    def is_rural(self) -> bool:
        """Tell whether the unit counts as rural until somebody decides otherwise.

        What is rural since wards replaced communes is not settled: only an xã counts.
        """
        return self.kind is CommuneKind.COMMUNE


@dataclass(frozen=True)
class PlaceReading:
    """One way to read what was typed: a commune, perhaps with its kind and its province."""

    folded_name: str
    kind: CommuneKind | None
    province_code: str | None


def search_form(text: str) -> str:
    """Give the form in which place names are stored and sought.

    No tone marks, no apostrophes (M’Drắk is mdrak), one space for any other sign.
    """
    return fold(fold(text).translate(_DROPPED).translate(_SPACED))


def read_provinces(path: Path = NESTED_DIVISIONS_JSON_PATH) -> tuple[ProvinceEntry, ...]:
    """Read the 34 provinces by code.

    Raises `DataFileError` when the package's file has another shape.
    """
    provinces = (_province(row) for row in _rows(path))
    return tuple(sorted(provinces, key=lambda province: province.code))


def read_communes(path: Path = NESTED_DIVISIONS_JSON_PATH) -> tuple[CommuneEntry, ...]:
    """Read the communes, wards and special zones of every province by code.

    Raises `DataFileError` when the package's file has another shape.
    """
    communes = (
        _commune(ward, _code(province, 2)) for province in _rows(path) for ward in _wards(province)
    )
    return tuple(sorted(communes, key=lambda commune: commune.code))


def readings(text: str, provinces: Mapping[str, str]) -> tuple[PlaceReading, ...]:
    """List the ways to read what was typed into a commune field, plainest first.

    `provinces` maps codes to folded names. "xã Phúc Thọ", "phuc tho" and "Phúc Thọ, Hà Nội"
    are understood; a word such as xã may also belong to the name (Xa Dung). Nothing typed
    gives none.
    """
    typed = search_form(text)
    whole = [(typed, None)] if typed else []
    result = [
        PlaceReading(name, kind, province_code)
        for place, province_code in [*whole, *_without_province(typed, provinces)]
        for name, kind in _without_kind(place)
    ]
    return tuple(dict.fromkeys(result))


def _without_kind(place: str) -> Iterator[tuple[str, CommuneKind | None]]:
    yield place, None
    for word, kind in _KIND_WORDS.items():
        if place.startswith(f"{word} "):
            yield place.removeprefix(f"{word} "), kind


def _without_province(typed: str, provinces: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Cut a province off the end, as long as a commune is left."""
    for code, name in provinces.items():
        for said in [name, *(short for short, full in _SHORT_NAMES.items() if full == name)]:
            rest = typed.removesuffix(f" {said}")
            if rest != typed:
                yield _without_province_word(rest), code


def _without_province_word(rest: str) -> str:
    for word in _PROVINCE_WORDS:
        if rest.endswith(f" {word}"):
            return rest.removesuffix(f" {word}")
    return rest


def _province(row: Mapping[str, object]) -> ProvinceEntry:
    name = _text(row, "name").removeprefix(_CITY)
    return ProvinceEntry(_code(row, 2), name, search_form(name), _text(row, "division_type"))


def _commune(row: Mapping[str, object], province_code: str) -> CommuneEntry:
    name, kind = _text(row, "name"), _text(row, "division_type")
    if kind not in set(CommuneKind):
        raise DataFileError(f"{name}: {kind} is no kind of commune")
    bare = name[len(kind) :] if name.lower().startswith(f"{kind} ") else name
    return CommuneEntry(
        code=_code(row, 5),
        province_code=province_code,
        name=name,
        kind=CommuneKind(kind),
        folded_name=search_form(bare),
    )


def _rows(path: Path) -> Sequence[Mapping[str, object]]:
    rows = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(rows, list) or not rows:
        raise DataFileError(f"{path.name}: must be a list of provinces")
    return rows


def _wards(row: Mapping[str, object]) -> Sequence[Mapping[str, object]]:
    wards = row.get("wards")
    if not isinstance(wards, list) or not wards:
        raise DataFileError(f"{row.get('name')}: has no communes")
    return wards


def _code(row: Mapping[str, object], digits: int) -> str:
    code = row.get("code")
    if not isinstance(code, int) or not 0 < code < 10**digits:
        raise DataFileError(f"{row.get('name')}: code must have at most {digits} digits")
    return f"{code:0{digits}d}"


def _text(row: Mapping[str, object], key: str) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not value:
        raise DataFileError(f"{row.get('code')}: {key} is missing")
    return value
