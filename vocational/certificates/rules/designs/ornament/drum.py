"""Figures after the bronze drums of Đông Sơn: the sun with its rays, chevrons, rings of dotted
circles and the flying Lạc bird, drawn from simple geometry.

Lengths are millimetres.
"""

from math import cos, pi, sin

from vocational.certificates.rules.designs.ornament.paths import (
    Point,
    circle,
    lines,
    number,
    pair,
    polar,
    polygon,
)

# A bird flying to the right about its own middle, 16 mm from beak to tail.
BIRD_OUTLINE = (
    "M8.6 -.15C6.9 -.75 5.6 -1.1 4.6 -1.15C3.9 -1.9 2.4 -2.3 .2 -2.2C1.4 -1.8 2.3 -1.4 2.9 -.85"
    "C1.9 -.8 .9 -.75 .1 -.75C-1.4 -1.9 -3.6 -3.4 -5.6 -3.9C-4.9 -2.8 -4.1 -1.7 -3.2 -.6"
    "C-5 -.75 -6.6 -1.2 -8.4 -1.9L-7.6 -.2L-8.8 1.3C-6.8 1.1 -5 .75 -3.4 .5"
    "C-4 1.6 -4.6 2.7 -5 3.8C-3.2 3.2 -1.2 1.9 0 .7C1.6 .75 3.2 .65 4.6 .35C6 .3 7.2 .1 8.6 -.15Z"
)
BIRD_STROKES = (
    "M-.7 -.85L-4.4 -3.1M-1.4 -.8L-4 -2.3M-.9 .75L-4 3.1M-1.7 .7L-3.7 2.2"
    "M-3.9 -.3L-7.9 -1.3M-3.9 -.05L-7.5 -.2M-3.9 .25L-8 .9M2.6 -.15L-2.6 -.1"
)
BIRD_EYE: Point = (4.2, -0.45)


def star(centre: Point, inner: float, outer: float, rays: int) -> str:
    """Draw the drum's sun: `rays` slender points about a disc."""
    points: list[Point] = []
    for index in range(rays):
        angle = 2 * pi * index / rays
        points.append(polar(centre, outer, angle))
        points.append(polar(centre, inner, angle + pi / rays))
    return polygon(points)


def chevrons(centre: Point, inner: float, outer: float, rays: int) -> str:
    """Draw nested chevrons in the gaps between the rays, as on the drums' faces."""
    strokes: list[tuple[Point, Point]] = []
    for index in range(rays):
        middle = 2 * pi * (index + 0.5) / rays
        for level in range(4):
            tip = polar(centre, inner + (outer - inner) * level / 4, middle)
            reach = inner + (outer - inner) * (level + 1.6) / 4
            spread = pi / rays * (0.34 + 0.1 * level)
            if reach <= outer:
                strokes.append((tip, polar(centre, reach, middle - spread)))
                strokes.append((tip, polar(centre, reach, middle + spread)))
    return lines(strokes)


def dotted_circles(centre: Point, radius: float, size: float, count: int) -> str:
    """Draw a ring of circles with a dot in each, joined by slanting tangents."""
    parts: list[str] = []
    joints: list[tuple[Point, Point]] = []
    for index in range(count):
        angle = 2 * pi * index / count
        middle = polar(centre, radius, angle)
        parts += [circle(middle, size), circle(middle, size * 0.42)]
        # The upper tangent of one circle runs to the lower tangent of the next.
        lean = size / radius * 0.55
        joints.append(
            (
                polar(centre, radius + size * 0.84, angle + lean),
                polar(centre, radius - size * 0.84, angle + 2 * pi / count - lean),
            )
        )
    return "".join(parts) + lines(joints)


def birds(centre: Point, radius: float, scale: float, count: int) -> list[str]:
    """Place birds around a circle, flying clockwise; gives SVG `transform` values."""
    placed = []
    for index in range(count):
        angle = 2 * pi * index / count
        turn = (number(scale * cos(angle)), number(scale * sin(angle)))
        matrix = f"{turn[0]} {turn[1]} {number(-scale * sin(angle))} {turn[0]}"
        placed.append(f"matrix({matrix} {pair(polar(centre, radius, angle))})")
    return placed
