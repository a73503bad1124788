"""The reach of public reads: all institutions, as a visitor belongs to none."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from vocational.extensions import db
from vocational.shared import tenancy

Parameters = ParamSpec("Parameters")
Answer = TypeVar("Answer")


def everywhere(read: Callable[Parameters, Answer]) -> Callable[Parameters, Answer]:
    """Let a read see the rows of all institutions."""

    @wraps(read)
    def reading(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Answer:
        with tenancy.all_institutions(db.session(), "public catalogue"):
            return read(*args, **kwargs)

    return reading
