"""Kinds of marks and the states of a recognition decision."""

from enum import StrEnum


class MarkKind(StrEnum):
    """What a mark was given for (TT 42/2015 arts. 24-25)."""

    REGULAR = "regular"
    PERIODIC = "periodic"
    END_OF_MODULE = "end_of_module"


class DecisionState(StrEnum):
    """Prepared by the registrar, decided by the director; a decided one never changes."""

    PREPARED = "prepared"
    DECIDED = "decided"
