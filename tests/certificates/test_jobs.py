"""The files of certificates, read back."""

import hashlib
import unicodedata
from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from tests.documents.reading import codes_of, text_of
from tests.factories.certificates import issued_class
from vocational.certificates import jobs
from vocational.certificates.models import Certificate
from vocational.certificates.services import files
from vocational.documents import assembly, storage
from vocational.jobs.models import Job, JobState
from vocational.jobs.registry import Progress


def all_certificates(session):
    session.expire_all()
    return session.scalars(select(Certificate).order_by(Certificate.id)).all()


def test_the_job_makes_each_file_once_with_its_digest(app, at_home, registrar, run_jobs, tmp_path):
    with at_home():
        issued_class(registrar, 7)
    assert run_jobs() == 1
    with at_home() as session:
        assert session.scalars(select(Job)).one().state is JobState.DONE
        for row in all_certificates(session):
            content = storage.read(row.pdf_file)
            assert hashlib.sha256(content).hexdigest() == row.pdf_file.sha256
            text = text_of(content)
            assert unicodedata.is_normalized("NFC", text)
            assert row.printed["holder_name"] in text
            assert row.serial_number in text
            assert row.registry_number in text
        assert codes_of(content, tmp_path) == [f"http://localhost:8000/verify/{row.token}"]


def test_a_job_that_was_cut_off_goes_on_from_the_missing_files(app, at_home, registrar):
    with at_home() as session:
        _recognised, ids = issued_class(registrar, 12)
        counts = []

        def report(done: int, total: int) -> None:
            counts.append((done, total))
            if done == 5 and len(counts) == 2:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            jobs.render(registrar, {"certificate_ids": ids}, Progress(report))
        first = {row.id: row.pdf_file_id for row in all_certificates(session)}
        assert sum(file_id is not None for file_id in first.values()) == 5
        counts.clear()
        jobs.render(registrar, {"certificate_ids": ids}, Progress(lambda *c: counts.append(c)))
        assert counts[0] == (5, 12)
        assert counts[-1] == (12, 12)
        after = {row.id: row.pdf_file_id for row in all_certificates(session)}
        assert None not in after.values()
        assert {k: v for k, v in first.items() if v} == {k: after[k] for k in first if first[k]}


def test_two_workers_that_make_the_same_file_keep_the_first(app, at_home, registrar):
    with at_home() as session:
        _recognised, ids = issued_class(registrar, 1)
        assert files.store_files(registrar, [files.MadeFile(ids[0], b"first")]) == 1
        assert files.store_files(registrar, [files.MadeFile(ids[0], b"second")]) == 0
        assert storage.read(all_certificates(session)[0].pdf_file) == b"first"


def test_missing_files_are_asked_for_again_once_the_job_is_over(app, at_home, registrar):
    with at_home() as session:
        recognised, _ids = issued_class(registrar, 2)
        job = session.scalars(select(Job)).one()
        assert files.make_missing_files(registrar, recognised.class_id).id == job.id
        job = session.get(Job, job.id)
        job.state = JobState.FAILED
        session.commit()
        again = files.make_missing_files(registrar, recognised.class_id)
        assert again.id != job.id


def test_the_class_is_printed_as_stored_with_the_ground_once(app, at_home, registrar, run_jobs):
    with at_home():
        recognised, _ids = issued_class(registrar, 6)
    run_jobs()
    with at_home():
        stored = files.class_files(recognised.class_id)
    assert list(stored) == [f"LD-SC 00000{n}" for n in range(1, 7)]
    together = assembly.joined(list(stored.values()))
    reader = PdfReader(BytesIO(together))
    assert len(reader.pages) == 6
    for stem, page in zip(stored, reader.pages, strict=True):
        assert stem in page.extract_text()
    assert len(together) < 0.6 * sum(len(content) for content in stored.values())
