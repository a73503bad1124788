"""The whole ornament of an A4 landscape certificate as one SVG: border, rosette, divider.

Lengths are millimetres from the top left corner of the sheet.
"""

from dataclasses import dataclass
from math import pi

from vocational.certificates.rules.designs.ornament.drum import (
    BIRD_EYE,
    BIRD_OUTLINE,
    BIRD_STROKES,
    birds,
    chevrons,
    dotted_circles,
    star,
)
from vocational.certificates.rules.designs.ornament.palette import Palette
from vocational.certificates.rules.designs.ornament.paths import (
    Point,
    Wave,
    circle,
    lines,
    number,
    pair,
    polygon,
    rectangle,
    ring_strand,
    strand,
    teeth,
    ticks,
)

SHEET_WIDTH, SHEET_HEIGHT = 297.0, 210.0
MARGIN = 8.5
CORNER = 14.0
BAND_MIDDLE = 4.2
RAYS = 14


@dataclass(frozen=True)
class Rosette:
    """A drum face under the text: its middle and its radius in mm."""

    centre: Point
    radius: float


@dataclass(frozen=True)
class Divider:
    """A woven line under the title: its middle and its width in mm."""

    centre: Point
    width: float


def stroke(data: str, colour: str, width: float) -> str:
    """Wrap path data as a line of `width` mm."""
    return f'<path d="{data}" fill="none" stroke="{colour}" stroke-width="{number(width)}"/>'


def fill(data: str, colour: str) -> str:
    """Wrap path data as a filled figure; overlapping figures leave holes."""
    return f'<path d="{data}" fill="{colour}" fill-rule="evenodd"/>'


def inset(distance: float) -> str:
    """Draw the rectangle that lies `distance` within the border's outer line."""
    edge = MARGIN + distance
    return rectangle(edge, edge, SHEET_WIDTH - 2 * edge, SHEET_HEIGHT - 2 * edge)


def sides() -> list[tuple[Point, Point]]:
    """Return the middle line of the woven band on each side, between the corners."""
    near, far_x, far_y = MARGIN + BAND_MIDDLE, SHEET_WIDTH - MARGIN, SHEET_HEIGHT - MARGIN
    start = MARGIN + CORNER
    left, right = start, SHEET_WIDTH - start
    top, bottom = start, SHEET_HEIGHT - start
    return [
        ((left, near), (right, near)),
        ((far_x - BAND_MIDDLE, top), (far_x - BAND_MIDDLE, bottom)),
        ((right, far_y - BAND_MIDDLE), (left, far_y - BAND_MIDDLE)),
        ((near, bottom), (near, top)),
    ]


def weave(palette: Palette) -> str:
    """Weave the four sides of the border."""
    parts: list[str] = []
    for start, end in sides():
        length = abs(end[0] - start[0]) + abs(end[1] - start[1])
        count = round(length / 7.0)
        broad = [strand(start, end, Wave(2.2, count, k * pi / 3)) for k in range(6)]
        slim = [strand(start, end, Wave(0.8, count * 2, k * pi)) for k in range(2)]
        parts.append(stroke("".join(broad), palette.weave, 0.11))
        parts.append(stroke("".join(slim), palette.line, 0.18))
    return "".join(parts)


def serrated_edge(palette: Palette) -> str:
    """Set the row of small teeth that runs along the inside of the band."""
    depth, base = 0.85, 1.2
    figures: list[str] = []
    for start, end in sides():
        along = (end[0] - start[0], end[1] - start[1])
        length = abs(along[0]) + abs(along[1])
        unit = (along[0] / length, along[1] / length)
        inward = (-unit[1], unit[0])
        count = round(length / base)
        for index in range(count):
            corners = [(index, 0.0), (index + 1, 0.0), (index + 0.5, depth)]
            figures.append(
                polygon(
                    (
                        start[0] + unit[0] * x * length / count + inward[0] * (3.1 + y),
                        start[1] + unit[1] * x * length / count + inward[1] * (3.1 + y),
                    )
                    for x, y in corners
                )
            )
    return fill("".join(figures), palette.weave)


def corner(palette: Palette, centre: Point) -> str:
    """Draw one corner: a square field with a small drum face."""
    half = CORNER / 2
    left, top = centre[0] - half, centre[1] - half
    petals = [ring_strand(centre, 4.3, (Wave(0.75, 22, k * pi / 2),)) for k in range(4)]
    return "".join(
        (
            fill(rectangle(left, top, CORNER, CORNER), "#fff"),
            fill(rectangle(left + 1, top + 1, CORNER - 2, CORNER - 2), palette.ground),
            stroke(rectangle(left, top, CORNER, CORNER), palette.line, 0.6),
            stroke(rectangle(left + 1, top + 1, CORNER - 2, CORNER - 2), palette.line, 0.15),
            fill("".join(spandrels(centre, half - 1.5)), palette.weave),
            stroke(circle(centre, 5.45), palette.line, 0.3),
            stroke("".join(petals), palette.weave, 0.1),
            stroke(circle(centre, 3.3) + circle(centre, 3.43), palette.line, 0.14),
            fill(star(centre, 0.9, 3.0, RAYS), palette.line),
            fill(circle(centre, 0.54), palette.ground),
            fill(circle(centre, 0.3), palette.line),
        )
    )


