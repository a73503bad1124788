"""What the address on a citizen card says of commune and hamlet. Pure."""

from dataclasses import dataclass

COMMUNE_PLACES = 2
"""Commune and province end an address since 01/07/2025; a district stood between them before."""


@dataclass(frozen=True)
class AddressReading:
    """One way to read an address: the commune with its province, and what stands before."""

    hamlet: str
    commune: str


def address_readings(address: str) -> tuple[AddressReading, ...]:
    """Give the ways to read an address, the surest first; none when it has no commune.

    `Thôn 2, Phúc Thọ, Hà Nội` has one way. With four parts or more the third from the end may
    be a commune before a district that is no more: that is tried first, since a district's
    name often lives on as that of another commune.
    """
    parts = [part.strip() for part in address.split(",") if part.strip()]
    readings = []
    if len(parts) > COMMUNE_PLACES + 1:
        readings.append(_reading(parts[:-3], [parts[-3], parts[-1]]))
    if len(parts) >= COMMUNE_PLACES:
        readings.append(_reading(parts[:-2], parts[-2:]))
    return tuple(readings)


def _reading(hamlet: list[str], commune: list[str]) -> AddressReading:
    return AddressReading(", ".join(hamlet), ", ".join(commune))
