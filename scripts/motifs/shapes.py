"""Shapes of the pictures. Units are those of the picture; a look is a class `m-<look>`."""

from collections.abc import Iterable

WIDTH, HEIGHT = 1056, 192


def number(value: float) -> str:
    """Write a coordinate with one decimal at most."""
    return f"{value:.1f}".removesuffix(".0")


def path(look: str, *course: str) -> str:
    """Return a path; its course may come in pieces."""
    return f'<path class="m-{look}" d="{"".join(course)}"/>'


def box(look: str, x: float, y: float, width: float, height: float, round_by: float = 0) -> str:
    """Return a rectangle, its corners rounded by `round_by`."""
    corner = f' rx="{number(round_by)}"' if round_by else ""
    return (
        f'<rect class="m-{look}" x="{number(x)}" y="{number(y)}" '
        f'width="{number(width)}" height="{number(height)}"{corner}/>'
    )


def cells(look: str, boxes: Iterable[tuple[float, float, float, float]]) -> str:
    """Return many rectangles (x, y, width, height) as one path."""
    return path(
        look,
        *(
            f"M{number(x)} {number(y)}h{number(width)}v{number(height)}h{number(-width)}z"
            for x, y, width, height in boxes
        ),
    )


def disc(look: str, x: float, y: float, radius: float) -> str:
    """Return a circle."""
    return f'<circle class="m-{look}" cx="{number(x)}" cy="{number(y)}" r="{number(radius)}"/>'


def place(drawing: str, x: float, y: float, size: float = 1, *, turn: float = 0) -> str:
    """Return a drawing moved to a point, turned by degrees, scaled; a negative size mirrors it."""
    turned = f" rotate({number(turn)})" if turn else ""
    scaled = f" scale({size:g} {abs(size):g})" if size != 1 else ""
    return f'<g transform="translate({number(x)} {number(y)}){turned}{scaled}">{drawing}</g>'


def row(drawing: str, y: float, places: Iterable[tuple[float, float]]) -> str:
    """Return a drawing put at each (x, size) of one line."""
    return "".join(place(drawing, x, y, size) for x, size in places)


def hills(sun_x: float = 720) -> str:
    """Return the sun over a line of hills."""
    return disc("sun", sun_x, 74, 26) + path(
        "far", "M0 96C140 60 262 88 400 74S650 100 770 80 970 66 1056 88V192H0Z"
    )


def table(top: float) -> str:
    """Return the table that tools of an indoor occupation stand on."""
    return box("far", 0, top, WIDTH, HEIGHT - top) + box("near", 0, top, WIDTH, 6)


def rail(y: float) -> str:
    """Return a rail to hang things on."""
    return box("near", 0, y, WIDTH, 4)
