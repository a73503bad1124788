"""The one door to PDF prints what it is given and fetches nothing."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from jinja2 import Environment, FileSystemLoader
from pypdf import PdfReader

from tests.architecture.sources import ROOT
from tests.documents.reading import codes_of, fonts_of, page_sizes_mm, text_of
from vocational.documents.papers import Letterhead, Signature
from vocational.documents.pdf import render, render_documents
from vocational.documents.qr import qr_code
from vocational.documents.resources import ResourceRefused

MADE_AT = datetime(2026, 4, 14, 1, 30, tzinfo=UTC)
PIXEL = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00"
    b"\x90wS\xde\x00\x00\x00\x0cIDATx\x9cc\xf8\xcf\xc0\x00\x00\x03\x01\x01\x00\xc9\xfe\x92\xef"
    b"\x00\x00\x00\x00IEND\xaeB`\x82"
)


def page(body: str) -> str:
    """Wrap a body as a page in Vietnamese."""
    return (
        '<html lang="vi"><head><title>Danh sách</title></head>'
        f'<body style="font-family: Tinos">{body}</body></html>'
    )


@pytest.fixture(scope="module")
def environment() -> Environment:
    """The product's templates, without an application."""
    return Environment(loader=FileSystemLoader(ROOT / "templates"), autoescape=True)


def test_title_language_and_date_are_those_given():
    reader = PdfReader(BytesIO(render(page("Chào"), made_at=MADE_AT)))
    assert reader.metadata is not None
    assert reader.metadata.title == "Danh sách"
    assert reader.metadata.creation_date == MADE_AT
    assert reader.root_object["/Lang"] == "vi"


def test_the_same_page_gives_the_same_bytes():
    item, other = (render(page("Nguyễn Thị Hoà"), made_at=MADE_AT) for _ in range(2))
    assert item == other


def test_several_pages_make_one_file():
    pdf = render_documents([page("một"), page("hai")])
    assert len(page_sizes_mm(pdf)) == 2
    assert "một" in text_of(pdf)
    assert "hai" in text_of(pdf)


def test_only_the_packaged_font_is_used_and_embedded():
    pdf = render(page("Ẫ ữ Ợ ỵ <b>Đậm</b> <i>nghiêng</i>"))
    assert {name for name, _ in fonts_of(pdf)} == {"Tinos", "Tinos-Bold", "Tinos-Italic"}
    assert all(embedded for _, embedded in fonts_of(pdf))


@pytest.mark.parametrize(
    "body",
    [
        '<img src="file:///etc/passwd">',
        '<img src="http://127.0.0.1:9/x.png">',
        '<img src="https://example.org/x.png">',
        '<img src="../../etc/passwd">',
        '<img src="//example.org/x.png">',
        '<img src="asset:photo">',
        '<img src="font:../../../etc/passwd">',
        '<img src="data:text/html,hello">',
        '<img src="data:application/pdf;base64,AAAA">',
        '<img src="data:image/png;base64,AAAA">',
        '<style>@import "http://example.org/x.css";</style>',
        '<link rel="stylesheet" href="file:///etc/passwd">',
        '<link rel="attachment" href="file:///etc/passwd">',
        "<style>@font-face { font-family: X; src: url(file:///etc/passwd) }</style>",
        '<style>body { background: url("http://example.org/x.png") }</style>',
        '<object data="file:///etc/passwd"></object>',
        '<svg width="9" height="9"><image href="file:///etc/passwd" width="9" height="9"/></svg>',
    ],
)
def test_everything_from_outside_is_refused(body):
    with pytest.raises(ResourceRefused):
        render(page(body))


def test_an_image_that_is_handed_over_is_printed():
    pdf = render(page('<img src="asset:photo" style="width: 3cm">'), images={"photo": PIXEL})
    assert len(PdfReader(BytesIO(pdf)).pages[0].images) == 1


@pytest.mark.parametrize("content", [b"%PDF-1.7", PIXEL[:50], b"", b"\xff\xd8\xff\xe0 no more"])
def test_a_file_that_is_no_whole_image_is_refused(content):
    with pytest.raises(ResourceRefused):
        render(page('<img src="asset:photo">'), images={"photo": content})


def test_a_code_is_read_back(tmp_path):
    code = qr_code("https://example.org/verify/abc")
    svg = f'<svg width="40mm" height="40mm" viewBox="0 0 {code.side} {code.side}">'
    pdf = render(page(f'{svg}<path d="{code.path}"/></svg>'))
    assert codes_of(pdf, tmp_path) == ["https://example.org/verify/abc"]


