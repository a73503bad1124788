"""Texts that decisions recite, by kind, level and day; articles that pages name."""

from datetime import date, timedelta

import pytest

from vocational.law.grounds import DecisionKind, all_grounds, legal_grounds, passage, recital
from vocational.law.instruments import all_instruments, full_citation, instrument
from vocational.law.support import Scheme

NEW_LAW = date(2026, 1, 1)
NEW_CERTIFICATES = date(2026, 4, 15)
AMENDED = date(2019, 2, 8)


def test_the_law_of_the_day_is_recited_by_name_and_day_without_its_number():
    newer = legal_grounds(DecisionKind.OPENING, NEW_LAW, elementary=True)[0]
    older = legal_grounds(DecisionKind.OPENING, NEW_LAW - timedelta(1), elementary=True)[0]
    assert newer == "Căn cứ Luật Giáo dục nghề nghiệp ngày 10 tháng 12 năm 2025"
    assert older == "Căn cứ Luật Giáo dục nghề nghiệp ngày 27 tháng 11 năm 2014"


@pytest.mark.parametrize("kind", DecisionKind)
def test_each_level_recites_its_own_circular(kind):
    assert "số 42/2015/TT-BLĐTBXH" in legal_grounds(kind, NEW_LAW, elementary=True)[1]
    assert "số 43/2015/TT-BLĐTBXH" in legal_grounds(kind, NEW_LAW, elementary=False)[1]


def test_a_circular_is_cited_with_what_amended_it_from_the_day_of_the_amendment():
    circular = instrument("elementary_training")
    amended = full_citation(circular, AMENDED)
    assert amended.startswith(
        "Thông tư số 42/2015/TT-BLĐTBXH ngày 20 tháng 10 năm 2015 của Bộ trưởng Bộ Lao động"
        " - Thương binh và Xã hội quy định về đào tạo trình độ sơ cấp"
    )
    assert amended.endswith(
        "(được sửa đổi, bổ sung bởi Thông tư số 34/2018/TT-BLĐTBXH ngày 26 tháng 12 năm 2018)"
    )
    assert "34/2018" not in full_citation(circular, AMENDED - timedelta(1))


def test_the_circular_on_certificates_is_recited_by_recognitions_alone_and_from_its_day():
    cited = legal_grounds(DecisionKind.RECOGNITION, NEW_CERTIFICATES, elementary=True)
    earlier = legal_grounds(
        DecisionKind.RECOGNITION, NEW_CERTIFICATES - timedelta(1), elementary=True
    )
    assert "10/2026/TT-BGDĐT" in cited[-1]
    assert not any("10/2026" in line for line in earlier)
    opening = legal_grounds(DecisionKind.OPENING, NEW_CERTIFICATES, elementary=True)
    assert not any("10/2026" in line for line in opening)


def test_a_scheme_is_recited_in_full_and_named_shortly():
    text = Scheme.QD46.instrument
    assert recital(text, NEW_LAW) == (
        "Căn cứ Quyết định số 46/2015/QĐ-TTg ngày 28 tháng 9 năm 2015 của Thủ tướng Chính phủ"
        " quy định chính sách hỗ trợ đào tạo trình độ sơ cấp, đào tạo dưới 03 tháng"
    )
    assert text.name == "Quyết định số 46/2015/QĐ-TTg"
    assert text.heading == "Quyết định 46/2015/QĐ-TTg"
    assert Scheme.QD46.citation == "QĐ 46/2015"


def test_every_scheme_has_its_text():
    assert {scheme.instrument.scheme for scheme in Scheme} == {scheme.value for scheme in Scheme}


def test_every_amendment_and_ground_names_a_known_text():
    amending = {
        change.instrument for text in all_instruments().values() for change in text.amendments
    }
    assert amending <= all_instruments().keys()
    assert all(ground.decisions for ground in all_grounds())


def test_pages_name_articles_as_figures_of_the_law_do():
    assert passage("results.elementary") == "TT 42/2015 Art 27"
    assert passage("weights.elementary") == "TT 04/2022"
