"""Seats of a class that are given out one by one, some of them kept for tiers. Pure."""

from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Reserved:
    """Seats that on a day before `until` only these tiers may take."""

    tiers: frozenset[int]
    seats: int
    until: date


class Seating:
    """Gives seats to candidates in the order in which they come.

    A seat once given is kept, but its holder may be moved between an open and a reserved seat
    to make room: who may be seated never depends on which kind an earlier one took. Where more
    seats are reserved than there are, the capacity bounds all.
    """

    def __init__(self, capacity: int, reserved: Sequence[Reserved]) -> None:
        self._free_in_all = capacity
        self._tiers: list[frozenset[int] | None] = [item.tiers for item in reserved]
        self._free = [item.seats for item in reserved]
        self._tiers.append(None)
        self._free.append(max(0, capacity - sum(self._free)))
        self._taken: list[Counter[int]] = [Counter() for _ in self._free]
        self._shut: set[int] = set()

    def take(self, tier: int) -> bool:
        """Seat a candidate of a tier; False when no seat is left that he may take."""
        if self._free_in_all == 0 or tier in self._shut:
            return False
        moves = self._way_to_a_free_seat(tier)
        if moves is None:
            self._shut.add(tier)
            return False
        for mover, pool, left_pool in moves:
            self._taken[pool][mover] += 1
            if left_pool is None:
                continue
            self._taken[left_pool][mover] -= 1
        self._free[moves[0][1]] -= 1
        self._free_in_all -= 1
        return True

    def hold(self, tier: int) -> None:
        """Count a seat that somebody of a tier has already, whomever it was kept for."""
        if not self.take(tier):
            self._free_in_all = max(0, self._free_in_all - 1)

    def _may_take(self, tier: int, pool: int) -> bool:
        tiers = self._tiers[pool]
        return tiers is None or tier in tiers

    def _way_to_a_free_seat(self, tier: int) -> list[tuple[int, int, int | None]] | None:
        """Find who moves where, the last move first: (tier, to pool, from pool)."""
        came: dict[int, tuple[int, int | None]] = {}
        queue = deque[int]()
        for pool in range(len(self._free)):
            if self._may_take(tier, pool):
                came[pool] = (tier, None)
                queue.append(pool)
        while queue:
            pool = queue.popleft()
            if self._free[pool] > 0:
                return self._moves(pool, came)
            for mover in sorted(+self._taken[pool]):
                for other in range(len(self._free)):
                    if other not in came and self._may_take(mover, other):
                        came[other] = (mover, pool)
                        queue.append(other)
        return None

    @staticmethod
    def _moves(
        pool: int, came: dict[int, tuple[int, int | None]]
    ) -> list[tuple[int, int, int | None]]:
        moves: list[tuple[int, int, int | None]] = []
        at: int | None = pool
        while at is not None:
            mover, left_pool = came[at]
            moves.append((mover, at, left_pool))
            at = left_pool
        return moves
