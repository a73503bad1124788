"""Reads finished PDFs back as a person or a scanner would."""

import subprocess
from io import BytesIO
from pathlib import Path

import zxingcpp
from PIL import Image
from pypdf import PdfReader


def text_of(pdf: bytes) -> str:
    """Return the text in reading order."""
    return subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()


def page_sizes_mm(pdf: bytes) -> list[tuple[float, float]]:
    """Return width and height of each page."""
    boxes = [page.mediabox for page in PdfReader(BytesIO(pdf)).pages]
    return [(round(float(b.width) * 25.4 / 72), round(float(b.height) * 25.4 / 72)) for b in boxes]


def picture_of(pdf: bytes, folder: Path, dots_per_inch: int = 150) -> Image.Image:
    """Print the first page on a screen."""
    (folder / "page.pdf").write_bytes(pdf)
    subprocess.run(
        ["pdftoppm", "-r", str(dots_per_inch), "-png", "-singlefile", "page.pdf", "page"],
        cwd=folder,
        check=True,
    )
    return Image.open(folder / "page.png").convert("RGB")


def codes_of(pdf: bytes, folder: Path) -> list[str]:
    """Scan the QR codes of the first page."""
    return [code.text for code in zxingcpp.read_barcodes(picture_of(pdf, folder))]


def fonts_of(pdf: bytes) -> list[tuple[str, bool]]:
    """Return the name of each font and whether it is embedded."""
    listed = subprocess.run(["pdffonts", "-"], input=pdf, capture_output=True, check=True)
    rows = listed.stdout.decode().splitlines()[2:]
    return [(row.split()[0].partition("+")[2] or row.split()[0], "yes" in row) for row in rows]
