"""Print a class's certificates as the job does, and by one plain render of WeasyPrint each.

`python -m bench.paper <institution> <ids>` prints both costs as JSON; a process of its own, so
that its peak of memory is that of printing.
"""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from os import environ

from flask import Flask
from jinja2 import Environment
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from bench.measuring import Measurement
from vocational.access.actor import Actor
from vocational.app import create_app
from vocational.certificates import jobs
from vocational.certificates.papers.pdf import PAGES_TEMPLATE, style
from vocational.certificates.papers.sheets import FrozenSheet, frozen_sheets
from vocational.certificates.queries import issued as queries
from vocational.certificates.rules.designs.fields import CertificateFields
from vocational.certificates.rules.designs.fit import fit_certificate
from vocational.certificates.rules.designs.ornament.sheet import ornament_svg
from vocational.certificates.rules.designs.registry import design_of
from vocational.documents.typesetting import BASE_URL, FONT_FACES, ClosedFetcher
from vocational.extensions import db
from vocational.jobs.registry import Progress
from vocational.shared import tenancy


def measure(
    engine: str, environment: Mapping[str, str], institution_id: int, ids: Sequence[int]
) -> Measurement:
    """Measure the batch on an engine, in a process of its own."""
    command = [sys.executable, "-m", "bench.paper", str(institution_id), *map(str, ids)]
    made = subprocess.run(
        command, env={**environ, **environment}, check=True, stdout=subprocess.PIPE
    )
    result = json.loads(made.stdout)
    return Measurement(
        f"certificate batch of {len(ids)}",
        engine,
        cpu_ms=result["own_ms"],
        peak_mib=result["peak_mib"],
        ratios={"vs_weasyprint": result["own_ms"] / result["plain_ms"]},
    )


def compare(app: Flask, institution_id: int, ids: Sequence[int]) -> dict[str, float]:
    """Make the files of certificates that have none yet, then the same pages plainly."""
    actor = Actor.system("bench", institution_id)
    with app.app_context(), tenancy.institution_scope(db.session(), institution_id):
        sheets = frozen_sheets(queries.without_file(ids))
        if len(sheets) != len(ids):
            raise RuntimeError("some certificates have their file already")
        own = cpu_ms(lambda: jobs.render(actor, {"certificate_ids": list(ids)}, Progress(_quietly)))
    peak_kib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    fonts = FontConfiguration()
    plain = cpu_ms(lambda: [plainly(app.jinja_env, fonts, sheet) for sheet in sheets])
    return {"own_ms": own, "plain_ms": plain, "peak_mib": peak_kib / 1024}


def plainly(environment: Environment, fonts: FontConfiguration, sheet: FrozenSheet) -> bytes:
    """Print one certificate, ornament and all but its QR code, by WeasyPrint alone."""
    design = design_of(sheet.design, sheet.design_version)
    html = environment.get_template(PAGES_TEMPLATE).render(
        title=design.title, sheets=[_whole_sheet(environment, sheet.fields, sheet)]
    )
    css = CSS(
        string=FONT_FACES + style(environment, design),
        font_config=fonts,
        url_fetcher=ClosedFetcher({}),
        base_url=BASE_URL,
    )
    page = HTML(string=html, base_url=BASE_URL, url_fetcher=ClosedFetcher({}))
    return bytes(page.write_pdf(font_config=fonts, stylesheets=[css]))


def _whole_sheet(environment: Environment, fields: CertificateFields, sheet: FrozenSheet) -> str:
    design = design_of(sheet.design, sheet.design_version)
    return environment.get_template(design.template).render(
        layer="ground",
        text=fit_certificate(design, fields),
        images={},
        ornament=ornament_svg(design.palette, design.rosettes, design.dividers),
        specimen=fields.specimen,
    )


def cpu_ms(act: Callable[[], object]) -> float:
    """Return the CPU milliseconds of this process during an act."""
    before = time.process_time()
    act()
    return (time.process_time() - before) * 1000


def _quietly(_done: int, _total: int) -> None:
    """Tell nobody how far it is."""


if __name__ == "__main__":
    institution, *certificates = map(int, sys.argv[1:])
    print(json.dumps(compare(create_app(), institution, certificates)))
