"""Put contents into a course version and take them out again; called by commands."""

from dataclasses import asdict, fields

from sqlalchemy.exc import IntegrityError

from vocational.access.command import savepoint
from vocational.catalogue.models import Course, CourseModule, CourseVersion, Occupation
from vocational.catalogue.rules import contents
from vocational.catalogue.rules.contents import CourseContents, ModuleContents
from vocational.catalogue.rules.courses import hours
from vocational.extensions import db
from vocational.shared.database import Base, violates
from vocational.shared.errors import RuleViolation

_TEXTS = ("name", "name_en", "level", "summary", "entry_conditions", "outcomes", "to_bring")


def insert(row: Base, table: str, *unique: str) -> None:
    """Insert a row whose code must be new.

    Raises `RuleViolation`: `catalogue.code_taken`.
    """
    try:
        with savepoint():
            db.session.add(row)
            db.session.flush()
    except IntegrityError as error:
        if violates(error, table, *unique):
            raise RuleViolation("catalogue.code_taken", "code") from error
        raise


def write(version: CourseVersion, course: Course, filled: CourseContents) -> None:
    """Fill a draft; modules are written again, as their codes may have changed places."""
    if version.modules:
        version.modules.clear()
        db.session.flush()
    for name in (*_TEXTS, "approved_cost_dong"):
        setattr(version, name, getattr(filled, name))
    version.theory_minutes = sum(module.theory_minutes for module in filled.modules)
    version.practice_minutes = sum(module.practice_minutes for module in filled.modules)
    version.test_minutes = sum(module.test_minutes for module in filled.modules)
    version.module_count = len(filled.modules)
    version.search_text = search_text(course.code, course.occupation, version)
    # A change of modules alone must count as a change of the version, too.
    version.touch()
    db.session.add(version)
    db.session.flush()
    version.modules = [
        CourseModule(position=position, **asdict(module))
        for position, module in enumerate(filled.modules, start=1)
    ]
    db.session.flush()


def contents_of(version: CourseVersion) -> CourseContents:
    """Return what a version with loaded modules holds."""
    texts = {name: getattr(version, name) for name in _TEXTS}
    names = [field.name for field in fields(ModuleContents)]
    modules = tuple(
        ModuleContents(**{name: getattr(module, name) for name in names})
        for module in version.modules
    )
    return CourseContents(**texts, approved_cost_dong=version.approved_cost_dong, modules=modules)


def search_text(code: str, occupation: Occupation, version: CourseVersion) -> str:
    """Write what a version is found by, its name first."""
    return contents.search_text(
        version.name, version.name_en, code, occupation.name, occupation.name_en
    )


def label(course: Course, version: CourseVersion) -> str:
    """Name a version in audit records."""
    return f"{course.code} ({version.number}) {version.name}"


def plain(filled: CourseContents) -> dict[str, object]:
    """Return contents as an audit record keeps them: a line of text a module."""
    values: dict[str, object] = {name: getattr(filled, name) for name in _TEXTS}
    values["approved_cost_dong"] = filled.approved_cost_dong
    values["modules"] = [_module_line(module) for module in filled.modules]
    return values


def differences(
    before: CourseContents, after: CourseContents
) -> tuple[dict[str, object], dict[str, object]]:
    """Return what differs between two contents, before and after."""
    old, new = plain(before), plain(after)
    changed = [name for name in new if old[name] != new[name]]
    return {name: old[name] for name in changed}, {name: new[name] for name in changed}


def _module_line(module: ModuleContents) -> str:
    times = (module.theory_minutes, module.practice_minutes, module.test_minutes)
    shown = "+".join(f"{hours(minutes):f}" for minutes in times)
    return f"{module.code} {module.name} ({shown} h; {module.credits})"
