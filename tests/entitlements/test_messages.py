"""What a person reads: every code has its sentence, in both languages."""

from datetime import date

import pytest
from flask import Flask
from flask_babel import force_locale

from tests.factories.entitlements import case, prior, proved
from vocational.classes.messages import scheme_name
from vocational.entitlements.messages import (
    ATTRIBUTE_NAMES,
    KIND_NAMES,
    refusal_sentence,
    verdict_sentence,
    warning_sentence,
)
from vocational.entitlements.rules.assess import assess
from vocational.entitlements.rules.cases import Attribute
from vocational.entitlements.rules.explain import VerdictCode, explain
from vocational.entitlements.rules.outcomes import RefusalCode, WarningCode
from vocational.law.support import Scheme, SupportKind
from vocational.learners.rules.counting import CategoryEntry
from vocational.web.messages import known_codes


def test_every_code_has_a_sentence_and_every_name_a_word():
    wanted = {
        *(f"entitlements.refusal.{code}" for code in RefusalCode),
        *(f"entitlements.warning.{code}" for code in WarningCode),
        *(f"entitlements.verdict.{code}" for code in VerdictCode),
    }
    assert wanted <= known_codes()
    assert all(scheme.instrument.heading in scheme_name(scheme) for scheme in Scheme)
    assert set(KIND_NAMES) == set(SupportKind)
    assert set(ATTRIBUTE_NAMES) == set(Attribute)


@pytest.mark.parametrize(
    ("given", "vietnamese"),
    [
        (case("QD46", born=date(2012, 1, 1)), "Chưa đủ 15 tuổi vào ngày khai giảng."),
        (
            case("QD12", proved("land_recovered", date(2015, 1, 1))),
            "Đến ngày khai giảng đã quá 60 tháng kể từ ngày có quyết định.",
        ),
        (
            case("ND61"),
            "Không còn hiệu lực vào ngày khai giảng (hết hiệu lực sau ngày 31/12/2025).",
        ),
        (
            case("ND338", on=date(2025, 12, 31)),
            "Chưa có hiệu lực vào ngày khai giảng (hiệu lực từ 01/01/2026).",
        ),
        (
            case("QD46", supported_before=(prior(2020),)),
            "Đã được hỗ trợ học nghề. Chỉ hỗ trợ lại khi UBND cấp xã xác nhận bị mất việc làm.",
        ),
    ],
)
def test_a_refusal_is_said_in_vietnamese(app: Flask, given, vietnamese):
    with app.test_request_context(), force_locale("vi"):
        (refusal,) = assess(given).refusals
        assert refusal_sentence(refusal, given.starts_on) == vietnamese


def test_warnings_and_verdicts_name_what_they_are_about(app: Flask):
    given = case("QD46", "merit", CategoryEntry("disability"), km=3, born=date(1950, 1, 1))
    explanation = explain(given)
    verdicts = {verdict.rule.rule_id: verdict for verdict in explanation.verdicts}
    with app.test_request_context(), force_locale("vi"):
        assert [warning_sentence(warning) for warning in explanation.assessment.warnings] == [
            "Người khuyết tật: thiếu giấy tờ minh chứng.",
            "Quá 60 tuổi. Quy định về độ tuổi được hỗ trợ còn có cách hiểu khác nhau.",
            "TT 152/2016 Điều 4: điểm này chưa thống nhất, cần kiểm tra trước khi chi.",
        ]
        assert verdict_sentence(verdicts["QD46-TUI-NKT"]) == (
            "Người khuyết tật chưa được tính: giấy tờ còn thiếu hoặc không còn hạn."
        )
        assert verdict_sentence(verdicts["QD46-TRAVEL-15"]) == "Nhà cách nơi học chưa đến 15 km."
    with app.test_request_context(), force_locale("en"):
        assert verdict_sentence(verdicts["QD46-TUI-NKT"]) == (
            "Person with a disability does not count: its paper is missing or out of date."
        )


def test_every_verdict_can_be_said(app: Flask):
    cases = [
        case("QD46", "merit", "disability", days=2, km=20),
        case("QD46", "merit", supported_before=(prior(2020),)),
        case("QD46", "merit", cost=0),
        case("ND61", "youth_volunteer", on=date(2016, 5, 2), card_issued_on=date(2016, 5, 1)),
    ]
    with app.test_request_context(), force_locale("vi"):
        said = [verdict_sentence(v) for item in cases for v in explain(item).verdicts]
    assert not any("entitlements." in sentence or "%(" in sentence for sentence in said)
