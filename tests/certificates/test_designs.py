"""Designs choose sizes by plan and refuse what has no room or no letters."""

from datetime import date

import pytest

from tests.certificates.sheets import ELEMENTARY, sheet_for
from vocational.certificates.rules.designs import fit, registry, wording
from vocational.certificates.rules.designs.fields import label_of
from vocational.certificates.rules.designs.ornament.sheet import ornament_svg
from vocational.certificates.states import CertificateKind
from vocational.documents.fonts import width_mm
from vocational.shared.dates import BirthDate
from vocational.shared.errors import RuleViolation
from vocational.shared.sex import Sex

HARD_NAMES = [
    "Nguyễn Phước Quý Thiên Bảo Hoàng Long",
    "H’Bia Êban",
    "Nguyễn Phúc Công Tằng Tôn Nữ Quỳnh Hương",
    "NGUYỄN PHÚC CÔNG TẰNG TÔN NỮ QUỲNH HƯƠNG",
]
every_design = pytest.mark.parametrize("design", registry.CURRENT, ids=lambda item: item.code)


@every_design
@pytest.mark.parametrize("name", HARD_NAMES[:3])
def test_long_names_find_a_size_and_stay_within_their_room(design, name):
    fitted = fit.fit_certificate(design, sheet_for(design, holder_name=name).fields)
    spec = next(field for field in design.fields if field.name == "holder_name")
    assert fitted["holder_name"].lines == (name,)
    assert width_mm(name, spec.face, fitted["holder_name"].size_pt) <= spec.max_mm


def test_a_short_name_is_printed_in_the_largest_size():
    fitted = fit.fit_certificate(registry.ELEMENTARY, ELEMENTARY)
    assert fitted["holder_name"].size_pt == 27


@every_design
def test_a_name_too_long_for_the_smallest_size_is_refused(design):
    smallest = next(field for field in design.fields if field.name == "holder_name").sizes[-1]
    fields = sheet_for(design, holder_name=HARD_NAMES[3]).fields
    assert fit.fit_certificate(design, fields)["holder_name"].size_pt >= smallest
    with pytest.raises(RuleViolation, match=r"certificates\.text_does_not_fit") as refused:
        fit.fit_certificate(design, sheet_for(design, holder_name=HARD_NAMES[3] * 2).fields)
    assert refused.value.field == "holder_name"


@every_design
@pytest.mark.parametrize("name", ["Nguyễn 😀", "阮氏和", "An\u202eB"])
def test_what_has_no_glyph_is_refused_by_field(design, name):
    with pytest.raises(RuleViolation, match=r"certificates\.no_glyph") as refused:
        fit.fit_certificate(design, sheet_for(design, holder_name=name).fields)
    assert refused.value.field == "holder_name"


@every_design
def test_five_hundred_letters_are_refused(design):
    with pytest.raises(RuleViolation, match=r"certificates\.text_does_not_fit"):
        fit.fit_certificate(design, sheet_for(design, holder_name="Nguyễn " * 70).fields)


@pytest.mark.parametrize("name", ["holder_name", "serial_number", "result", "signer_name"])
def test_what_a_certificate_needs_is_missed(name):
    with pytest.raises(RuleViolation, match=r"certificates\.text_missing") as refused:
        fit.fit_certificate(
            registry.ELEMENTARY, sheet_for(registry.ELEMENTARY, **{name: " "}).fields
        )
    assert refused.value.field == name


def test_english_is_asked_for_by_bilingual_designs_only():
    changes = {"occupation_en": ""}
    fit.fit_certificate(registry.ELEMENTARY, sheet_for(registry.ELEMENTARY, **changes).fields)
    with pytest.raises(RuleViolation) as refused:
        fit.fit_certificate(
            registry.ELEMENTARY_BILINGUAL,
            sheet_for(registry.ELEMENTARY_BILINGUAL, **changes).fields,
        )
    assert refused.value.field == "occupation_en"


def test_a_long_occupation_breaks_where_it_reads_best():
    occupation = (
        "Kỹ thuật chế biến, bảo quản sản phẩm thủy sản "
        "và nuôi trồng thủy đặc sản nước ngọt quy mô hộ gia đình"
    )
    fields = sheet_for(registry.TRAINING, occupation=occupation).fields
    lines = fit.fit_certificate(registry.TRAINING, fields)["occupation"].lines
    assert lines[0] == "Kỹ thuật chế biến, bảo quản sản phẩm thủy sản"
    assert " ".join(lines) == occupation


def test_a_name_is_printed_composed_and_its_tone_marks_stay_where_they_stood():
    fields = sheet_for(registry.ELEMENTARY, holder_name="Nguyê\u0303n Thị Hoà").fields
    assert fit.fit_certificate(registry.ELEMENTARY, fields)["holder_name"].lines == (
        "Nguyễn Thị Hoà",
    )


def test_every_design_is_found_by_its_version():
    assert {registry.design_of(item.code, item.version) for item in registry.CURRENT} == set(
        registry.CURRENT
    )
    assert registry.current_design(CertificateKind.TRAINING, bilingual=True) is (
        registry.TRAINING_BILINGUAL
    )


@every_design
def test_ornaments_keep_within_the_printable_sheet(design):
    svg = ornament_svg(design.palette, design.rosettes, design.dividers)
    assert svg.startswith("<svg")
    assert design.palette.line in svg
    assert "nan" not in svg


def test_facts_are_worded_as_papers_have_them():
    first, last = date(2026, 1, 5), date(2026, 4, 5)
    assert wording.training_period(first, last) == "từ ngày 05/01/2026 đến ngày 05/4/2026"
    assert wording.training_hours_en("120", first, last) == "120 hours, 05 Jan 2026 to 05 Apr 2026"
    assert wording.recognition_decision("12/QĐ", last) == "số 12/QĐ ngày 05/4/2026"
    assert wording.birth_label(BirthDate(1955)) == "Năm sinh"
    assert wording.birth_date_en(BirthDate(1981, 3, 7)) == "07 March 1981"
    assert (wording.salutation(Sex.FEMALE), wording.salutation_en(Sex.MALE)) == ("Bà", "Mr")


@every_design
def test_every_text_has_a_name_to_mend_it_by(design):
    assert all(label_of(spec.name) for spec in design.fields)
