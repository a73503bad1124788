"""Communes found by what people type, nearest first."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from vocational.reference import queries

HA_NOI, HO_CHI_MINH = "01", "79"


@pytest.mark.parametrize(
    "typed",
    [
        "phuc tho",
        "PHÚC THỌ",
        "xã Phúc Thọ",
        "phúc thọ hà nội",
        "Xã Phúc Thọ, TP. Hà Nội",
        "  phuc   tho ",
    ],
)
def test_phuc_tho_is_found_however_it_is_typed(session: Session, typed: str) -> None:
    first = queries.communes_matching(typed, HA_NOI)[0]
    assert (first.code, first.label) == ("09715", "Xã Phúc Thọ, Hà Nội")
    assert first.is_rural


def test_the_institutions_province_comes_first(session: Session) -> None:
    for province_code in (HA_NOI, HO_CHI_MINH):
        codes = [c.province_code for c in queries.communes_matching("an", province_code, 20)]
        assert codes[0] == province_code
        assert codes == sorted(codes, key=lambda code: code != province_code)


def test_whole_names_come_before_beginnings_and_those_before_the_rest(session: Session) -> None:
    names = [c.name for c in queries.communes_matching("an phú", HO_CHI_MINH, 4)]
    assert names[:2] == ["Phường An Phú", "Phường An Phú Đông"]
    assert all("An Phú" not in name for name in names[2:])


def test_the_kind_that_was_typed_comes_first_among_equals(session: Session) -> None:
    for kind in ("Xã", "Phường"):
        assert queries.communes_matching(f"{kind} Tân An")[0].name == f"{kind} Tân An"


def test_a_typed_province_beats_the_institutions(session: Session) -> None:
    communes_matching = queries.communes_matching("bến thành tphcm", HA_NOI)
    assert [choice.label for choice in communes_matching] == ["Phường Bến Thành, Hồ Chí Minh"]


def test_apostrophes_need_not_be_typed(session: Session) -> None:
    assert queries.communes_matching("mdrak")[0].name == "Xã M’Drắk"
    assert queries.communes_matching("m'drak")[0].name == "Xã M’Drắk"


@pytest.mark.parametrize("typed", ["", "   ", "100%", "%", "_", "<script>", "🙂", "a" * 500])
def test_what_is_no_place_finds_nothing(session: Session, typed: str) -> None:
    assert queries.communes_matching(typed, HA_NOI) == []


def test_no_more_than_asked_are_given_in_two_statements(
    session: Session, count_queries: Callable
) -> None:
    with count_queries() as statements:
        assert len(queries.communes_matching("an", HA_NOI, limit=5)) == 5
    assert len(statements) == 2


def test_an_unknown_commune_is_none(session: Session) -> None:
    assert queries.commune("99999") is None
