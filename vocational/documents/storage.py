"""The one file store: a folder by default, a bucket for several machines (fsspec).

Files are written under a temporary name and renamed, so that a reader never meets half a file.
"""

import hashlib
import secrets
from dataclasses import dataclass
from functools import lru_cache
from posixpath import join

import fsspec
import structlog
from flask import current_app
from fsspec.spec import AbstractFileSystem
from sqlalchemy import event
from sqlalchemy.orm import Session

from vocational.documents.models import StoredFile
from vocational.extensions import db
from vocational.shared.clock import now_utc
from vocational.shared.errors import Unavailable

log = structlog.get_logger(__name__)

_TO_REMOVE = "files_to_remove"


class FileLost(Unavailable):
    """The store does not give a file that a row owns."""

    code = "file.lost"


class FileNotStored(Unavailable):
    """The store takes no file: no room, no right, no connection."""

    code = "file.not_stored"


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file to be stored: the name that people see, its type and bytes."""

    name: str
    media_type: str
    content: bytes


def store(folder: str, file: NewFile) -> StoredFile:
    """Write the bytes and add the row that owns them to the open transaction.

    A transaction that rolls back leaves bytes without a row behind, never a row without bytes.
    Raises `FileNotStored`.
    """
    key = f"{folder}/{secrets.token_hex(16)}"
    try:
        _write(key, file.content)
    except OSError as error:
        raise FileNotStored(str(error)) from error
    row = StoredFile(
        key=key,
        name=file.name,
        media_type=file.media_type,
        size_bytes=len(file.content),
        sha256=hashlib.sha256(file.content).hexdigest(),
        created_at=now_utc(),
    )
    db.session.add(row)
    return row


def _write(key: str, content: bytes) -> None:
    filesystem, root = _store(current_app.config["STORAGE_URL"])
    path = join(root, key)
    filesystem.makedirs(path.rsplit("/", 1)[0], exist_ok=True)
    draft = f"{path}.part"
    filesystem.pipe_file(draft, content)
    filesystem.mv(draft, path)


def read(file: StoredFile) -> bytes:
    """Return the bytes of a stored file.

    Raises `FileLost` when the store does not give it.
    """
    filesystem, root = _store(current_app.config["STORAGE_URL"])
    try:
        content: bytes = filesystem.cat_file(join(root, file.key))
    except OSError as error:
        raise FileLost(str(error)) from error
    return content


def remove(file: StoredFile) -> None:
    """Delete the row in the open transaction, and the bytes once that is committed.

    A store that then refuses leaves bytes without a row behind, never a row without bytes.
    """
    db.session.delete(file)
    db.session.info.setdefault(_TO_REMOVE, []).append(file.key)


@event.listens_for(Session, "after_commit")
def _remove_bytes(session: Session) -> None:
    if session.in_nested_transaction():
        return
    for key in session.info.pop(_TO_REMOVE, ()):
        filesystem, root = _store(current_app.config["STORAGE_URL"])
        try:
            filesystem.rm_file(join(root, key))
        except OSError as error:
            log.warning("file.not_removed", key=key, exc_info=error)


@event.listens_for(Session, "after_rollback")
def _keep_bytes(session: Session) -> None:
    session.info.pop(_TO_REMOVE, None)


def check() -> None:
    """Write, read and delete a small file; raises `OSError` when the store does not work."""
    filesystem, root = _store(current_app.config["STORAGE_URL"])
    filesystem.makedirs(root, exist_ok=True)
    path = join(root, f"check-{secrets.token_hex(8)}")
    filesystem.pipe_file(path, b"ok")
    filesystem.rm_file(path)


@lru_cache(maxsize=4)
def _store(url: str) -> tuple[AbstractFileSystem, str]:
    filesystem, root = fsspec.core.url_to_fs(url)
    return filesystem, root
