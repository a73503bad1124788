"""Files as people send them in: pictures, documents, citizen cards."""

from io import BytesIO

import pikepdf
import segno
from PIL import Image

CARD = "001099012345|012345678|Nguyễn Văn Mẫu|01021999|Nam|Thôn 3, Phúc Thọ, Hà Nội|05052021"


def picture(kind: str = "JPEG", *, color: str = "white", **saving: object) -> bytes:
    """Return a picture of a sheet of paper."""
    return _saved(Image.new("RGB", (600, 800), color), kind, **saving)


def card(kind: str = "JPEG") -> bytes:
    """Return a picture, or with `PDF` a document, that shows the code of a citizen card."""
    sheet = Image.new("RGB", (900, 600), "white")
    target = BytesIO()
    segno.make(CARD, error="m").save(target, kind="png", scale=4)
    sheet.paste(Image.open(target).convert("RGB"), (500, 40))
    return _saved(sheet, kind)


def document(*, pages: int = 1, writes: bytes = b"") -> pikepdf.Pdf:
    """Return a document that writes operators on its first page; `sent` makes it a file."""
    made = pikepdf.new()
    for _page in range(pages):
        made.add_blank_page()
    made.pages[0].Contents = made.make_stream(writes)
    return made


def wide_picture() -> bytes:
    """Return a picture of few kilobytes, one line of 40 million pixels."""
    return _saved(Image.new("1", (40_000_000, 1)), "PNG")


def document_without_width() -> bytes:
    """Return a document with a picture that does not say how wide it is."""
    made = document()
    picture = made.make_stream(b"abc")
    picture.Subtype = pikepdf.Name.Image
    made.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(A=picture))
    return sent(made)


def sent(made: pikepdf.Pdf, **saving: object) -> bytes:
    """Return a document as it is sent."""
    target = BytesIO()
    made.save(target, **saving)
    return target.getvalue()


def _saved(sheet: Image.Image, kind: str, **saving: object) -> bytes:
    target = BytesIO()
    sheet.save(target, kind, **saving)
    return target.getvalue()
