"""What a paper may use: the packaged fonts and the images that are handed over with it."""

from base64 import b64decode
from collections.abc import Mapping
from io import BytesIO
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from PIL import Image

from vocational.documents.fonts import Face, font_file

DATA_IMAGES = ("data:image/png;base64,", "data:image/jpeg;base64,", "data:image/svg+xml,")
SIGNATURES = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"<svg": "image/svg+xml"}
FONT_MEDIA_TYPE = "font/ttf"


class ResourceRefused(Exception):
    """A page asked for something that is not packaged and was not handed over."""


class Resource(NamedTuple):
    """A font or an image, with its media type."""

    content: bytes
    media_type: str


def resource(url: str, images: Mapping[str, bytes]) -> Resource:
    """Find what a `font:`, `asset:` or `data:` address names.

    Raises `ResourceRefused`: any other address, or an image that is neither PNG, JPEG nor SVG, or
    is broken.
    """
    scheme, _, name = url.partition(":")
    if scheme == "font" and name in tuple(Face):
        return Resource(font_file(Face(name)).read_bytes(), FONT_MEDIA_TYPE)
    if scheme == "asset" and name in images:
        return _image(url, images[name])
    if url.startswith(DATA_IMAGES):
        return _data_image(url)
    raise ResourceRefused(url[:80])


def _image(url: str, content: bytes) -> Resource:
    """Answer with an image whose kind its first bytes tell."""
    for signature, kind in SIGNATURES.items():
        if content.startswith(signature):
            _check_pixels(url, content, kind)
            return Resource(content, kind)
    raise ResourceRefused(url[:80])


def _check_pixels(url: str, content: bytes, kind: str) -> None:
    """Refuse a broken picture: the page would be printed without it."""
    if kind == "image/svg+xml":
        return
    try:
        with Image.open(BytesIO(content)) as picture:
            picture.verify()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise ResourceRefused(url[:80]) from error


def _data_image(url: str) -> Resource:
    """Answer with an image that is written into its own address."""
    head, _, body = url.partition(",")
    content = unquote_to_bytes(body)
    return _image(url, b64decode(content) if head.endswith(";base64") else content)
