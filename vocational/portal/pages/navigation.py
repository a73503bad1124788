"""The main menu of each role: the entries that the actor may see.

Source: interface.md, "Who sees what".
"""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import url_for
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from vocational.access.actor import Actor
from vocational.access.permissions import Permission
from vocational.access.roles import Role

PHONE_PLACES = 4
"""The bottom bar of a phone holds so many; the rest stands behind "More"."""


@dataclass(frozen=True)
class Entry:
    """One line of a menu; `beside` are further beginnings of paths that belong to it."""

    label: LazyString
    endpoint: str
    permission: Permission
    beside: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """The address of the page; it needs a request."""
        return url_for(self.endpoint)

    def holds(self, path: str) -> bool:
        """Tell whether a page belongs to the entry."""
        starts = (self.path, *self.beside)
        return any(path == start or path.startswith(f"{start}/") for start in starts)


@dataclass(frozen=True)
class Item:
    """An entry as the layout shows it; `low` ones stand behind "More" on a phone."""

    label: str
    url: str
    current: bool
    low: bool


WORK = Entry(_l("To do"), "portal.home", Permission.WORK_VIEW)
TODAY = Entry(_l("Today"), "timetable.today", Permission.SESSION_VIEW)
CLASSES = Entry(_l("Classes"), "classes.index", Permission.CLASS_VIEW, ("/sessions",))
OWN_CLASSES = Entry(_l("My classes"), "classes.index", Permission.CLASS_VIEW, ("/sessions",))
LEARNERS = Entry(
    _l("Learners"), "learners.index", Permission.LEARNER_VIEW, ("/counter", "/enrolments")
)
COURSES = Entry(_l("Course catalogue"), "catalogue.index", Permission.CATALOGUE_VIEW)
CERTIFICATES = Entry(_l("Certificates"), "certificates.index", Permission.CERTIFICATE_VIEW)
USERS = Entry(_l("Users"), "users.index", Permission.USER_EDIT)
SETTINGS = Entry(_l("Settings"), "institutions.index", Permission.INSTITUTION_EDIT)
JOBS = Entry(_l("Work done"), "jobs.index", Permission.JOB_VIEW)
AUDIT = Entry(_l("Audit record"), "audit.index", Permission.AUDIT_VIEW)
LAW = Entry(_l("Rules"), "provisions.index", Permission.LAW_VIEW)
ADMISSION = Entry(
    _l("Admission: order of priority"), "admission_settings.index", Permission.LAW_VIEW
)
SUPPORT = Entry(_l("Support"), "support_classes.index", Permission.SUPPORT_VIEW, ("/classes",))
EVIDENCE = Entry(_l("Papers to see to"), "evidence.before_start", Permission.LEARNER_VIEW)
TEACHERS = Entry(_l("Teachers"), "teachers.index", Permission.TEACHER_VIEW)
BROUGHT = Entry(_l("Applications"), "commune.applications", Permission.APPLICATION_PROPOSE)
BRING = Entry(_l("Enter applications"), "commune_entry.enter", Permission.APPLICATION_PROPOSE)
BRING_FILE = Entry(_l("From a file"), "commune_files.index", Permission.APPLICATION_PROPOSE)

MENUS: tuple[tuple[Role, tuple[Entry, ...]], ...] = (
    (Role.REGISTRAR, (WORK, CLASSES, LEARNERS, COURSES, CERTIFICATES)),
    (Role.TEACHER, (TODAY, OWN_CLASSES)),
    (Role.DIRECTOR, (WORK, CLASSES, CERTIFICATES)),
    (Role.ADMINISTRATOR, (USERS, SETTINGS, LAW, JOBS, AUDIT)),
    (Role.COMMUNE_OFFICER, (BROUGHT, BRING, BRING_FILE)),
    (Role.ACCOUNTANT, (SUPPORT, LAW)),
)
WITHOUT_PLACE = (COURSES, EVIDENCE, TEACHERS, SUPPORT, LAW, ADMISSION, JOBS, AUDIT)
"""Pages of the desk that no menu of the interface names; home links to them."""


def entries_of(actor: Actor) -> list[Entry]:
    """List what the actor's menu shows, role after role, each page once."""
    wanted: dict[str, Entry] = {}
    for role, entries in MENUS:
        if role in actor.roles:
            for entry in entries:
                wanted.setdefault(entry.endpoint, entry)
    return _seen(wanted.values(), actor)


def further_entries(actor: Actor) -> list[Entry]:
    """List the pages that the actor may see and that no entry of the menu leads to."""
    shown = entries_of(actor)
    beside = _seen(WITHOUT_PLACE, actor)
    return [item for item in beside if not any(entry.holds(item.path) for entry in shown)]


def menu(actor: Actor, path: str) -> list[Item]:
    """Make the menu of the actor for the page at `path`."""
    entries = entries_of(actor)
    return [
        Item(str(entry.label), entry.path, entry.holds(path), is_low(place, len(entries)))
        for place, entry in enumerate(entries)
    ]


def is_low(place: int, count: int) -> bool:
    """Tell whether the entry at a place, from 0, goes behind "More" on a phone."""
    return count > PHONE_PLACES and place >= PHONE_PLACES - 1


def _seen(entries: Iterable[Entry], actor: Actor) -> list[Entry]:
    return [entry for entry in entries if actor.may(entry.permission)]
