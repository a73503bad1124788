"""Finished PDF pages put together and taken apart without laying them out again."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO

from pikepdf import Dictionary, Name, Object, Page, Pdf, String

LONG_COORDINATE = re.compile(rb"(\.\d\d)\d+")
DRAWING_STEP = re.compile(rb"^[-.\d ]+ [mlc]$", re.MULTILINE)


@dataclass(frozen=True)
class FileProperties:
    """What a single file says of itself: its title and when it was made (aware)."""

    title: str
    made_at: datetime | None = None


def ground_page(pdf: bytes) -> bytes:
    """Make a drawing small enough to be laid under many pages: coordinates in hundredths."""
    with Pdf.open(BytesIO(pdf)) as document:
        page = document.pages[0]
        page.contents_coalesce()
        content = page.Contents.read_bytes()
        shorter = DRAWING_STEP.sub(lambda m: LONG_COORDINATE.sub(rb"\1", m.group()), content)
        page.Contents = document.make_stream(shorter)
        return saved(document)


def composed(pdf: bytes, ground: bytes, drawings: Sequence[bytes]) -> bytes:
    """Lay the first page of `ground`, stored once, under every page of `pdf`, with `drawings`.

    `drawings` are PDF operators, one for each page in order; text is printed over them.
    """
    with Pdf.open(BytesIO(pdf)) as document, Pdf.open(BytesIO(ground)) as shared:
        form = document.copy_foreign(shared.pages[0].as_form_xobject())
        for page, drawing in zip(document.pages, drawings, strict=True):
            page.add_resource(form, Name.XObject, Name.Ground)
            under = document.make_stream(b"q /Ground Do Q " + drawing)
            page.contents_add(under, prepend=True)
        return saved(document)


def single_pages(pdf: bytes, files: Sequence[FileProperties]) -> list[bytes]:
    """Cut a document into files of one page each, with their own titles.

    Raises:
        ValueError: the document has not as many pages as there are `files`.
    """
    with Pdf.open(BytesIO(pdf)) as document:
        if len(document.pages) != len(files):
            raise ValueError(f"{len(document.pages)} pages for {len(files)} files")
        language = str(document.Root.get("/Lang", "vi"))
        pages = zip(document.pages, files, strict=True)
        return [single_page(page, properties, language) for page, properties in pages]


def single_page(page: Page, properties: FileProperties, language: str) -> bytes:
    """Put one page into a file of its own."""
    with Pdf.new() as single:
        single.pages.append(page)
        single.Root.Lang = String(language)
        single.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        single.docinfo["/Title"] = String(properties.title)
        if properties.made_at:
            moment = properties.made_at.astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ")
            single.docinfo["/CreationDate"] = String(moment)
            single.docinfo["/ModDate"] = String(moment)
        return saved(single)


def saved(document: Pdf) -> bytes:
    """Write a document; the same content gives the same bytes."""
    target = BytesIO()
    document.save(target, deterministic_id=True)
    return target.getvalue()


def joined(files: Sequence[bytes]) -> bytes:
    """Put finished documents one after another; a ground that they share is stored once.

    Raises:
        ValueError: there is none.
    """
    if not files:
        raise ValueError("nothing to join")
    grounds: dict[bytes, Object] = {}
    with Pdf.new() as whole:
        for content in files:
            with Pdf.open(BytesIO(content)) as item:
                whole.Root.Lang = String(str(item.Root.get("/Lang", "vi")))
                for page in item.pages:
                    whole.pages.append(page)
                    share_ground(whole.pages[-1], grounds)
        whole.remove_unreferenced_resources()
        return saved(whole)


def share_ground(page: Page, known: dict[bytes, Object]) -> None:
    """Let a page use a ground with the same drawing that an earlier page brought along."""
    drawings = page.resources.get("/XObject", Dictionary())
    if "/Ground" in drawings:
        ground = drawings["/Ground"]
        drawings["/Ground"] = known.setdefault(ground.read_raw_bytes(), ground)
