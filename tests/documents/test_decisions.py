"""What decisions print around their articles."""

import pytest

from vocational.documents.decisions import (
    Offices,
    decision_frame,
    issuing_head,
    signature_of,
    written_number,
)
from vocational.documents.papers import Letterhead

LETTERHEAD = Letterhead("Sở Giáo dục và Đào tạo", "Trung tâm Sông Đáy", "06/QĐ-TTSĐ", "Hà Nội")


def frame(**changes):
    given = {"grounds": ["Căn cứ Luật;", "Căn cứ biên bản."], "receivers": ["Sở (để b/c)"]}
    return decision_frame(LETTERHEAD, signature_of("GIÁM ĐỐC", "Lê Văn A"), **(given | changes))


def test_recitals_end_with_a_semicolon_and_the_proposal_with_a_full_stop():
    assert frame().grounds == (
        "Căn cứ Luật;",
        "Căn cứ biên bản;",
        "Theo đề nghị của Trưởng phòng Đào tạo.",
    )


def test_receivers_end_with_a_semicolon_and_the_archive_with_a_full_stop():
    assert frame().receivers == ("Như Điều 3;", "Sở (để b/c);", "Lưu: VT, ĐT.")


def test_the_offices_of_the_institution_stand_where_they_propose_carry_out_and_keep():
    offices = Offices("Tổ trưởng Tổ Giáo vụ", "Tổ Giáo vụ, Tổ Hành chính", "VT, GV")
    made = frame(offices=offices, also_executed_by="giáo viên chủ nhiệm")
    assert made.grounds[-1] == "Theo đề nghị của Tổ trưởng Tổ Giáo vụ."
    assert made.executors == "Tổ Giáo vụ, Tổ Hành chính, giáo viên chủ nhiệm"
    assert made.receivers[-1] == "Lưu: VT, GV."


def test_a_deputy_signs_and_the_head_decides():
    signature = signature_of("KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC", "Lê Thị Phó")
    assert (signature.title, signature.deputy_title) == ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")
    assert issuing_head(signature.title, "Trung tâm Sông Đáy") == "GIÁM ĐỐC TRUNG TÂM SÔNG ĐÁY"


@pytest.mark.parametrize(
    ("number", "written"),
    [
        ("6/QĐ-TTSĐ", "06/QĐ-TTSĐ"),
        ("06/QĐ-TTSĐ", "06/QĐ-TTSĐ"),
        ("16/QĐ-TTSĐ", "16/QĐ-TTSĐ"),
        ("100/QĐ", "100/QĐ"),
        ("", ""),
        ("QĐ-7", "QĐ-7"),
    ],
)
def test_a_number_below_ten_is_written_with_a_zero(number, written):
    assert written_number(number) == written
