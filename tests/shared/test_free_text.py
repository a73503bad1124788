"""Lines and notes that people type."""

import pytest

from vocational.shared.errors import RuleViolation
from vocational.shared.free_text import check_length, clean_line, clean_note, required_line


def test_a_line_is_composed_and_has_single_spaces():
    assert clean_line(" Xo\u0301m  2\t\n Xã ", 20, "hamlet") == "Xóm 2 Xã"


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\u200b", "\u202e", "\ufeff", "\ue000"])
def test_what_no_paper_can_print_is_dropped(sign):
    assert clean_line(f"Thôn{sign} 2", 20, "hamlet") == "Thôn 2"


def test_a_note_keeps_its_lines_but_no_blank_ends():
    assert clean_note("\r\n một  hai \r\n\r\nba\n\n", 20, "note") == "một hai\n\nba"


def test_a_required_line_must_say_something():
    with pytest.raises(RuleViolation, match="required") as refusal:
        required_line(" \u200b ", 20, "title")
    assert refusal.value.field == "title"


def test_the_limit_itself_is_allowed_and_one_more_is_refused():
    check_length("x" * 20, 20, "note")
    with pytest.raises(RuleViolation, match="too_long") as refusal:
        check_length("x" * 21, 20, "note")
    assert refusal.value.params == {"most": 20, "length": 21}
