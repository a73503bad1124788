"""What a copy of a paper holds: checked by content and written again, never a citizen card.

Sizes are bytes, pages and pixels counts. Pictures lose what the telephone wrote into them (place,
device), documents lose scripts' hiding places. Call `cleaned` where it may fail: what is sent can
unfold to any size, see `copies`.
"""

from collections.abc import Iterator
from enum import StrEnum
from io import BytesIO

import zxingcpp
from pikepdf import (
    Dictionary,
    Object,
    Page,
    PasswordError,
    Pdf,
    PdfImage,
    PikepdfError,
    Stream,
    String,
    parse_content_stream,
)
from PIL import Image, ImageOps

from vocational.shared import citizen_card
from vocational.shared.errors import RuleViolation
from vocational.shared.vietnamese_text import fold

MEBIBYTE = 1024 * 1024
MOST_BYTES = 5 * MEBIBYTE
MOST_PAGES = 20
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 2480
"""An A4 page at 300 dots an inch is so wide."""
JPEG_QUALITY = 85

FIELD = "file"

_ACTIVE_KEYS = frozenset(
    {"/AA", "/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/XFA", "/RichMedia"}
)
_ACTIONS = frozenset(
    {
        "/JavaScript",
        "/Launch",
        "/SubmitForm",
        "/ImportData",
        "/RichMediaExecute",
        "/GoToR",
        "/GoToE",
    }
)
_HARMLESS_OPENING = "/GoTo"
_DEEPEST = 20
_MARKER, _SCAN = 0xFF, 0xDA
_CARD_WORDS = ("cancuoccongdan", "citizenidentitycard", "idvnm")
_TEXT_OPERATORS = frozenset({"Tj", "TJ", "'", '"'})


class Kind(StrEnum):
    """What may be sent in; the value is its media type."""

    PDF = "application/pdf"
    JPEG = "image/jpeg"
    PNG = "image/png"


ENDINGS = {Kind.PDF: ".pdf", Kind.JPEG: ".jpg", Kind.PNG: ".png"}
_SIGNATURES = ((b"%PDF-", Kind.PDF), (b"\xff\xd8\xff", Kind.JPEG), (b"\x89PNG\r\n", Kind.PNG))


def cleaned(content: bytes) -> bytes:
    """Check a file that somebody sent in and write it again.

    Raises `RuleViolation` on `file`: those of `kind_of`, `copy.broken`, `copy.pixels`,
    `copy.pages`, `copy.locked`, `copy.active`, `copy.citizen_card`.
    """
    kind = kind_of(content)
    return _document(content) if kind is Kind.PDF else _picture(content, kind)


def kind_of(content: bytes) -> Kind:
    """Tell what a file is by its first bytes; its name and the browser's word do not count.

    Raises `RuleViolation` on `file`: `copy.empty`, `copy.too_large`, `copy.kind`.
    """
    if not content:
        raise RuleViolation("copy.empty", FIELD)
    check_size(len(content))
    kind = next((kind for start, kind in _SIGNATURES if content.startswith(start)), None)
    if kind is None:
        raise RuleViolation("copy.kind", FIELD)
    return kind


def check_size(size: int) -> None:
    """Refuse a file of more than `MOST_BYTES`.

    Raises `RuleViolation` `copy.too_large` with both in whole mebibytes, the file's rounded up.
    """
    if size > MOST_BYTES:
        raise RuleViolation(
            "copy.too_large", FIELD, most=MOST_BYTES // MEBIBYTE, actual=-(-size // MEBIBYTE)
        )


