"""Loading reference data: once, again, and after a change, without losing a reference."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from vocational.access.actor import Actor
from vocational.reference import queries
from vocational.reference.models import Commune, EthnicGroup, Holiday, Province
from vocational.reference.rules import communes
from vocational.reference.services import loading
from vocational.reference.services.loading import SHIPPED, ReferenceFiles, SetChange
from vocational.reference.views import commune_name
from vocational.shared.data_files import DataFileError
from vocational.shared.errors import Refused

SYSTEM = Actor.system("tests")
LATER = date(2027, 7, 1)
PHUC_THO = 9715


@dataclass
class Reform:
    """A changed list of places, as a later release of the package would bring it."""

    path: Path
    provinces: list[dict[str, object]]

    def files(self) -> ReferenceFiles:
        """Write the list and give the files with it."""
        self.path.write_text(json.dumps(self.provinces), encoding="utf-8")
        return replace(SHIPPED, places=self.path)

    def wards_of(self, code: int) -> list[dict[str, object]]:
        """Give the communes of a province, to be changed."""
        match = next(province for province in self.provinces if province["code"] == code)
        wards = match["wards"]
        assert isinstance(wards, list)
        return wards

    def phuc_tho(self) -> dict[str, object]:
        """Give the commune that the tests change."""
        return next(ward for ward in self.wards_of(1) if ward["code"] == PHUC_THO)


@pytest.fixture
def reform(tmp_path: Path) -> Reform:
    shipped = json.loads(SHIPPED.places.read_text(encoding="utf-8"))
    return Reform(tmp_path / "places.json", shipped)


def test_everything_is_there_after_the_first_load(session: Session) -> None:
    assert len(queries.provinces()) == 34
    assert len(queries.all_communes()) == 3321
    assert len(queries.ethnic_groups()) == 54
    assert len(queries.schooling_levels()) == 8
    assert len(queries.holidays_between(date(2026, 1, 1), date(2026, 12, 31))) == 11


def test_the_first_communes_are_in_force_since_the_reform_of_2025(session: Session) -> None:
    commune = session.get_one(Commune, "09715")
    assert (commune.valid_from, commune.valid_to) == (date(2025, 7, 1), None)
    assert commune.is_rural


def test_loading_again_changes_nothing_and_asks_once(
    session: Session, count_queries: Callable
) -> None:
    with count_queries() as statements:
        assert loading.sync_reference(SYSTEM, LATER) == ()
    assert len(statements) == 1


def test_only_the_system_loads(session: Session, administrator: Actor) -> None:
    with pytest.raises(Refused):
        loading.sync_reference(administrator, LATER)


def test_a_new_name_comes_under_the_same_code(session: Session, reform: Reform) -> None:
    reform.phuc_tho()["name"] = "Xã Phúc Thọ Mới"
    changes = loading.sync_reference(SYSTEM, LATER, reform.files())
    assert changes == (SetChange("places", added=0, changed=1, ended=0),)
    commune = session.get_one(Commune, "09715")
    assert (commune.name, commune.folded_name) == ("Xã Phúc Thọ Mới", "phuc tho moi")


def test_a_commune_that_vanishes_ends_the_day_before(session: Session, reform: Reform) -> None:
    reform.wards_of(1).remove(reform.phuc_tho())
    changes = loading.sync_reference(SYSTEM, LATER, reform.files())
    assert changes == (SetChange("places", added=0, changed=0, ended=1),)
    assert session.get_one(Commune, "09715").valid_to == date(2027, 6, 30)
    assert "09715" not in {choice.code for choice in queries.communes_matching("phuc tho")}
    assert queries.commune("09715") is not None


def test_a_commune_that_comes_back_is_in_force_again(session: Session, reform: Reform) -> None:
    phuc_tho = reform.phuc_tho()
    reform.wards_of(1).remove(phuc_tho)
    loading.sync_reference(SYSTEM, LATER, reform.files())
    loading.sync_reference(SYSTEM, LATER)
    assert session.get_one(Commune, "09715").valid_to is None


def test_a_new_commune_begins_on_the_day_of_loading(session: Session, reform: Reform) -> None:
    reform.wards_of(1).append({"name": "Phường Mới", "code": 99999, "division_type": "phường"})
    loading.sync_reference(SYSTEM, LATER, reform.files())
    commune = session.get_one(Commune, "99999")
    assert (commune.valid_from, commune.is_rural) == (LATER, False)


def test_histories_name_a_commune_that_came_after_the_others_were_read(
    session: Session, reform: Reform
) -> None:
    assert commune_name("09715") == "Xã Phúc Thọ"
    reform.wards_of(1).append({"name": "Phường Mới", "code": 99999, "division_type": "phường"})
    loading.sync_reference(SYSTEM, LATER, reform.files())
    assert commune_name("99999") == "Phường Mới"


def test_whether_a_commune_is_rural_stays_as_it_was_edited(
    session: Session, reform: Reform
) -> None:
    session.get_one(Commune, "09715").is_rural = False
    session.commit()
    reform.phuc_tho()["name"] = "Xã Phúc Thọ Mới"
    loading.sync_reference(SYSTEM, LATER, reform.files())
    assert not session.get_one(Commune, "09715").is_rural


def test_a_merged_province_ends_and_its_communes_move(session: Session, reform: Reform) -> None:
    wards = reform.wards_of(4)
    reform.wards_of(20).extend(wards)
    reform.provinces = [row for row in reform.provinces if row["code"] != 4]
    (change,) = loading.sync_reference(SYSTEM, LATER, reform.files())
    assert (change.changed, change.ended) == (len(wards), 1)
    assert session.get_one(Province, "04").valid_to == date(2027, 6, 30)
    assert len(queries.provinces()) == 33


def test_a_faulty_file_changes_nothing(session: Session, reform: Reform) -> None:
    reform.phuc_tho()["name"] = "Xã Phúc Thọ Mới"
    reform.wards_of(1)[0]["division_type"] = "huyện"
    with pytest.raises(DataFileError):
        loading.sync_reference(SYSTEM, LATER, reform.files())
    assert session.get_one(Commune, "09715").name == "Xã Phúc Thọ"


def test_an_ethnic_group_keeps_its_row(session: Session, tmp_path: Path) -> None:
    text = SHIPPED.ethnic_groups.read_text(encoding="utf-8").replace(', "La Hủ",\n]', ",\n]", 1)
    path = tmp_path / "groups.toml"
    path.write_text(text, encoding="utf-8")
    changes = loading.sync_reference(SYSTEM, LATER, replace(SHIPPED, ethnic_groups=path))
    assert changes == (SetChange("ethnic_groups", added=0, changed=1, ended=0),)
    assert not session.get_one(EthnicGroup, "La Hủ").very_small


def test_a_moved_tet_leaves_no_day_off_behind(session: Session, tmp_path: Path) -> None:
    text = SHIPPED.holidays.read_text(encoding="utf-8")
    moved = text.replace("tet = [2027-02-04, 2027-02-05,", "tet = [2027-02-05,").replace(
        "2027-02-07, 2027-02-08]", "2027-02-07, 2027-02-08, 2027-02-09]"
    )
    path = tmp_path / "holidays.toml"
    path.write_text(moved, encoding="utf-8")
    (change,) = loading.sync_reference(SYSTEM, LATER, replace(SHIPPED, holidays=path))
    assert (change.added, change.ended) == (1, 1)
    tet = queries.holidays_between(date(2027, 2, 1), date(2027, 2, 28))
    assert [day.on_date.day for day in tet] == [5, 6, 7, 8, 9]


def test_a_holiday_of_a_year_outside_the_file_stays(session: Session, tmp_path: Path) -> None:
    far = Holiday(on_date=date(2031, 1, 23), name="Tết", kind=communes.HolidayKind.TET)
    session.add(far)
    session.commit()
    path = tmp_path / "holidays.toml"
    path.write_text(SHIPPED.holidays.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    loading.sync_reference(SYSTEM, LATER, replace(SHIPPED, holidays=path))
    assert queries.holidays_between(date(2031, 1, 1), date(2031, 12, 31)) == [far]
