"""What the members of enumerations are called: registered once by the feature that owns each."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from flask import Flask
from flask_babel.speaklater import LazyString

Member = TypeVar("Member", bound=StrEnum)

_LABELS: dict[type[StrEnum], Mapping[StrEnum, LazyString]] = {}


def register_labels(labels: Mapping[Member, LazyString]) -> Mapping[Member, LazyString]:
    """Register what every member of an enumeration is called; return the labels as given.

    Raises `ValueError` when a member has no label or the enumeration has labels already.
    """
    enumeration = type(next(iter(labels)))
    missing = set(enumeration) - set(labels)
    if missing or enumeration in _LABELS:
        raise ValueError(f"labels of {enumeration.__name__}: twice, or none for {missing}")
    _LABELS[enumeration] = {member: labels[member] for member in labels}
    return labels


def label(member: StrEnum | None) -> str:
    """Name a member in the reader's language; nothing for None.

    Raises `KeyError` for an enumeration without labels.
    """
    return "" if member is None else str(_LABELS[type(member)][member])


def label_within(member: StrEnum) -> str:
    """Name a member as it stands within a sentence: `present`, `absent with leave`."""
    text = label(member)
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def has_labels(enumeration: type[StrEnum]) -> bool:
    """Tell whether the members of an enumeration have labels."""
    return enumeration in _LABELS


def install(app: Flask) -> None:
    """Give templates the filter `label`."""
    app.jinja_env.filters["label"] = label
