"""Certificates as PDF: what differs is laid out, what is the same in a design is laid under.

The ground of a design (ornament and fixed words) is made once in a process; every page
holds the texts of one certificate and its QR code, drawn without a detour through HTML.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from jinja2 import Environment

from vocational.certificates.rules.designs.fields import CertificateFields
from vocational.certificates.rules.designs.fit import fit_certificate, size_class
from vocational.certificates.rules.designs.ornament.sheet import SHEET_HEIGHT, ornament_svg
from vocational.certificates.rules.designs.registry import Design, design_of
from vocational.documents import assembly, pdf
from vocational.documents.qr import pdf_operators, qr_code

PAGES_TEMPLATE = "certificates/pdf/pages.html"
STYLE_TEMPLATE = "certificates/pdf/certificate.css"
# A process that prints for days must not grow: WeasyPrint holds a document until it is written.
PAGES_AT_ONCE = 50


@dataclass(frozen=True)
class CertificateSheet:
    """One certificate to print; `images` may hold `photo` and `emblem` (PNG, JPEG or SVG)."""

    fields: CertificateFields
    images: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """Return the title of the file: serial number and name."""
        return f"{self.fields.serial_number} {self.fields.holder_name}"


def certificate_html(
    environment: Environment, design: Design, sheets: Sequence[CertificateSheet]
) -> str:
    """Fill a design's template with the texts of each certificate, a page each.

    Raises:
        RuleViolation: a text is missing, does not fit or cannot be written; see
            `fit.fit_certificate`.
    """
    template = environment.get_template(design.template)
    filled = [
        template.render(
            layer="text",
            text=fit_certificate(design, sheet.fields),
            images={name: f"asset:{name}-{page}" for name in sheet.images},
            specimen=sheet.fields.specimen,
            photo_frame=sheet.fields.photo_frame,
        )
        for page, sheet in enumerate(sheets)
    ]
    pages = environment.get_template(PAGES_TEMPLATE)
    return pages.render(title=design.title, sheets=filled)


def style(environment: Environment, design: Design) -> str:
    """Return the style sheet of all designs, with a class for each planned size."""
    sizes = {size for spec in design.fields for size in spec.sizes + spec.two_line_sizes}
    classes = {size_class(size): size for size in sorted(sizes)}
    return environment.get_template(STYLE_TEMPLATE).render(size_classes=classes)


@lru_cache(maxsize=8)
def ground(environment: Environment, code: str, version: str) -> bytes:
    """Make what every certificate of a design shares, as a PDF page, once."""
    design = design_of(code, version)
    sheet = environment.get_template(design.template).render(
        layer="ground",
        text={},
        images={},
        ornament=ornament_svg(design.palette, design.rosettes, design.dividers),
    )
    html = environment.get_template(PAGES_TEMPLATE).render(title=design.title, sheets=[sheet])
    return assembly.ground_page(pdf.render(html, css=style(environment, design)))


def render_certificate(
    environment: Environment,
    design: Design,
    sheet: CertificateSheet,
    *,
    made_at: datetime | None = None,
) -> bytes:
    """Print one certificate: A4 landscape, one page.

    Raises:
        RuleViolation: see `certificate_html`.
        ResourceRefused: an image is neither PNG, JPEG nor SVG.
    """
    return render_batch(environment, design, [sheet], made_at=made_at)[0]


def render_batch(
    environment: Environment,
    design: Design,
    sheets: Sequence[CertificateSheet],
    *,
    made_at: datetime | None = None,
) -> list[bytes]:
    """Print certificates of one design as separate files, in the order given; raises as one."""
    files: list[bytes] = []
    for start in range(0, len(sheets), PAGES_AT_ONCE):
        some = sheets[start : start + PAGES_AT_ONCE]
        together = render_together(environment, design, some, made_at=made_at)
        properties = [assembly.FileProperties(sheet.title, made_at) for sheet in some]
        files += assembly.single_pages(together, properties)
    return files


def render_together(
    environment: Environment,
    design: Design,
    sheets: Sequence[CertificateSheet],
    *,
    made_at: datetime | None = None,
) -> bytes:
    """Print certificates of one design into one file, a page each; raises as one."""
    html = certificate_html(environment, design, sheets)
    images = {
        f"{name}-{page}": content
        for page, sheet in enumerate(sheets)
        for name, content in sheet.images.items()
    }
    css = style(environment, design)
    text = pdf.render(html, css=css, images=images, made_at=made_at)
    codes = [
        pdf_operators(qr_code(sheet.fields.verify_url), design.qr, SHEET_HEIGHT) for sheet in sheets
    ]
    return assembly.composed(text, ground(environment, design.code, design.version), codes)
