"""The paper fonts write Vietnamese, and are measured as they print."""

import unicodedata

import pytest

from vocational.documents import fonts
from vocational.documents.fonts import Face


def test_there_are_178_vietnamese_letters_and_every_face_has_them():
    letters = fonts.vietnamese_letters()
    assert len(set(letters)) == len(letters) == 178
    fonts.check_fonts()


def test_a_font_that_is_absent_stops_the_start(tmp_path, monkeypatch):
    monkeypatch.setattr(fonts, "FONT_FOLDER", tmp_path)
    with pytest.raises(fonts.FontsIncomplete) as refused:
        fonts.check_fonts()
    assert set(refused.value.missing) == {face.value for face in Face}


@pytest.mark.parametrize(
    "name", ["Nguyễn Phước Quý Thiên Bảo", "H’Bia Êban", "Đỗ Thị Thuỷ", "Y Blơ̆ Niê", "K'Sor"]
)
def test_names_of_vietnam_can_be_written(name):
    assert fonts.missing_glyphs(name) == ""


@pytest.mark.parametrize(
    ("text", "missing"),
    [("An 😀", "😀"), ("阮文安", "阮文安"), ("An\u202eB", "\u202e"), ("A\tB", "\t")],
)
def test_what_cannot_be_written_is_named(text, missing):
    assert fonts.missing_glyphs(text) == missing


def test_heaped_up_marks_are_no_name():
    assert fonts.missing_glyphs("a" + "\u0316" * 5) != ""


def test_a_text_is_as_wide_composed_as_decomposed():
    name = "Nguyễn Thị Hoà"
    decomposed = unicodedata.normalize("NFD", name)
    assert fonts.width_mm(name, Face.BOLD, 20) == fonts.width_mm(decomposed, Face.BOLD, 20)


def test_widths_are_those_of_times():
    # Ten digits of half an em at 36 pt: 180 pt.
    assert fonts.width_mm("0123456789", Face.REGULAR, 36) == pytest.approx(63.5, abs=0.1)
