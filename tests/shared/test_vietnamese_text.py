import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vocational.shared.vietnamese_text import ALPHABET, TONES, fold, word_key

words_of_letters = st.text(alphabet=ALPHABET + "áàảãạốồổỗộ", min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Đặng Thị Ánh", "dang thi anh"),
        ("  NGUYỄN\u00a0 VĂN\tMẪU ", "nguyen van mau"),
        (unicodedata.normalize("NFD", "Đường Hữu Nghị"), "duong huu nghi"),
        ("Ðinh (with the Icelandic letter)", "dinh (with the icelandic letter)"),
        ("H'Hen Niê", "h'hen nie"),
        ("ê\u0306", "e"),
        ("Phúc\u200b Thọ", "phuc tho"),
        ("", ""),
        ("   ", ""),
    ],
)
def test_the_search_form_has_neither_marks_nor_capitals(written, folded):
    assert fold(written) == folded


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=ALPHABET + "".join(TONES) + " "))
def test_both_normal_forms_fold_alike(text):
    composed, spread = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert fold(composed) == fold(spread)
    assert fold(composed).isascii()


def test_letters_follow_the_vietnamese_alphabet():
    assert sorted(set(ALPHABET), key=word_key) == list(ALPHABET)


def test_tones_follow_the_dictionary_order():
    assert sorted(["lạ", "lá", "lã", "lả", "là", "la"], key=word_key) == [
        "la",
        "là",
        "lả",
        "lã",
        "lá",
        "lạ",
    ]


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("an", "anh"),
        ("án", "anh"),
        ("ạn", "ăn"),
        ("ăn", "ân"),
        ("dung", "đung"),
        ("đức", "em"),
        ("mai", "mãi"),
        ("thuỷ", "thuý"),
        ("bru-vân", "bruan"),
        ("z", "я"),
    ],
)
def test_letters_come_before_tones(earlier, later):
    assert word_key(earlier) < word_key(later)


@pytest.mark.parametrize(("item", "other"), [("hòa", "hoà"), ("thúy", "thuý"), ("Khoẻ", "KHỎE")])
def test_where_the_tone_mark_stands_makes_no_difference(item, other):
    assert word_key(item) == word_key(other)


@given(words_of_letters, words_of_letters)
def test_a_key_is_ascii_and_equal_only_for_the_same_letters(item, other):
    assert word_key(item).isascii()
    if word_key(item) == word_key(other):
        assert fold(item) == fold(other)


@given(st.text(max_size=12))
def test_any_text_has_an_ascii_key(text):
    assert word_key(text).isascii()
