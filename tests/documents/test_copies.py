"""Copies of papers: what is taken, what is refused and why, what is left of them."""

from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from tests.factories import copies as factory
from vocational.documents import copies, copy_contents
from vocational.shared.errors import RuleViolation


def _code(content):
    with pytest.raises(RuleViolation) as refusal:
        copy_contents.cleaned(content)
    assert refusal.value.field == "file"
    return refusal.value.code


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (factory.picture("JPEG"), "giay.jpg", "image/jpeg"),
        (factory.picture("PNG"), "giay.png", "image/png"),
        (factory.sent(factory.document()), "giay.pdf", "application/pdf"),
    ],
)
def test_pictures_and_documents_are_taken_by_their_content(content, name, kind):
    made = copies.cleaned_copy(content, "giay")
    assert (made.name, made.media_type) == (name, kind)
    assert made.content


def test_a_picture_loses_what_the_telephone_wrote_into_it():
    said = Image.Exif()
    said[0x010F] = "Samsung"
    made = copies.cleaned_copy(factory.picture(exif=said), "giay")
    with Image.open(BytesIO(made.content)) as kept:
        assert dict(kept.getexif()) == {}
    assert b"Samsung" not in made.content


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "PDF"])
def test_a_picture_of_a_citizen_card_is_refused(kind):
    assert _code(factory.card(kind)) == "copy.citizen_card"


@pytest.mark.parametrize(
    "writes",
    [
        b"BT /F1 12 Tf (IDVNM0990123457001099012345<<6) Tj ET",
        b"BT [<" + "CĂN CƯỚC".encode("utf-16-be").hex().encode() + b"> 10 <"
        + " CÔNG DÂN".encode("utf-16-be").hex().encode() + b">] TJ ET",
    ],
)  # fmt: skip
def test_a_scan_whose_text_layer_names_a_card_is_refused(writes):
    assert _code(factory.sent(factory.document(writes=writes))) == "copy.citizen_card"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "copy.empty"),
        (b"hello", "copy.kind"),
        (factory.picture("GIF"), "copy.kind"),
        (factory.picture("JPEG")[:900], "copy.broken"),
        (b"\x89PNG\r\n\x1a\nIEND", "copy.broken"),
        (b"%PDF-1.7 rubbish", "copy.broken"),
        (b"%PDF-" + b"x" * copy_contents.MOST_BYTES, "copy.too_large"),
        (factory.sent(factory.document(pages=21)), "copy.pages"),
    ],
)
def test_what_is_no_good_copy_is_refused_with_its_reason(content, code):
    assert _code(content) == code


@pytest.mark.parametrize("password", ["", "mở"])
def test_a_locked_document_is_refused(password):
    lock = pikepdf.Encryption(owner="chủ", user=password)
    assert _code(factory.sent(factory.document(), encryption=lock)) == "copy.locked"


@pytest.mark.parametrize("kind", ["JavaScript", "Launch", "SubmitForm", "URI", "GoToR"])
def test_a_document_that_does_something_is_refused(kind):
    made = factory.document()
    made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name(f"/{kind}"))
    assert _code(factory.sent(made)) == "copy.active"


def test_a_document_that_opens_at_a_page_is_taken():
    made = factory.document()
    made.Root.OpenAction = pikepdf.Array([made.pages[0].obj, pikepdf.Name.Fit])
    assert copy_contents.cleaned(factory.sent(made)).startswith(b"%PDF-")


@pytest.mark.parametrize(
    "made",
    [factory.wide_picture, factory.document_without_width],
)
def test_a_file_that_ends_its_reader_is_refused_as_damaged(made):
    with pytest.raises(RuleViolation) as refusal:
        copies.cleaned_copy(made(), "giay")
    assert refusal.value.code == "copy.broken"
