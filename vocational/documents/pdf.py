"""The one door to WeasyPrint: HTML in, PDF out, nothing fetched from outside.

A page may use the packaged fonts (family `Tinos`), images handed over by name
(`asset:photo`) and small images written into it as `data:`. Everything else is refused.
WeasyPrint needs about 1 MiB a page: split documents of more than 200 pages.
"""

from base64 import b64decode
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from io import BytesIO
from threading import Lock
from urllib.parse import unquote_to_bytes

from PIL import Image
from weasyprint import CSS, HTML, Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from vocational.documents.fonts import Face, font_file

# Relative addresses must reach the fetcher too, to be refused there and not skipped.
BASE_URL = "asset://paper/"
DATA_IMAGES = ("data:image/png;base64,", "data:image/jpeg;base64,", "data:image/svg+xml,")
SIGNATURES = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"<svg": "image/svg+xml"}
PDF_NAME = "Vocational"
FONT_FACES = "".join(
    f"@font-face {{ font-family: Tinos; src: url(font:{face.value}); "
    f"font-weight: {'bold' if 'Bold' in face else 'normal'}; "
    f"font-style: {'italic' if 'Italic' in face else 'normal'} }}"
    for face in Face
)

# Pango's font map is shared by all documents (a new one for each call leaks) and is not
# made for threads.
_fonts = FontConfiguration()
_door = Lock()


class ResourceRefused(Exception):
    """A page asked for something that is not packaged and was not handed over."""


class ClosedFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint carries no types
    """Serves packaged fonts and the images of one call."""

    def __init__(self, images: Mapping[str, bytes]) -> None:
        super().__init__(fail_on_errors=True)
        self.images = images
        # WeasyPrint swallows what goes wrong within an SVG: the door asks here afterwards.
        self.refused: list[str] = []

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Answer `font:`, `asset:` and `data:` addresses.

        Raises:
            ResourceRefused: any other address, or an image that is none.
        """
        try:
            return self.answer(url)
        except ResourceRefused:
            self.refused.append(url[:80])
            raise

    def answer(self, url: str) -> URLFetcherResponse:
        """Find what an address names; raises as `fetch`."""
        scheme, _, name = url.partition(":")
        if scheme == "font" and name in tuple(Face):
            return URLFetcherResponse(url, font_file(Face(name)).read_bytes())
        if scheme == "asset" and name in self.images:
            return image_response(url, self.images[name])
        if url.startswith(DATA_IMAGES):
            return data_image(url)
        raise ResourceRefused(url[:80])


def image_response(url: str, content: bytes) -> URLFetcherResponse:
    """Answer with an image whose kind its first bytes tell.

    Raises:
        ResourceRefused: neither PNG, JPEG nor SVG, or broken.
    """
    for signature, kind in SIGNATURES.items():
        if content.startswith(signature):
            check_pixels(url, content, kind)
            return URLFetcherResponse(url, content, {"Content-Type": kind})
    raise ResourceRefused(url[:80])


def check_pixels(url: str, content: bytes, kind: str) -> None:
    """Refuse a broken picture: WeasyPrint would print the page without it."""
    if kind == "image/svg+xml":
        return
    try:
        with Image.open(BytesIO(content)) as picture:
            picture.verify()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise ResourceRefused(url[:80]) from error


def data_image(url: str) -> URLFetcherResponse:
    """Answer with an image that is written into its own address."""
    head, _, body = url.partition(",")
    content = unquote_to_bytes(body)
    return image_response(url, b64decode(content) if head.endswith(";base64") else content)


@lru_cache(maxsize=32)
def stylesheet(text: str) -> CSS:
    """Parse a style sheet once; the fonts' sheet too must be parsed only once."""
    return CSS(string=text, font_config=_fonts, url_fetcher=ClosedFetcher({}), base_url=BASE_URL)


def render(
    html: str,
    *,
    css: str = "",
    images: Mapping[str, bytes] | None = None,
    made_at: datetime | None = None,
) -> bytes:
    """Make a PDF of one page of HTML; title and language are those of the HTML.

    `css` is kept parsed between calls, a `<style>` in the HTML is not. The same input and
    the same `made_at` give the same bytes.

    Raises:
        ResourceRefused: the HTML asks for a file or an address.
    """
    return render_documents([html], css=css, images=images, made_at=made_at)


def render_documents(
    htmls: Sequence[str],
    *,
    css: str = "",
    images: Mapping[str, bytes] | None = None,
    made_at: datetime | None = None,
) -> bytes:
    """Make one PDF of several pages of HTML, in order; title and language of the first.

    Raises:
        ResourceRefused: the HTML asks for a file or an address.
        ValueError: no HTML at all.
    """
    if not htmls:
        raise ValueError("nothing to print")
    fetcher = ClosedFetcher(images or {})
    try:
        with _door:
            documents = [laid_out(html, css, fetcher) for html in htmls]
            whole = documents[0].copy([page for one in documents for page in one.pages])
            set_dates(whole, made_at)
            pdf = bytes(whole.write_pdf())
    except FatalURLFetchingError as error:
        raise ResourceRefused(str(error)[:200]) from error
    if fetcher.refused:
        raise ResourceRefused(fetcher.refused[0])
    return pdf


def laid_out(html: str, css: str, fetcher: ClosedFetcher) -> Document:
    """Lay out one page of HTML with the packaged fonts."""
    page = HTML(string=html, base_url=BASE_URL, url_fetcher=fetcher)
    sheets = [stylesheet(FONT_FACES)] + ([stylesheet(css)] if css else [])
    return page.render(font_config=_fonts, stylesheets=sheets)


def set_dates(document: Document, made_at: datetime | None) -> None:
    """Write when and with what a file was made, or no date at all."""
    moment = made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if made_at else None
    document.metadata.created = moment
    document.metadata.modified = moment
    document.metadata.generator = PDF_NAME
