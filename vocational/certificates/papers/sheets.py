"""From frozen certificates to their PDF pages: nothing is looked up, nothing decided again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from itertools import groupby
from typing import Any

from jinja2 import Environment

from vocational.certificates.models import Certificate
from vocational.certificates.papers.pdf import CertificateSheet, render_batch
from vocational.certificates.rules.designs.fields import CertificateFields
from vocational.certificates.rules.designs.registry import design_of
from vocational.certificates.services.files import MadeFile

_KNOWN = frozenset(field.name for field in fields(CertificateFields))


@dataclass(frozen=True)
class FrozenSheet:
    """What the file of one certificate is made of, free of the database."""

    certificate_id: int
    design: str
    design_version: str
    fields: CertificateFields
    issued_at: datetime


def frozen_sheets(rows: Iterable[Certificate]) -> list[FrozenSheet]:
    """Take what is printed out of the records."""
    return [
        FrozenSheet(
            row.id, row.design, row.design_version, frozen_fields(row.printed), row.issued_at
        )
        for row in rows
    ]


def frozen_fields(printed: dict[str, Any]) -> CertificateFields:
    """Read the kept texts; one that a later version of the product added is empty."""
    return CertificateFields(**{name: text for name, text in printed.items() if name in _KNOWN})


def made_files(environment: Environment, sheets: Sequence[FrozenSheet]) -> list[MadeFile]:
    """Print certificates as separate files; each says it was made when it was issued."""
    made = []
    for (code, version, issued_at), group in groupby(sheets, key=_print_run):
        together = list(group)
        contents = render_batch(
            environment,
            design_of(code, version),
            [CertificateSheet(item.fields) for item in together],
            made_at=issued_at,
        )
        made += [
            MadeFile(item.certificate_id, content)
            for item, content in zip(together, contents, strict=True)
        ]
    return made


def _print_run(sheet: FrozenSheet) -> tuple[str, str, datetime]:
    return sheet.design, sheet.design_version, sheet.issued_at
