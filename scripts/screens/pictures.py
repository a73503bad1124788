"""The README's pictures: few, small, each of one thing."""

import contextlib
import subprocess
import tempfile
import time
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import BrowserContext, Error
from sqlalchemy import select

from scripts.screens.product import DESK, PHONE, Product
from vocational.app import create_app
from vocational.certificates.models import Certificate
from vocational.classes.models import TrainingClass
from vocational.classes.rules import ClassState
from vocational.extensions import db
from vocational.institutions import queries as institutions
from vocational.shared import tenancy
from vocational.shared.clock import today
from vocational.timetable.models import ClassSession

COLOURS = 96
PDF_SECONDS = 180
CERTIFICATE_DPI = 90


@dataclass(frozen=True)
class Places:
    """Addresses of the things that are shown."""

    class_page: str
    attendance: str
    course: str
    certificate: str
    verification: str


def take(product: Product, folder: Path) -> None:
    """Take all pictures into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    places = find_places(product)
    with product.window("registrar", DESK) as desk:
        for name, path in (("home", "/home"), ("class", places.class_page)):
            _keep(folder / f"{name}.png", _shot(desk, product.url + path))
        _keep(folder / "counter.png", _shot(desk, f"{product.url}/counter"))
        _keep(folder / "certificate.png", _certificate(desk, product.url + places.certificate))
    with product.window("registrar", PHONE) as phone:
        _keep(folder / "attendance.png", _shot(phone, product.url + places.attendance))
    with product.window(None, DESK) as public:
        _keep(folder / "course.png", _shot(public, product.url + places.course))
        _keep(folder / "verification.png", _shot(public, product.url + places.verification))


def find_places(product: Product) -> Places:
    """Look up a class in full swing, its last session, and a certificate."""
    with create_app().app_context():
        institution = institutions.institution_by_code("LD")
        if institution is None:
            raise SystemExit("the demonstration centre is not there")
        with tenancy.institution_scope(db.session(), institution.id):
            running, open_class = _first(ClassState.RUNNING), _first(ClassState.OPEN)
            certificate = db.session.scalars(
                select(Certificate).order_by(Certificate.id.desc())
            ).first()
            if running is None or open_class is None or certificate is None:
                raise SystemExit("the demonstration centre lacks what is shown")
            return Places(
                class_page=f"/classes/{running.code}",
                attendance=f"/sessions/{_last_session(running.id)}/attendance",
                course=f"/courses/{open_class.course_version.course.code}",
                certificate=f"/certificates/{certificate.id}/pdf",
                verification=f"/verify/{certificate.token}",
            )


def _first(state: ClassState) -> TrainingClass | None:
    return db.session.scalars(
        select(TrainingClass).where(TrainingClass.state == state).order_by(TrainingClass.id)
    ).first()


def _last_session(class_id: int) -> int:
    return (
        db.session.scalars(
            select(ClassSession.id)
            .where(ClassSession.class_id == class_id, ClassSession.on_date <= today())
            .order_by(ClassSession.on_date.desc(), ClassSession.id)
        ).first()
        or 0
    )


def _shot(context: BrowserContext, address: str) -> bytes:
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    try:
        return page.screenshot()
    finally:
        page.close()


def _certificate(context: BrowserContext, address: str) -> bytes:
    """Print the PDF as a picture; the worker may still be making it."""
    content = b""
    deadline = time.monotonic() + PDF_SECONDS
    while not content.startswith(b"%PDF"):
        if time.monotonic() > deadline:
            raise SystemExit("the certificate's file is not made")
        with contextlib.suppress(Error):  # the server may close the connection between two
            content = context.request.get(address).body()
        time.sleep(1)
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "certificate.pdf"
        file.write_bytes(content)
        subprocess.run(
            ["pdftoppm", "-r", str(CERTIFICATE_DPI), "-png", "-singlefile", file, file.stem],
            cwd=name,
            check=True,
        )
        return file.with_suffix(".png").read_bytes()


def _keep(file: Path, content: bytes) -> None:
    """Write a picture with few colours: a screen needs no more."""
    with Image.open(BytesIO(content)) as picture:
        picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)
    print(f"{file.name}: {file.stat().st_size // 1024} KiB")
