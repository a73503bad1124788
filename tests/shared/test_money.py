import pytest
from hypothesis import given
from hypothesis import strategies as st

from vocational.shared import money
from vocational.shared.errors import RuleViolation


@pytest.mark.parametrize(
    ("amount_dong", "words"),
    [
        (0, "Không đồng"),
        (1, "Một đồng"),
        (4, "Bốn đồng"),
        (5, "Năm đồng"),
        (10, "Mười đồng"),
        (11, "Mười một đồng"),
        (14, "Mười bốn đồng"),
        (15, "Mười lăm đồng"),
        (20, "Hai mươi đồng"),
        (21, "Hai mươi mốt đồng"),
        (24, "Hai mươi tư đồng"),
        (25, "Hai mươi lăm đồng"),
        (100, "Một trăm đồng"),
        (101, "Một trăm linh một đồng"),
        (104, "Một trăm linh bốn đồng"),
        (105, "Một trăm linh năm đồng"),
        (110, "Một trăm mười đồng"),
        (555, "Năm trăm năm mươi lăm đồng"),
        (1_000, "Một nghìn đồng"),
        (1_005, "Một nghìn không trăm linh năm đồng"),
        (1_015, "Một nghìn không trăm mười lăm đồng"),
        (105_000, "Một trăm linh năm nghìn đồng"),
        (1_001_000, "Một triệu không trăm linh một nghìn đồng"),
        (1_000_001, "Một triệu không trăm linh một đồng"),
        (2_005_000, "Hai triệu không trăm linh năm nghìn đồng"),
        (4_300_000, "Bốn triệu ba trăm nghìn đồng"),
        (21_600_000, "Hai mươi mốt triệu sáu trăm nghìn đồng"),
        (1_000_000_000, "Một tỷ đồng"),
        (1_000_000_024, "Một tỷ không trăm hai mươi tư đồng"),
        (1_000_000_000_000, "Một nghìn tỷ đồng"),
        (1_500_000_000_000, "Một nghìn năm trăm tỷ đồng"),
        (1_005_000_000_000, "Một nghìn không trăm linh năm tỷ đồng"),
        (10**15, "Một triệu tỷ đồng"),
        (10**18, "Một tỷ tỷ đồng"),
        (10**18 + 10**9, "Một tỷ không trăm linh một tỷ đồng"),
        (10**21, "Một nghìn tỷ tỷ đồng"),
    ],
)
def test_an_amount_is_written_in_words(amount_dong, words):
    assert money.in_words(amount_dong) == words


@pytest.mark.parametrize("amount_dong", [-1, 10**27])
def test_an_amount_without_words_is_refused(amount_dong):
    with pytest.raises(ValueError, match="no words"):
        money.in_words(amount_dong)


@given(st.integers(0, money.LARGEST_IN_WORDS))
def test_the_words_can_be_read_back(amount_dong):
    assert amount_spoken(money.in_words(amount_dong)) == amount_dong


@given(st.integers(0, money.LARGEST_AMOUNT_DONG))
def test_a_written_amount_is_read_back(amount_dong):
    assert money.parse_dong(money.format_dong(amount_dong)) == amount_dong
    assert money.whole_dong(money.group_digits(amount_dong)) == amount_dong


@pytest.mark.parametrize(
    ("typed", "amount_dong"),
    [
        ("4300000", 4_300_000),
        (" 4.300.000 ", 4_300_000),
        ("4 300 000", 4_300_000),
        ("4.300.000 đ", 4_300_000),
        ("4.300.000đồng", 4_300_000),
        ("3500000 VNĐ", 3_500_000),
        ("0", 0),
    ],
)
def test_amounts_are_read_as_people_type_them(typed, amount_dong):
    assert money.parse_dong(typed) == amount_dong


@pytest.mark.parametrize(
    "typed", ["", "đ", "-5", "+5", "4,3", "4,300,000", "4.30", "4.3000", "1e6", "٣", "0.300.000"]
)
def test_anything_else_is_no_amount(typed):
    with pytest.raises(RuleViolation, match=r"money\.invalid"):
        money.parse_dong(typed, "fee")
    with pytest.raises(ValueError, match="not a whole amount"):
        money.whole_dong(typed)


def test_an_amount_beyond_reason_is_refused():
    with pytest.raises(RuleViolation, match=r"money\.too_large"):
        money.parse_dong("9" * 20)


DIGITS = {word: number for number, word in enumerate(money._DIGITS)} | {
    "mốt": 1,
    "tư": 4,
    "lăm": 5,
    "linh": 0,
}


def amount_spoken(words: str) -> int:
    """Read words back, independently of how they were made."""
    total, below_billion, group, digit = 0, 0, 0, 0
    for word in words.lower().removesuffix(" đồng").split():
        if word == "trăm":
            group, digit = group + digit * 100, 0
        elif word == "mươi":
            group, digit = group + digit * 10, 0
        elif word == "mười":
            group, digit = group + 10, 0
        elif word in ("nghìn", "triệu"):
            below_billion += (group + digit) * (1_000 if word == "nghìn" else 1_000_000)
            group, digit = 0, 0
        elif word == "tỷ":
            below_billion, group, digit = below_billion + group + digit, 0, 0
            total, below_billion = (total + below_billion) * 10**9, 0
        else:
            digit = DIGITS[word]
    return total + below_billion + group + digit
