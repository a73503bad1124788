"""WeasyPrint, behind the door of `pdf`: HTML in, PDF out, nothing fetched from outside."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from threading import Lock

from weasyprint import CSS, HTML, Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from vocational.documents.fonts import Face
from vocational.documents.resources import ResourceRefused, resource

# Relative addresses must reach the fetcher too, to be refused there and not skipped.
BASE_URL = "asset://paper/"
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


class ClosedFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint carries no types
    """Serves packaged fonts and the images of one call."""

    def __init__(self, images: Mapping[str, bytes]) -> None:
        super().__init__(fail_on_errors=True)
        self.images = images
        # WeasyPrint swallows what goes wrong within an SVG: the door asks here afterwards.
        self.refused: list[str] = []

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Answer an address as `resource` does, and raise what it raises."""
        try:
            result = resource(url, self.images)
        except ResourceRefused:
            self.refused.append(url[:80])
            raise
        return URLFetcherResponse(url, result.content, {"Content-Type": result.media_type})


@lru_cache(maxsize=32)
def stylesheet(text: str) -> CSS:
    """Parse a style sheet once; the fonts' sheet too must be parsed only once."""
    return CSS(string=text, font_config=_fonts, url_fetcher=ClosedFetcher({}), base_url=BASE_URL)


def typeset(
    htmls: Sequence[str], css: str, images: Mapping[str, bytes], made_at: datetime | None
) -> bytes:
    """Make one PDF, as `pdf.render_documents` says, of at least one page of HTML.

    Raises `ResourceRefused`: the HTML asks for a file or an address.
    """
    fetcher = ClosedFetcher(images)
    try:
        with _door:
            documents = [laid_out(html, css, fetcher) for html in htmls]
            whole = documents[0].copy([page for document in documents for page in document.pages])
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
