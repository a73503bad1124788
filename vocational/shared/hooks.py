"""Hooks: what a feature lets the features above it add to an act of its own.

A hook belongs to the lower feature and names no follower; `features.py` connects the followers,
so that one list shows them all. See docs/adr/0005.
"""

from collections.abc import Callable
from typing import Generic, ParamSpec

Parameters = ParamSpec("Parameters")


class Hook(Generic[Parameters]):
    """Functions called in the order in which they were connected, inside the act's transaction.

    What a follower raises ends the act: a hook may refuse it.
    """

    def __init__(self) -> None:
        self._followers: list[Callable[Parameters, None]] = []

    def connect(self, follower: Callable[Parameters, None]) -> None:
        """Add a follower; connecting it again changes nothing."""
        if follower not in self._followers:
            self._followers.append(follower)

    def call(self, *args: Parameters.args, **kwargs: Parameters.kwargs) -> None:
        """Call every follower."""
        for follower in self._followers:
            follower(*args, **kwargs)
