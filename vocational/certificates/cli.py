"""`vocational certificates print`: the issued certificates of a class as PDF files."""

import sys
from collections.abc import Callable
from pathlib import Path

import click
from flask import Flask, current_app

from vocational.access.actor import Actor
from vocational.certificates.papers.sheets import frozen_sheets, made_files
from vocational.certificates.queries import of_class as queries
from vocational.certificates.services.files import class_files, store_files
from vocational.documents import assembly
from vocational.extensions import db
from vocational.shared import tenancy
from vocational.shared.command_line import BAD_INPUT_STATUS, error_text
from vocational.shared.errors import InputError

AppFactory = Callable[[], Flask]


@click.group()
def certificates() -> None:
    """Print certificates."""


@certificates.command("print")
@click.option("--class", "code", required=True, help="Code of the class.")
@click.option(
    "--out", "target", required=True, type=click.Path(dir_okay=False, path_type=Path),
    help="The PDF of all issued certificates of the class.",
)  # fmt: skip
@click.option(
    "--separate", "folder", type=click.Path(file_okay=False, path_type=Path),
    help="Also one file each in this folder, named by serial number.",
)  # fmt: skip
@click.pass_obj
def print_class(make_app: AppFactory, code: str, target: Path, folder: Path | None) -> None:
    """Write the issued certificates of a class: those in force, in the order of the registry."""
    with make_app().app_context():
        try:
            files = _files_of(code)
            _write(files, target, folder)
        except InputError as error:
            print(error_text(error), file=sys.stderr)
            click.get_current_context().exit(BAD_INPUT_STATUS)
    click.echo(f"{len(files)} certificates")


def _files_of(code: str) -> dict[str, bytes]:
    owner = queries.owner_of_class(code)
    if owner is None:
        raise InputError("unknown", f"There is no class {code}.", "class")
    with tenancy.institution_scope(db.session(), owner):
        class_id = queries.class_id_of(code)
        missing = [row for row in queries.certificates_of_class(class_id) if not row.pdf_file_id]
        if missing:
            made = made_files(current_app.jinja_env, frozen_sheets(missing))
            store_files(Actor.system("console", owner), made)
        files = class_files(class_id)
    if not files:
        raise InputError("unknown", f"Class {code} has no issued certificate.", "class")
    return files


def _write(files: dict[str, bytes], target: Path, folder: Path | None) -> None:
    try:
        target.write_bytes(assembly.joined(list(files.values())))
        if folder is None:
            return
        folder.mkdir(parents=True, exist_ok=True)
        for stem, content in files.items():
            (folder / f"{stem}.pdf").write_bytes(content)
    except OSError as error:
        raise InputError("invalid", f"Cannot write: {error}.", "out") from error
