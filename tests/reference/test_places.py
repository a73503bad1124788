"""Places: what the package lists, and how people type them."""

import json
from collections import Counter
from pathlib import Path

import pytest

from vocational.reference.rules import places
from vocational.reference.rules.communes import CommuneKind
from vocational.reference.rules.places import PlaceReading
from vocational.shared.data_files import DataFileError

PROVINCES = {"01": "ha noi", "25": "phu tho", "79": "ho chi minh"}


def test_there_are_34_provinces_with_bare_names() -> None:
    names = {province.code: province.name for province in places.read_provinces()}
    assert len(names) == 34
    assert names["01"] == "Hà Nội"
    assert names["79"] == "Hồ Chí Minh"
    assert names["04"] == "Cao Bằng"


def test_there_are_3321_communes_of_three_kinds() -> None:
    communes = places.read_communes()
    assert len({commune.code for commune in communes}) == 3321
    assert all(len(commune.code) == 5 for commune in communes)
    assert Counter(commune.kind for commune in communes) == {
        CommuneKind.COMMUNE: 2621,
        CommuneKind.WARD: 687,
        CommuneKind.SPECIAL_ZONE: 13,
    }


def test_only_an_xa_is_rural_at_first() -> None:
    rural = {commune.kind for commune in places.read_communes() if commune.is_rural}
    assert rural == {CommuneKind.COMMUNE}


def test_names_fit_their_columns() -> None:
    assert max(len(commune.name) for commune in places.read_communes()) <= 80


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Phúc Thọ", "phuc tho"),
        ("M’Drắk", "mdrak"),
        ("D'Ran", "dran"),
        ("Văn Miếu - Quốc Tử Giám", "van mieu quoc tu giam"),
        ("  Đống   Đa ", "dong da"),
    ],
)
def test_a_name_is_sought_without_marks_and_signs(name: str, form: str) -> None:
    assert places.search_form(name) == form


@pytest.mark.parametrize(
    ("typed", "reading"),
    [
        ("phuc tho", PlaceReading("phuc tho", None, None)),
        ("xã Phúc Thọ", PlaceReading("phuc tho", CommuneKind.COMMUNE, None)),
        ("P. Bến Thành", PlaceReading("ben thanh", CommuneKind.WARD, None)),
        ("Đặc khu Cô Tô", PlaceReading("co to", CommuneKind.SPECIAL_ZONE, None)),
        ("phúc thọ hà nội", PlaceReading("phuc tho", None, "01")),
        ("Xã Phúc Thọ, TP. Hà Nội", PlaceReading("phuc tho", CommuneKind.COMMUNE, "01")),
        ("bến thành tphcm", PlaceReading("ben thanh", None, "79")),
        ("Thanh Sơn, tỉnh Phú Thọ", PlaceReading("thanh son", None, "25")),
        ("Xa Dung", PlaceReading("xa dung", None, None)),
    ],
)
def test_what_people_type_is_understood(typed: str, reading: PlaceReading) -> None:
    assert reading in places.readings(typed, PROVINCES)


def test_a_province_alone_is_read_as_a_commune() -> None:
    assert places.readings("Hà Nội", PROVINCES) == (PlaceReading("ha noi", None, None),)


def test_nothing_typed_has_no_reading() -> None:
    assert places.readings(" , ", PROVINCES) == ()


def province(**changes: object) -> dict[str, object]:
    ward = {"name": "Xã Một", "code": 70, "division_type": "xã"}
    row: dict[str, object] = {"name": "Hà Nội", "code": 1, "division_type": "tỉnh", "wards": [ward]}
    return row | changes


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ([], "must be a list of provinces"),
        ([province(wards=[])], "has no communes"),
        ([province(code=100)], "at most 2 digits"),
        ([province(code="01")], "at most 2 digits"),
        ([province(name="")], "name is missing"),
        (
            [province(wards=[{"name": "Huyện Một", "code": 70, "division_type": "huyện"}])],
            "huyện is no kind of commune",
        ),
    ],
)
def test_another_shape_of_the_package_is_refused(
    tmp_path: Path, rows: list[object], fault: str
) -> None:
    path = tmp_path / "places.json"
    path.write_text(json.dumps(rows), encoding="utf-8")
    with pytest.raises(DataFileError, match=fault):
        _ = (places.read_communes(path), places.read_provinces(path))
