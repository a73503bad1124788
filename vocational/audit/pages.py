"""Audit records in the reader's words, for lists of acts and the history on each page."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from flask_babel import gettext as _

from vocational.audit.messages.fields import FIELDS
from vocational.audit.messages.nouns import NOUNS, SYSTEM_ACTORS
from vocational.audit.messages.verbs import VERBS
from vocational.audit.models import AuditRecord
from vocational.shared.clock import VIETNAM
from vocational.shared.database import column_enumeration
from vocational.shared.dates import format_date
from vocational.web.labels import has_labels, label_within

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

#: Enumerations within values, by the table of the record and the name within the value.
_NESTED: dict[tuple[str, str], type[StrEnum]] = {}

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
        changes=_changes(record),
    )


def actor_label(name: str) -> str:
    """Name who acted without an account; a person's name stays as it is."""
    return str(SYSTEM_ACTORS.get(name, name))


def _actor(record: AuditRecord) -> str:
    return record.actor_name if record.actor_id is not None else actor_label(record.actor_name)


def name_codes(column: str, namer: Callable[[str], str]) -> None:
    """Let a feature say what the codes that a column holds are called; the later one counts."""
    _NAMERS[column] = namer


def name_nested_codes(subject_type: str, column: str, enumeration: type[StrEnum]) -> None:
    """Let a feature say which codes stand within the values of records about a kind of row."""
    _NESTED[subject_type, column] = enumeration


def act_label(action: str) -> str:
    """Say an action such as `class.changed` in words; what is not known stays as it is."""
    noun, _dot, verb = action.partition(".")
    return str(_("%(what)s: %(done)s", what=noun_label(noun), done=VERBS.get(verb, verb)))


def noun_label(noun: str) -> str:
    """Name what an action is about."""
    return str(NOUNS.get(noun, noun))


def _changes(record: AuditRecord) -> list[tuple[str, str, str]]:
    before, after = record.before or {}, record.after or {}
    keys = [*before, *(key for key in after if key not in before)]
    shown = _Shown(record.subject_type)
    return [
        (
            str(FIELDS.get(key, key)),
            shown.value(key, before.get(key)),
            shown.value(key, after.get(key)),
        )
        for key in keys
        if key not in UNSHOWN and before.get(key) != after.get(key) and _says(key, before, after)
    ]


def _says(key: str, before: Mapping[str, object], after: Mapping[str, object]) -> bool:
    """A new row's empty columns say nothing, nor do keys of other rows."""
    if key.endswith("_id") or (key.endswith(UNSHOWN_ENDINGS) and key not in FIELDS):
        return False
    return bool(before) or after.get(key) not in (None, "", [], False)


@dataclass(frozen=True)
class _Shown:
    """Says values in words; `subject_type` is the table whose row a record is about."""

    subject_type: str

    def value(self, key: str, value: object, *, is_nested: bool = False) -> str:
        """Say the value of a column, or of a name within a value."""
        if value is None:
            return ""
        if isinstance(value, bool):
            return str(_("yes") if value else _("no"))
        if isinstance(value, list):
            return ", ".join(self.value(key, item, is_nested=is_nested) for item in value)
        if isinstance(value, Mapping):
            return ", ".join(self._part(name, item) for name, item in value.items())
        return self._text(key, str(value), is_nested=is_nested)

    def _part(self, name: str, value: object) -> str:
        """A state says by itself what it is the state of."""
        heading = "" if name == "state" else f"{FIELDS.get(name, name)} "
        return heading + self.value(name, value, is_nested=True)

    def _text(self, key: str, text: str, *, is_nested: bool) -> str:
        if key.endswith("minutes") and text.isdigit():
            return str(_("%(number)s minutes", number=text))
        if _DAY.fullmatch(text):
            return format_date(date.fromisoformat(text))
        if _MOMENT.fullmatch(text):
            local = datetime.fromisoformat(text).astimezone(VIETNAM)
            return f"{local:%H:%M}, {format_date(local.date())}"
        enumeration = self._enumeration(key, is_nested=is_nested)
        if enumeration is not None and text in set(enumeration) and has_labels(enumeration):
            return label_within(enumeration(text))
        if key in _NAMERS:
            return _NAMERS[key](text)
        return text[:LONGEST_VALUE].removesuffix(": ")

    def _enumeration(self, key: str, *, is_nested: bool) -> type[StrEnum] | None:
        """A code is read as the enumeration of its own column: others may share its text."""
        if is_nested:
            return _NESTED.get((self.subject_type, key))
        return column_enumeration(self.subject_type, key)