def spandrels(centre: Point, reach: float) -> list[str]:
    """Fill the four tips between a corner's square and its circle with small triangles."""
    x, y = centre
    tip, leg = reach, 2.0
    return [
        polygon(
            [
                (x + sx * tip, y + sy * tip),
                (x + sx * (tip - leg), y + sy * tip),
                (x + sx * (tip - leg * 0.3), y + sy * (tip - leg * 0.3)),
                (x + sx * tip, y + sy * (tip - leg)),
            ]
        )
        for sx in (-1, 1)
        for sy in (-1, 1)
    ]


def border(palette: Palette) -> str:
    """Draw the frame: lines, woven band on its ground, teeth, four corners."""
    middle = MARGIN + CORNER / 2
    corners = [
        (x, y) for x in (middle, SHEET_WIDTH - middle) for y in (middle, SHEET_HEIGHT - middle)
    ]
    return "".join(
        (
            fill(inset(1.1) + inset(7.3), palette.ground),
            weave(palette),
            stroke(inset(0.0), palette.line, 0.75),
            stroke(inset(1.1), palette.line, 0.16),
            stroke(inset(7.3), palette.line, 0.16),
            serrated_edge(palette),
            stroke(inset(8.6), palette.line, 0.3),
            *(corner(palette, centre) for centre in corners),
        )
    )


def rosette(palette: Palette, place: Rosette) -> str:
    """Draw the drum face, faint enough to write on."""
    centre, unit = place.centre, place.radius / 60
    outer = [
        ring_strand(centre, 51.5 * unit, (Wave(4.6 * unit, 44, k * pi / 3),)) for k in range(6)
    ]
    inner = [
        ring_strand(centre, 21.6 * unit, (Wave(2.9 * unit, 24, k * pi / 2),)) for k in range(4)
    ]
    rings = (60.0, 59.3, 56.9, 46.2, 45.6, 41.2, 40.6, 28.6, 28.0, 26.2, 25.6, 17.6, 17.1, 14.4)
    flight = "".join(
        f'<g transform="{place}"><path d="{BIRD_OUTLINE}" stroke-width=".22"/>'
        f'<path d="{BIRD_STROKES}{circle(BIRD_EYE, 0.2)}" stroke-width=".16"/></g>'
        for place in birds(centre, 34.6 * unit, 0.98 * unit, 12)
    )
    return "".join(
        (
            stroke("".join(circle(centre, radius * unit) for radius in rings), palette.mist, 0.16),
            stroke("".join(outer + inner), palette.mist, 0.11),
            stroke(teeth(centre, 57.1 * unit, 59.2 * unit, 120), palette.mist, 0.13),
            stroke(dotted_circles(centre, 43.4 * unit, 1.5 * unit, 52), palette.mist, 0.14),
            stroke(dotted_circles(centre, 15.75 * unit, 0.95 * unit, 28), palette.mist, 0.13),
            stroke(ticks(centre, 26.3 * unit, 27.9 * unit, 168), palette.mist, 0.13),
            f'<g fill="none" stroke="{palette.mist}">{flight}</g>',
            stroke(star(centre, 4.3 * unit, 13.9 * unit, RAYS), palette.mist, 0.2),
            stroke(chevrons(centre, 7.0 * unit, 13.6 * unit, RAYS), palette.mist, 0.13),
            stroke(circle(centre, 2.6 * unit) + circle(centre, 1.2 * unit), palette.mist, 0.2),
        )
    )


def divider(palette: Palette, place: Divider) -> str:
    """Draw the line under the title: two tapering braids and a small sun between."""
    x, y = place.centre
    half = place.width / 2
    parts = [
        stroke(lines([((x + side * 3.2, y), (x + side * half, y))]), palette.line, 0.17)
        for side in (-1, 1)
    ]
    for side in (-1, 1):
        braid = [taper((x + side * 3.4, y), side * (half * 0.72), sign) for sign in (-1.0, 1.0)]
        parts.append(stroke("".join(braid), palette.weave, 0.17))
    parts.append(stroke(circle((x, y), 2.3), palette.line, 0.22))
    parts.append(fill(star((x, y), 0.62, 1.95, RAYS), palette.line))
    return "".join(parts)


def taper(start: Point, width: float, sign: float) -> str:
    """Draw one strand of a braid that thins out over `width` mm (negative: to the left)."""
    waves, (x, y) = 5, start
    loops = []
    for index in range(waves):
        begin = x + width * index / waves
        end = x + width * (index + 1) / waves
        height = y - sign * (-1) ** index * 1.9 * (1 - index / waves)
        third = (end - begin) / 3
        handles = f"{pair((begin + third, height))} {pair((end - third, height))}"
        loops.append(f"M{pair((begin, y))}C{handles} {pair((end, y))}")
    return "".join(loops)


def ornament_svg(
    palette: Palette, rosettes: tuple[Rosette, ...], dividers: tuple[Divider, ...]
) -> str:
    """Draw everything that lies under the text of one design, as a whole A4 landscape sheet."""
    parts = [rosette(palette, place) for place in rosettes]
    parts += [divider(palette, place) for place in dividers]
    parts.append(border(palette))
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="297mm" height="210mm" '
        f'viewBox="0 0 297 210">{"".join(parts)}</svg>'
    )
