"""Certificates read back from the finished file."""

import unicodedata
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import pytest
from jinja2 import Environment, FileSystemLoader
from pypdf import PdfReader

from tests.architecture.sources import ROOT
from tests.certificates.sheets import ELEMENTARY, sheet_for
from tests.documents.reading import codes_of, fonts_of, page_sizes_mm, picture_of, text_of
from tests.documents.test_pdf import PIXEL
from vocational.certificates.papers import pdf
from vocational.certificates.rules.designs import registry
from vocational.documents.resources import ResourceRefused
from vocational.shared.errors import RuleViolation

MADE_AT = datetime(2026, 4, 14, 1, 30, tzinfo=UTC)
every_design = pytest.mark.parametrize("design", registry.CURRENT, ids=lambda item: item.code)


@pytest.fixture(scope="module")
def environment() -> Environment:
    """The product's templates, without an application."""
    return Environment(loader=FileSystemLoader(ROOT / "templates"), autoescape=True)


@every_design
def test_a_certificate_says_what_was_given(environment, design, tmp_path):
    sheet = sheet_for(design, holder_name="Nguyê\u0303n Thị Hoà")
    made = pdf.render_certificate(environment, design, sheet, made_at=MADE_AT)
    text = text_of(made)
    assert page_sizes_mm(made) == [(297, 210)]
    assert unicodedata.is_normalized("NFC", text)
    for value in ("Nguyễn Thị Hoà", "A 0001234", "0123/2026/CCSC-TTGDNN", "Trần Văn Mẫu"):
        assert value in text
    assert design.title.upper() in text
    assert "MẪU" not in text.replace("NGHIỆP MẪU", "").replace("MẪU VOCATIONAL", "")
    assert codes_of(made, tmp_path) == [sheet.fields.verify_url]


@every_design
def test_only_embedded_tinos_is_used(environment, design):
    fonts = fonts_of(pdf.render_certificate(environment, design, sheet_for(design)))
    assert {name for name, _ in fonts} == {"Tinos", "Tinos-Bold", "Tinos-Italic"}
    assert all(embedded for _, embedded in fonts)


def test_a_course_under_three_months_has_no_classification(environment):
    text = text_of(
        pdf.render_certificate(environment, registry.TRAINING, sheet_for(registry.TRAINING))
    )
    assert "Kết quả: Đạt yêu cầu" in text
    assert "Xếp loại" not in text


@every_design
def test_a_specimen_is_marked(environment, design):
    sheet = sheet_for(design, institution_name="TRUNG TÂM", institution_name_en="CENTRE")
    plain, marked = (
        PdfReader(BytesIO(pdf.render_certificate(environment, design, item)))
        .pages[0]
        .extract_text()
        for item in (sheet, replace(sheet, fields=replace(sheet.fields, specimen=True)))
    )
    assert "MẪU" not in plain
    assert "MẪU" in "".join(marked.split())


def test_a_copy_a_deputy_and_a_year_alone_are_printed(environment):
    sheet = sheet_for(
        registry.ELEMENTARY,
        copy_mark="BẢN SAO",
        signer_title="KT. GIÁM ĐỐC",
        deputy_title="PHÓ GIÁM ĐỐC",
        birth_label="Năm sinh",
        birth_date="1955",
    )
    text = text_of(pdf.render_certificate(environment, registry.ELEMENTARY, sheet))
    for value in ("BẢN SAO", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Năm sinh:", "1955"):
        assert value in text


def test_what_is_empty_disappears_with_its_label(environment):
    sheet = sheet_for(registry.ELEMENTARY, birth_place="", recognition_decision="")
    text = text_of(pdf.render_certificate(environment, registry.ELEMENTARY, sheet))
    assert "Nơi sinh" not in text
    assert "Quyết định" not in text


def test_a_hostile_name_is_printed_as_text(environment):
    sheet = sheet_for(registry.ELEMENTARY, holder_name='<img src="file:///etc/passwd">')
    text = text_of(pdf.render_certificate(environment, registry.ELEMENTARY, sheet))
    assert '<img src="file:///etc/passwd">' in text


def test_nothing_is_printed_when_one_of_a_class_cannot_be(environment):
    sheets = [sheet_for(registry.ELEMENTARY), sheet_for(registry.ELEMENTARY, holder_name="😀")]
    with pytest.raises(RuleViolation, match=r"certificates\.no_glyph"):
        pdf.render_batch(environment, registry.ELEMENTARY, sheets)


def test_a_photo_is_printed_and_anything_else_refused(environment):
    fields = ELEMENTARY
    with_photo = pdf.CertificateSheet(fields, {"photo": PIXEL, "emblem": PIXEL})
    made = pdf.render_certificate(environment, registry.ELEMENTARY, with_photo)
    assert "Ảnh 3 x 4" not in text_of(made)
    assert len(PdfReader(BytesIO(made)).pages[0].images) >= 1
    with pytest.raises(ResourceRefused):
        pdf.render_certificate(
            environment, registry.ELEMENTARY, pdf.CertificateSheet(fields, {"photo": b"MZ"})
        )


def test_a_class_is_printed_as_separate_files_in_order(environment, tmp_path):
    sheets = [
        sheet_for(
            registry.ELEMENTARY,
            serial_number=f"A {number:07}",
            verify_url=f"https://tracuu.example/verify/{number:022}",
        )
        for number in range(1, 4)
    ]
    files = pdf.render_batch(environment, registry.ELEMENTARY, sheets, made_at=MADE_AT)
    assert len(files) == 3
    for sheet, made in zip(sheets, files, strict=True):
        reader = PdfReader(BytesIO(made))
        assert reader.metadata is not None
        assert reader.metadata.title == f"{sheet.fields.serial_number} Nguyễn Thị Hoà"
        assert reader.metadata.creation_date == MADE_AT
        assert reader.root_object["/Lang"] == "vi"
        assert sheet.fields.serial_number in text_of(made)
        assert codes_of(made, tmp_path) == [sheet.fields.verify_url]


def test_a_class_is_printed_into_one_file_that_stores_the_ornament_once(environment):
    design = registry.ELEMENTARY
    alone = len(pdf.render_certificate(environment, design, sheet_for(design)))
    together = pdf.render_together(environment, design, [sheet_for(design)] * 5)
    assert page_sizes_mm(together) == [(297, 210)] * 5
    assert len(together) < 2 * alone


def test_the_same_certificate_gives_the_same_bytes(environment):
    design = registry.TRAINING
    item, other = (
        pdf.render_certificate(environment, design, sheet_for(design), made_at=MADE_AT)
        for _ in range(2)
    )
    assert item == other


@every_design
def test_nothing_is_drawn_outside_the_printable_sheet(environment, design, tmp_path):
    sheet = sheet_for(design, photo_frame=True)
    made = pdf.render_certificate(environment, design, sheet)
    picture = picture_of(made, tmp_path, dots_per_inch=100).convert("L")
    ink = picture.point(lambda grey: 255 if grey < 250 else 0).getbbox()
    assert ink is not None
    edge = 8 / 25.4 * 100
    assert min(ink[0], ink[1], picture.width - ink[2], picture.height - ink[3]) >= edge


def test_an_unused_text_changes_nothing(environment):
    design = registry.ELEMENTARY
    fields = replace(ELEMENTARY, occupation_en="Anything")
    render_certificate = pdf.render_certificate(
        environment, design, pdf.CertificateSheet(ELEMENTARY)
    )
    assert render_certificate == pdf.render_certificate(
        environment, design, pdf.CertificateSheet(fields)
    )
