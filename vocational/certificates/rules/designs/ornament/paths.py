"""SVG path data of the curves that the ornament is woven from.

Lengths are millimetres, angles radians, y points down as on the page.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import cos, pi, sin

Point = tuple[float, float]
Curve = Callable[[float], Point]

# Three cubic pieces to a wave already look like a sine at 600 dpi; more only swell the file.
PIECES_PER_WAVE = 3


@dataclass(frozen=True)
class Wave:
    """A sine about zero: `amplitude` mm high, `count` waves on its way, begun at `phase`."""

    amplitude: float
    count: int
    phase: float

    def at(self, share: float) -> float:
        """Return the height in mm after `share` (0 to 1) of the way."""
        return self.amplitude * sin(2 * pi * self.count * share + self.phase)


def number(value: float) -> str:
    """Write a coordinate in hundredths of a millimetre, without idle zeros."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if value else "0"


def pair(point: Point) -> str:
    """Write a point as SVG does."""
    return f"{number(point[0])} {number(point[1])}"


def smooth(curve: Curve, pieces: int, *, closed: bool = False) -> str:
    """Draw `curve`, given for shares 0 to 1 of its way, as `pieces` cubic pieces.

    Each piece leaves and arrives along the curve's own direction, so that joints do not show.
    """
    step, tiny = 1 / pieces, 1e-5
    parts = ["M" + pair(curve(0))]
    for index in range(pieces):
        begin, end = index * step, (index + 1) * step
        (x0, y0), (x1, y1) = curve(begin), curve(end)
        (xa, ya), (xb, yb) = curve(begin + tiny), curve(end - tiny)
        reach = step / 3 / tiny
        first = (x0 + (xa - x0) * reach, y0 + (ya - y0) * reach)
        second = (x1 + (xb - x1) * reach, y1 + (yb - y1) * reach)
        parts.append(f"C{pair(first)} {pair(second)} {pair((x1, y1))}")
    return "".join(parts) + ("Z" if closed else "")


def polygon(points: Iterable[Point]) -> str:
    """Draw a closed figure of straight lines."""
    return "M" + "L".join(pair(point) for point in points) + "Z"


def lines(segments: Iterable[tuple[Point, Point]]) -> str:
    """Draw separate straight strokes."""
    return "".join(f"M{pair(start)}L{pair(end)}" for start, end in segments)


def circle(centre: Point, radius: float) -> str:
    """Draw a circle as path data, so that many share one element."""
    x, y = centre
    half = f"A{number(radius)} {number(radius)} 0 1 1"
    return f"M{pair((x - radius, y))}{half} {pair((x + radius, y))}{half} {pair((x - radius, y))}Z"


def rectangle(left: float, top: float, width: float, height: float) -> str:
    """Draw an upright rectangle."""
    right, bottom = left + width, top + height
    return polygon([(left, top), (right, top), (right, bottom), (left, bottom)])


def polar(centre: Point, radius: float, angle: float) -> Point:
    """Return the point at `radius` from `centre`; angle 0 is up, growing clockwise."""
    return centre[0] + radius * sin(angle), centre[1] - radius * cos(angle)


def strand(start: Point, end: Point, wave: Wave) -> str:
    """Draw a wave along the straight way from `start` to `end`."""
    (x0, y0), (x1, y1) = start, end
    length = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
    across = (-(y1 - y0) / length, (x1 - x0) / length)

    def curve(share: float) -> Point:
        height = wave.at(share)
        return (
            x0 + (x1 - x0) * share + across[0] * height,
            y0 + (y1 - y0) * share + across[1] * height,
        )

    return smooth(curve, wave.count * PIECES_PER_WAVE)


def ring_strand(centre: Point, radius: float, waves: tuple[Wave, ...]) -> str:
    """Draw waves, added up, around a circle; the curve closes on itself."""

    def curve(share: float) -> Point:
        return polar(centre, radius + sum(wave.at(share) for wave in waves), 2 * pi * share)

    return smooth(curve, max(wave.count for wave in waves) * PIECES_PER_WAVE, closed=True)


def teeth(centre: Point, inner: float, outer: float, count: int) -> str:
    """Draw a ring of saw teeth, their points on `outer`."""
    points: list[Point] = []
    for index in range(count):
        angle = 2 * pi * index / count
        points.append(polar(centre, inner, angle - pi / count))
        points.append(polar(centre, outer, angle))
    return polygon(points)


def ticks(centre: Point, inner: float, outer: float, count: int) -> str:
    """Draw a ring of short radial strokes."""
    angles = [2 * pi * index / count for index in range(count)]
    return lines((polar(centre, inner, angle), polar(centre, outer, angle)) for angle in angles)
