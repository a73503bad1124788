"""The one door to printing: HTML in, PDF out, nothing fetched from outside.

A page may use the packaged fonts (family `Tinos`), images handed over by name
(`asset:photo`) and small images written into it as `data:`. Everything else is refused.
A page needs about 1 MiB of memory: split documents of more than 200 pages.

What sets the pages is loaded for the first paper: it is slow to load, and most commands print
nothing.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import ModuleType


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
    made: bytes = load_typesetting().typeset(htmls, css, images or {}, made_at)
    return made


def load_typesetting() -> ModuleType:
    """Load what sets the pages, if it is not loaded yet: processes forked later share it."""
    from vocational.documents import typesetting

    return typesetting
