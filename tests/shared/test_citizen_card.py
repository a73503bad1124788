from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vocational.shared.citizen_card import LONGEST_ADDRESS, CitizenCard, read
from vocational.shared.dates import BirthDate
from vocational.shared.sex import Sex

ADDRESS = "Số 1, Phố Thử, Phường Mẫu, Hà Nội"
PAYLOAD = f"001099012345||Nguyễn Văn Mẫu|01021999|Nam|{ADDRESS}|15082022"
CARD = CitizenCard(
    citizen_number="001099012345",
    full_name="Nguyễn Văn Mẫu",
    birth_date=BirthDate(1999, 2, 1),
    sex=Sex.MALE,
    address=ADDRESS,
    issued_on=date(2022, 8, 15),
)


def warned(*codes, **changes):
    return CitizenCard(**(vars(CARD) | {"warnings": codes} | changes))


def test_a_card_of_2021_is_read_whole():
    assert read(PAYLOAD) == CARD


@pytest.mark.parametrize(
    "payload",
    [
        PAYLOAD + "\r\n",
        "\ufeff" + PAYLOAD,
        "]Q3" + PAYLOAD,
        PAYLOAD.replace("|", "｜"),
        PAYLOAD.replace("|", " | "),
        PAYLOAD.replace("Nam", "NAM"),
        PAYLOAD.replace("01021999", "01/02/1999"),
        PAYLOAD + "||||",
        PAYLOAD.encode().decode("latin-1"),
    ],
)
def test_what_scanners_add_or_change_does_no_harm(payload):
    assert read(payload) == CARD


def test_the_old_number_is_kept():
    assert read(PAYLOAD.replace("||", "|123456789|")).old_number == "123456789"


def test_a_number_that_says_another_sex_warns():
    card = read(PAYLOAD.replace("001099", "001199"))
    assert card == warned("sex_mismatch", citizen_number="001199012345")


def test_a_number_that_says_another_year_warns():
    card = read(PAYLOAD.replace("01021999", "01021998"))
    assert card == warned("birth_year_mismatch", birth_date=BirthDate(1998, 2, 1))


@pytest.mark.parametrize("born", ["1955", "00001955"])
def test_a_year_alone_is_a_birth_date(born):
    card = read(PAYLOAD.replace("01021999", born).replace("001099", "001055"))
    assert card.birth_date == BirthDate(1955)
    assert card.warnings == ()


def test_fields_of_relatives_are_never_kept():
    card = read(PAYLOAD + "|Trần Thị Chủ Hộ|001155000001|Nguyễn Văn Cha")
    assert card == warned("extra_fields_dropped")


def test_fields_in_another_order_are_recognised_and_warned_of():
    payload = f"001099012345|Nguyễn Văn Mẫu|Nam|01021999|{ADDRESS}|15082022|123456789|Cha Là Ai"
    expected = warned("unknown_layout", "extra_fields_dropped", old_number="123456789")
    assert read(payload) == expected


def test_a_name_after_the_address_is_taken_for_a_relative():
    card = read(f"001099012345|01021999|Nam|{ADDRESS}|15082022|Nguyễn Văn Cha")
    assert card == warned("unknown_layout", full_name=None)


def test_swapped_dates_are_put_right():
    payload = f"001099012345||Nguyễn Văn Mẫu|15082022|Nam|{ADDRESS}|01021999"
    assert read(payload) == warned("unknown_layout")


@pytest.mark.parametrize(
    "name", ["Nguy?n V?n M?u", "Nguy\ufffdn V\ufffdn M\ufffdu", "Nguy6n V8n M6u"]
)
def test_a_name_broken_by_an_input_method_is_left_out(name):
    card = read(PAYLOAD.replace("Nguyễn Văn Mẫu", name))
    assert card == warned("unknown_layout", full_name=None)


def test_broken_dates_are_left_out():
    card = read(PAYLOAD.replace("15082022", "99992022"))
    assert card == warned("unknown_layout", issued_on=None)


def test_a_bare_number_is_still_of_use():
    assert read("001099012345") == CitizenCard(
        citizen_number="001099012345", warnings=("unknown_layout",)
    )


@pytest.mark.parametrize("payload", ["", "xin chào", "|||||||", "https://example.vn/a?b=1", "\x00"])
def test_what_is_no_card_gives_a_warning_and_nothing_false(payload):
    card = read(payload)
    assert card.citizen_number is None
    assert "unknown_layout" in card.warnings


def test_a_hostile_address_is_bounded():
    card = read(PAYLOAD.replace(ADDRESS, "a" * 1000))
    assert card.address is not None
    assert len(card.address) == LONGEST_ADDRESS


@given(st.text())
def test_nothing_makes_the_reader_fail(text):
    read(text)


@given(st.lists(st.sampled_from([*PAYLOAD.split("|"), "Cha Mẹ", "?", "2022"]), max_size=12))
def test_fields_in_any_order_never_make_it_fail(fields):
    card = read("|".join(fields))
    assert card.citizen_number in (None, "001099012345")
    assert len(set(card.warnings)) == len(card.warnings)
