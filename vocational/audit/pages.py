"""Audit records in the reader's words, for lists of acts and the history on each page."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext as _

from vocational.audit.messages.fields import FIELDS
from vocational.audit.messages.nouns import NOUNS, SYSTEM_ACTORS
from vocational.audit.messages.values import VALUES
from vocational.audit.messages.verbs import VERBS
from vocational.audit.models import AuditRecord
from vocational.shared.clock import VIETNAM
from vocational.shared.dates import format_date

#: Columns that say nothing to a person: keys, counters and what is derived from others.
UNSHOWN = frozenset(
    {
        "id", "folded_name", "sort_name", "search_text", "holder_folded_name", "session_epoch",
        "form_token", "token", "created_at", "citizen_number_hash", "citizen_number_tail",
        "created_by_id", "pdf_file_id", "file_id", "design_version", "printed",
    }
)  # fmt: skip
#: Endings of columns that repeat the record's own time and person, or mean nothing outside.
UNSHOWN_ENDINGS = ("_at", "_by_name", "_hash", "_key", "_sort_name", "_sequence")
LONGEST_VALUE = 200

#: What codes of a column are called, by the features that keep their names as data.
_NAMERS: dict[str, Callable[[str], str]] = {}

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT.*")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One act: when, who, what in words, on what, why, and the values before and after."""

    at: datetime
    actor: str
    act: str
    subject: str
    reason: str
    changes: Sequence[tuple[str, str, str]]


def history_lines(records: Iterable[AuditRecord]) -> list[HistoryLine]:
    """Put records into words, in their order; for `components/history.html` and the audit page."""
    return [_line(record) for record in records]


def _line(record: AuditRecord) -> HistoryLine:
    """A reason that stands among the changes as well is told once."""
    after = record.after or {}
    return HistoryLine(
        at=record.at,
        actor=_actor(record),
        act=act_label(record.action),
        subject=record.subject_label,
        reason="" if record.reason in after.values() else record.reason,
        changes=_changes(record.before or {}, after),
    )


def actor_label(name: str) -> str:
    """Name who acted without an account; a person's name stays as it is."""
    return str(SYSTEM_ACTORS.get(name, name))


def _actor(record: AuditRecord) -> str:
    return record.actor_name if record.actor_id is not None else actor_label(record.actor_name)


def name_codes(column: str, namer: Callable[[str], str]) -> None:
    """Let a feature say what the codes that a column holds are called; the later one counts."""
    _NAMERS[column] = namer


def act_label(action: str) -> str:
    """Say an action such as `class.changed` in words; what is not known stays as it is."""
    noun, _dot, verb = action.partition(".")
    return str(_("%(what)s: %(done)s", what=noun_label(noun), done=VERBS.get(verb, verb)))


def noun_label(noun: str) -> str:
    """Name what an action is about."""
    return str(NOUNS.get(noun, noun))


def _changes(
    before: Mapping[str, object], after: Mapping[str, object]
) -> list[tuple[str, str, str]]:
    keys = [*before, *(key for key in after if key not in before)]
    return [
        (str(FIELDS.get(key, key)), _shown(key, before.get(key)), _shown(key, after.get(key)))
        for key in keys
        if key not in UNSHOWN and before.get(key) != after.get(key) and _says(key, before, after)
    ]


def _says(key: str, before: Mapping[str, object], after: Mapping[str, object]) -> bool:
    """A new row's empty columns say nothing, nor do keys of other rows."""
    if key.endswith("_id") or (key.endswith(UNSHOWN_ENDINGS) and key not in FIELDS):
        return False
    return bool(before) or after.get(key) not in (None, "", [], False)


def _shown(key: str, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(value, list):
        return ", ".join(_shown(key, item) for item in value)
    if isinstance(value, Mapping):
        return ", ".join(_part(name, item) for name, item in value.items())
    return _shown_text(key, str(value))


def _part(name: str, value: object) -> str:
    """A state says by itself what it is the state of."""
    label = "" if name == "state" else f"{FIELDS.get(name, name)} "
    return label + _shown(name, value)


def _shown_text(key: str, text: str) -> str:
    if key.endswith("minutes") and text.isdigit():
        return str(_("%(number)s minutes", number=text))
    if _DAY.fullmatch(text):
        return format_date(date.fromisoformat(text))
    if _MOMENT.fullmatch(text):
        local = datetime.fromisoformat(text).astimezone(VIETNAM)
        return f"{local:%H:%M}, {format_date(local.date())}"
    if key in _NAMERS:
        return _NAMERS[key](text)
    known = VALUES.get(text) if key in _CODED else None
    return str(known) if known is not None else text[:LONGEST_VALUE].removesuffix(": ")


#: Columns that hold codes of a fixed list.
_CODED = frozenset(
    {
        "state", "sex", "level", "kind", "roles", "role", "funding_source", "classification",
        "discipline", "withdrawal_reason", "category_code", "qualification_route", "locale",
        "way",
    }
)  # fmt: skip
