import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vocational.shared.errors import RuleViolation
from vocational.shared.person_names import (
    LONGEST_NAME,
    LONGEST_SORT_KEY,
    clean_name,
    sort_key,
    sort_names,
)

IN_ORDER = [
    "An",
    "Nguyễn An",
    "Nguyễn Văn An",
    "Nguyễn Thị Ánh An",
    "Lê Anh",
    "Nguyễn Ánh",
    "Trần Ăn",
    "Trần Ân",
    "Lê Văn Dũng",
    "Lê Văn Đức",
    "Đỗ Thị Hoa",
    "Phạm Hoa",
    "Phạm Hòa",
    "Phạm Hỏa",
    "Lê Hương",
    "Lê Hường",
    "Tống Thị Mai",
    "Tông Mai",
    "Lò Thị Yến",
]


def test_a_list_goes_by_given_name_then_surname_then_middle_names():
    expected = [
        "An",
        "Nguyễn An",
        "Nguyễn Thị Ánh An",
        "Nguyễn Văn An",
        "Lê Anh",
        "Nguyễn Ánh",
        "Trần Ăn",
        "Trần Ân",
        "Lê Văn Dũng",
        "Lê Văn Đức",
        "Đỗ Thị Hoa",
        "Phạm Hoa",
        "Phạm Hòa",
        "Phạm Hỏa",
        "Lê Hương",
        "Lê Hường",
        "Tông Mai",
        "Tống Thị Mai",
        "Lò Thị Yến",
    ]
    shuffled = random.Random(5).sample(IN_ORDER, len(IN_ORDER))
    assert sort_names(shuffled) == expected


def test_the_tone_of_a_given_name_weighs_more_than_the_surname():
    assert sort_names(["An Hòa", "Vũ Hoa"]) == ["Vũ Hoa", "An Hòa"]


def test_equal_names_keep_their_order():
    assert sort_names(["Lê Hoà", "LÊ HÒA", "lê hòa"]) == ["Lê Hoà", "LÊ HÒA", "lê hòa"]


def test_the_key_does_not_depend_on_the_normal_form():
    name = "Nguyễn Thị Phượng"
    assert sort_key(unicodedata.normalize("NFD", name)) == sort_key(name)


@given(st.permutations(IN_ORDER))
def test_the_order_of_the_input_does_not_matter(names):
    assert sort_names(names) == sort_names(IN_ORDER)


@given(st.text(alphabet="aăâđêôơưễộự -'.Ẩ", max_size=LONGEST_NAME))
def test_the_key_of_a_clean_name_fits_its_column(text):
    try:
        key = sort_key(clean_name(text))
    except RuleViolation:
        return
    assert key.isascii()
    assert len(key) <= LONGEST_SORT_KEY


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Nguyễn   Văn  Mẫu ", "Nguyễn Văn Mẫu"),
        (unicodedata.normalize("NFD", "Lê Thị Hoà"), "Lê Thị Hoà"),
        ("Ðặng Văn Ðông", "Đặng Văn Đông"),
        ("H'Hen Niê", "H'Hen Niê"),
        ("K’Brơi", "K’Brơi"),
        ("Y Ƀhăm Êban", "Y Ƀhăm Êban"),
        ("Hồ Ê\u0306 Lan", "Hồ Ê\u0306 Lan"),
        ("Bru-Vân Kiều", "Bru-Vân Kiều"),
        ("Lê\nHoa", "Lê Hoa"),
        ("\ufeffLê\u200b Hoa", "Lê Hoa"),
        ("A" * LONGEST_NAME, "A" * LONGEST_NAME),
    ],
)
def test_a_name_stays_as_the_papers_write_it(typed, kept):
    assert clean_name(typed) == kept


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "person_name.empty"),
        (" \u200b\n", "person_name.empty"),
        ("A" * (LONGEST_NAME + 1), "person_name.too_long"),
        ("x" * 500, "person_name.too_long"),
        ("<script>alert(1)</script>", "person_name.character"),
        ("Lê {Hoa}", "person_name.character"),
        ("Lê | Hoa", "person_name.character"),
        ("Lê Hoa 2", "person_name.character"),
        ("Lê Hoa ２", "person_name.character"),
        ("Lê Hoa 😀", "person_name.character"),
        ("Lê\x00Hoa", "person_name.character"),
        ("Lê \u202eaoH", "person_name.character"),
        ("\u0301Lê", "person_name.character"),
        ("Le\u0335 Hoa", "person_name.character"),
        ("a" + "\u0301" * 20, "person_name.character"),
        ("a\u0306\u0306", "person_name.character"),
        ("Лê Hoa", "person_name.character"),
        ("黎花", "person_name.character"),
        ("ﬁ", "person_name.character"),
        ("- .", "person_name.character"),
        ("Lê\ud800", "person_name.character"),
    ],
)
def test_what_no_name_holds_is_refused(typed, code):
    with pytest.raises(RuleViolation) as caught:
        clean_name(typed)
    assert caught.value.code == code
    assert caught.value.field == "full_name"


def test_a_character_that_cannot_be_seen_is_named_by_its_code_point():
    with pytest.raises(RuleViolation) as caught:
        clean_name("Lê\x07")
    assert caught.value.params == {"character": "U+0007"}


@given(st.text(max_size=120))
def test_a_clean_name_is_clean(text):
    try:
        name = clean_name(text)
    except RuleViolation:
        return
    assert clean_name(name) == name
    assert unicodedata.is_normalized("NFC", name)
    assert sort_key(name).isascii()
