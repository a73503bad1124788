"""The states of an enrolment."""

from enum import StrEnum


class EnrolmentState(StrEnum):
    """A place in a class is held or was given up."""

    ENROLLED = "enrolled"
    WITHDRAWN = "withdrawn"


class Discipline(StrEnum):
    """The heaviest measure against a learner; warning or above lowers the classification."""

    NONE = "none"
    REPRIMAND = "reprimand"
    WARNING = "warning"


class WithdrawalReason(StrEnum):
    """Why a learner left."""

    PERSONAL = "personal"
    ILLNESS = "illness"
    WORK = "work"
    MILITARY_CALL = "military_call"
    TRANSFER = "transfer"
    DISMISSED = "dismissed"
    REGISTERED_BY_MISTAKE = "registered_by_mistake"
    OTHER = "other"