def _picture(content: bytes, kind: Kind) -> bytes:
    if not (_is_whole_jpeg(content) if kind is Kind.JPEG else b"IEND" in content):
        raise RuleViolation("copy.broken", FIELD)
    try:
        with Image.open(BytesIO(content), formats=[kind.name]) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise RuleViolation("copy.pixels", FIELD, most=MOST_PIXELS // 1_000_000)
            picture = _flat(ImageOps.exif_transpose(opened))
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise RuleViolation("copy.broken", FIELD) from error
    _check_no_card(picture)
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    target = BytesIO()
    picture.save(target, kind.name, quality=JPEG_QUALITY, optimize=True)
    return target.getvalue()


def _is_whole_jpeg(content: bytes) -> bool:
    """Tell whether the picture ends; Pillow, as WeasyPrint sets it, fills a torn one with grey.

    The parts before the picture are skipped: one may hold a small picture with an end of its own.
    """
    at = 2
    while at + 4 <= len(content) and content[at] == _MARKER:
        if content[at + 1] == _SCAN:
            return content.find(b"\xff\xd9", at) > 0
        if content[at + 1] == _MARKER:
            at += 1
        else:
            at += 2 + int.from_bytes(content[at + 2 : at + 4])
    return False


def _flat(picture: Image.Image) -> Image.Image:
    """Lay a picture that lets light through on white, without palette and remarks."""
    if picture.mode in ("L", "RGB"):
        flat = picture.copy()
    else:
        white = Image.new("RGBA", picture.size, "white")
        flat = Image.alpha_composite(white, picture.convert("RGBA")).convert("RGB")
    flat.info.clear()
    return flat


def _document(content: bytes) -> bytes:
    try:
        with Pdf.open(BytesIO(content)) as document:
            _check_document(document)
            for page in document.pages:
                _check_page(page)
            del document.docinfo
            if "/Metadata" in document.Root:
                del document.Root.Metadata
            target = BytesIO()
            document.save(target, deterministic_id=True)
            return target.getvalue()
    except PasswordError as error:
        raise RuleViolation("copy.locked", FIELD) from error
    except (PikepdfError, OSError, ValueError, TypeError, RuntimeError, KeyError) as error:
        raise RuleViolation("copy.broken", FIELD) from error


def _check_document(document: Pdf) -> None:
    if document.is_encrypted:
        raise RuleViolation("copy.locked", FIELD)
    if not 0 < len(document.pages) <= MOST_PAGES:
        raise RuleViolation("copy.pages", FIELD, most=MOST_PAGES, actual=len(document.pages))
    opening = document.Root.get("/OpenAction")
    leads_away = isinstance(opening, Dictionary) and opening.get("/S") != _HARMLESS_OPENING
    if leads_away or any(_is_active(item) for item in document.objects):
        raise RuleViolation("copy.active", FIELD)


def _is_active(item: Object, depth: int = 0) -> bool:
    """Tell whether an object, or one written into it, does something when it is opened."""
    if depth > _DEEPEST:
        return True
    if item._type_name == "array":
        return any(_is_active(item, depth + 1) for item in _written_into(iter(item)))
    if item._type_name not in ("dictionary", "stream"):
        return False
    if _ACTIVE_KEYS & set(item.keys()) or str(item.get("/S", "")) in _ACTIONS:
        return True
    return any(_is_active(item, depth + 1) for item in _written_into(v for _k, v in item.items()))


def _written_into(values: Iterator[object]) -> Iterator[Object]:
    """Leave out the objects of an own number, each of which is looked at by itself."""
    return (value for value in values if isinstance(value, Object) and not value.is_indirect)


def _check_page(page: Page) -> None:
    words = fold(_text_of(page)).replace(" ", "")
    if any(word in words for word in _CARD_WORDS):
        raise RuleViolation("copy.citizen_card", FIELD)
    for get_image in page.get_images().values():
        assert isinstance(get_image, Stream)
        if int(get_image.Width) * int(get_image.Height) > MOST_PIXELS:
            raise RuleViolation("copy.pixels", FIELD, most=MOST_PIXELS // 1_000_000)
        picture = _picture_in(get_image)
        if picture is not None:
            _check_no_card(picture)


def _text_of(page: Page) -> str:
    """Collect what a page writes, as far as its letters are plain or two bytes each.

    Text recognition writes such layers over scans; other fonts are not read.
    """
    written = [
        bytes(part)
        for step in parse_content_stream(page)
        if str(step.operator) in _TEXT_OPERATORS
        for operand in step.operands
        for part in (operand if isinstance(operand, Object) and _is_list(operand) else [operand])
        if isinstance(part, String)
    ]
    return " ".join(
        text.decode(code, "ignore") for code in ("latin-1", "utf-16-be") for text in written
    )


def _is_list(operand: Object) -> bool:
    return operand._type_name == "array"


def _picture_in(stream: Stream) -> Image.Image | None:
    """Give a picture of a document; None for kinds that cannot be shown here."""
    try:
        return PdfImage(stream).as_pil_image()
    except (PikepdfError, RuntimeError, OSError, ValueError):
        return None


def _check_no_card(picture: Image.Image) -> None:
    """Refuse a picture in which the code of a citizen card can be read."""
    wanted = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
    codes = zxingcpp.read_barcodes(picture.convert("L"), formats=wanted)
    if any(citizen_card.read(code.text).citizen_number for code in codes):
        raise RuleViolation("copy.citizen_card", FIELD)