LETTERHEAD = Letterhead(
    "Sở Giáo dục và Đào tạo", "Trung tâm Mẫu", "05/QĐ-TTM", "Hà Nội, ngày 05 tháng 02 năm 2026"
)
CLASS_PAPER = {
    "letterhead": LETTERHEAD,
    "class_name": "MCN-2026-03",
    "occupation": "May công nghiệp",
    "level": "Sơ cấp bậc I",
    "period": "từ ngày 05/01/2026 đến ngày 05/4/2026",
    "place": "Nhà văn hóa thôn Đoài",
    "decision": "số 05/QĐ-TTM ngày 05/02/2026",
    "signatures": [Signature("NGƯỜI LẬP BIỂU"), Signature("GIÁM ĐỐC", name="Trần Văn Mẫu")],
    "place_and_date": "Hà Nội, ngày 05 tháng 02 năm 2026",
}


def rows(count: int) -> list[dict[str, object]]:
    """Make rows that fit every list."""
    return [
        {
            "number": number,
            "name": "H’Bia <b>Êban</b>",
            "birth_date": "07/3/1981",
            "serial_number": f"A {number:04}",
            "registry_number": f"{number:04}/2026",
            "marks": ["P"] * 3,
        }
        for number in range(1, count + 1)
    ]


def decision(**changes: object) -> dict[str, object]:
    """Fill the recognition decision."""
    return (
        CLASS_PAPER
        | {
            "elementary": True,
            "issuing_head": "GIÁM ĐỐC TRUNG TÂM MẪU",
            "grounds": ["Căn cứ Luật Giáo dục nghề nghiệp"],
            "proposer": "Trưởng phòng Đào tạo",
            "executors": "Phòng Đào tạo",
            "receivers": ["Như Điều 3;"],
            "signature": Signature("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Nguyễn Thu Hà"),
            "learners": rows(20),
        }
        | changes
    )


LISTS = {
    "certificates/pdf/registry.html": {"book_title": "SỔ CẤP", "certificates": rows(40)},
    "certificates/pdf/handover.html": {"certificate_name": "chứng chỉ", "certificates": rows(40)},
    "class_list/pdf/class_list.html": {"learners": rows(40)},
    "attendance/pdf/month.html": {
        "month_title": "THÁNG 10 NĂM 2026",
        "days": [{"number": day, "weekday": "T2", "taught": day < 3} for day in (1, 2, 3)],
        "present_counts": ["39", "40", ""],
        "learners": rows(40),
    },
}


@pytest.mark.parametrize("template", LISTS)
def test_lists_are_landscape_repeat_nothing_and_lose_nobody(environment, template):
    html = environment.get_template(template).render(CLASS_PAPER | LISTS[template])
    pdf = render(html)
    text = text_of(pdf)
    assert set(page_sizes_mm(pdf)) == {(297, 210)}
    assert text.count("H’Bia <b>Êban</b>") == 40
    assert text.count("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") == 1
    assert "Trần Văn Mẫu" in text.split("\f")[-2]


def test_a_decision_carries_its_list(environment):
    template = environment.get_template("assessment/pdf/recognition_decision.html")
    pdf = render(template.render(decision()))
    text = text_of(pdf)
    assert page_sizes_mm(pdf)[:2] == [(210, 297), (297, 210)]
    assert "Số: 05/QĐ-TTM" in text
    assert "Công nhận tốt nghiệp cho 20 học viên" in text
    assert text.count("PHÓ GIÁM ĐỐC") == 2


def test_under_three_months_nobody_graduates(environment):
    template = environment.get_template("assessment/pdf/recognition_decision.html")
    text = text_of(render(template.render(decision(elementary=False))))
    assert "tốt nghiệp" not in text
    assert "cấp chứng chỉ đào tạo" in text


def test_an_application_form_is_one_page_empty_or_filled(environment):
    template = environment.get_template("enrolment/pdf/application.html")
    categories = [{"name": f"Đối tượng {n}", "ticked": n == 2} for n in range(16)]
    filled = {"name": "Nguyễn Văn Mẫu", "sex": "Nam", "birth_date": "1955"}
    for learner in ({}, filled):
        pdf = render(template.render(learner=learner, categories=categories))
        assert page_sizes_mm(pdf) == [(210, 297)]


def test_learner_cards_have_the_size_of_a_bank_card(environment, tmp_path):
    card = {
        "institution_name": "Trung tâm Mẫu",
        "learner_name": "Nguyễn Phúc Công Tằng Tôn Nữ Quỳnh Hương",
        "card_number": "HV-000123",
        "photo": "asset:photo-1",
        "qr": qr_code("HV-000123"),
    }
    html = environment.get_template("enrolment/pdf/learner_card.html").render(cards=[card, card])
    pdf = render(html, images={"photo-1": PIXEL})
    assert page_sizes_mm(pdf) == [(86, 54), (86, 54)]
    assert codes_of(pdf, tmp_path) == ["HV-000123"]
