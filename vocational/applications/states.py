"""How an application came in, and where it stands."""

from enum import StrEnum


class IntakeChannel(StrEnum):
    """How an application came in."""

    PUBLIC = "public"
    COUNTER = "counter"
    COMMUNE = "commune"


class ApplicationState(StrEnum):
    """Where an application stands.

    `submitted` until the registrar has seen that it is complete; `complete` takes part in
    admission; `waiting` is ranked without a seat; `offered` holds a freed seat until a deadline.
    """

    SUBMITTED = "submitted"
    INCOMPLETE = "incomplete"
    COMPLETE = "complete"
    WAITING = "waiting"
    OFFERED = "offered"
    ADMITTED = "admitted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"
