"""Scenes at a bench or a table."""

from math import cos, pi, sin

from scripts.motifs.shapes import box, cells, disc, number, path, place, rail, row, table


def food() -> str:
    """Pots, bowls and hanging tools of a kitchen."""
    pot = (
        box("deep", -46, -52, 92, 52, 8)
        + box("mid", -52, -58, 104, 9, 4)
        + box("deep", -8, -68, 16, 10, 4)
        + cells("mid", ((-60, -42, 16, 8), (44, -42, 16, 8)))
        + path("soft", "M-18-76c-8-10 8-14 0-24M18-76c-8-10 8-14 0-24")
    )
    bowl = path("mid", "M-36-30H36C36-10 20 0 0 0S-36-10-36-30Z") + path(
        "edge", "M8-32L44-62M16-32L52-58"
    )
    tools = (
        cells("mid", ((-2, 0, 4, 34), (34, 0, 4, 26), (73, 0, 6, 18)))
        + path("deep", "M-10 34H10C10 48-10 48-10 34Z")
        + path("deep", "M27 26h18v24h-18ZM73 18H79V50C73 46 73 34 73 18Z")
    )
    pots = row(pot, 158, ((180, 1), (420, 1.1), (690, 1), (1000, 1.05)))
    bowls = row(bowl, 160, ((60, 0.9), (300, 1), (552, 1), (800, 1.05), (890, 0.8)))
    hung = row(tools, 46, ((40, 1), (520, 1), (880, 1)))
    return rail(42) + hung + table(150) + pots + bowls


def sewing() -> str:
    """A sewing machine, cloth under its needle, spools of thread, finished shirts."""
    arm = "M50-14V-58H-40V-36H-70V-84C-70-92-64-96-58-96H76C86-96 90-90 90-82V-14Z"
    machine = (
        box("deep", -90, -14, 190, 14, 4)
        + path("deep", arm)
        + disc("mid", 98, -62, 15)
        + disc("sky", 98, -62, 5)
        + path("edge", "M-55-36V-16")
        + cells("mid", ((-64, -106, 12, 12), (28, -110, 14, 14)))
        + path("cut", "M-48-78H60")
        + path("soft", "M-58-106C-20-128 20-120 34-104")
    )
    spool = (
        cells("mid", ((-16, -44, 32, 7), (-16, -7, 32, 7)))
        + box("deep", -11, -37, 22, 30)
        + path("cut", "M-11-30H11M-11-22H11M-11-14H11")
    )
    outline = "M-18-86L-52-68-40-42-28-48V0H28V-48L40-42 52-68 18-86C12-76-12-76-18-86Z"
    shirt = path("mid", outline) + path("cut", "M0-76V0")
    cloth = path("near", "M0-4C60-16 120 4 190-8S330-2 400-10V6H0Z")
    shirts = row(shirt, 132, ((90, 0.95), (270, 0.9), (830, 0.95), (1030, 0.9)))
    places = ((330, 1), (372, 0.8), (700, 0.85), (742, 1.05), (180, 0.9), (930, 1), (970, 0.8))
    on_top = place(cloth, 360, 156) + place(machine, 530, 156) + row(spool, 156, places)
    return rail(44) + shirts + table(154) + on_top


def _gear(look: str, radius: float, teeth: int) -> str:
    points = []
    for i in range(teeth * 4):
        reach = radius if i % 4 < 2 else radius * 0.8
        angle = 2 * pi * (i - 0.5) / (teeth * 4)
        points.append(f"{number(reach * cos(angle))} {number(reach * sin(angle))}")
    hub = disc("sky", 0, 0, radius * 0.4) + disc(look, 0, 0, radius * 0.16)
    return path(look, f"M{'L'.join(points)}Z") + hub


def mechanics() -> str:
    """Wheels that mesh, a spanner, sparks of welding."""
    wheels = (
        place(_gear("mid", 58, 12), 110, 120),
        place(_gear("near", 44, 10), 215, 92),
        place(_gear("deep", 62, 12), 370, 128),
        place(_gear("mid", 50, 10), 483, 92),
        place(_gear("deep", 56, 12), 800, 130),
        place(_gear("mid", 46, 10), 900, 84),
        place(_gear("near", 52, 11), 1000, 134),
    )
    jaw = "M-70-9H34C38-26 56-34 72-28L56-12V12L72 28C56 34 38 26 34 9H-70C-82 9-82-9-70-9Z"
    angles = [pi + pi * i / 10 for i in range(11)]
    sparks = (
        f"M{number(18 * cos(a))} {number(18 * sin(a))}"
        f"L{number((34 + i % 2 * 12) * cos(a))} {number((34 + i % 2 * 12) * sin(a))}"
        for i, a in enumerate(angles)
    )
    weld = (
        box("mid", -96, 0, 92, 14)
        + box("deep", 4, 0, 92, 14)
        + path("soft", *sparks)
        + disc("sun", 0, 0, 12)
    )
    spanner = place(path("deep", jaw), 600, 84, 0.8, turn=-18)
    return "".join(wheels) + table(172) + place(weld, 650, 158) + spanner


def _basket(rows: int, columns: int) -> str:
    woven: tuple[list[tuple[float, float, float, float]], ...] = ([], [])
    for level in range(rows):
        half = 34 + level * 5
        step = half * 2 / columns
        for i in range(columns):
            cell = (-half + i * step, -12 - level * 13, step - 1.5, 11.5)
            woven[(level + i) % 2].append(cell)
    rim = 37 + rows * 5
    band = box("deep", -rim, -9 - rows * 13, rim * 2, 9, 4)
    return cells("mid", woven[0]) + cells("deep", woven[1]) + band


def handicraft() -> str:
    """Woven baskets, conical hats, lanterns."""
    hat = path("mid", "M0-56L72 0C40 12-40 12-72 0Z") + path(
        "cut", "M0-56L-38 6M0-56L0 9M0-56L38 6M-36-26C-14-18 14-18 36-26"
    )
    lantern = (
        path("edge", "M0-76V-62")
        + cells("deep", ((-12, -64, 24, 7), (-12, 3, 24, 7)))
        + path("mid", "M-12-57C-40-44-40-8-12 4H12C40-8 40-44 12-57Z")
        + path("cut", "M-12-57C-22-40-22-14-12 4M12-57C22-40 22-14 12 4M0-57V4")
        + path("soft", "M0 10V26")
    )
    hung = row(lantern, 112, ((180, 0.9), (300, 0.75), (800, 0.8), (866, 0.95)))
    baskets = row(_basket(6, 7), 164, ((80, 1), (400, 1.1), (700, 0.95), (970, 1)))
    hats = row(hat, 156, ((550, 1), (220, 0.8), (850, 0.75)))
    return rail(36) + hung + table(158) + baskets + hats


def services() -> str:
    """A mirror, scissors, a comb and bottles of a small shop."""
    mirror = (
        disc("mid", 0, -62, 56)
        + disc("sun", 0, -62, 48)
        + path("soft", "M-24-46L6-86M-8-40L20-76")
        + box("mid", -8, -8, 16, 8)
        + box("deep", -32, -4, 64, 6, 3)
    )
    scissors = path("deep", "M-5 0L-26-70-16-72 5-6ZM5 0L26-70 16-72-5-6Z") + path(
        "edge", "M-4 0a14 14 0 1 1-14 8M4 0a14 14 0 1 0 14 8"
    )
    teeth = (f"M{x} 0v14" for x in range(6, 120, 8))
    comb = box("deep", 0, -10, 124, 11, 5) + path("edge", *teeth)
    bottle = (
        box("deep", -16, -54, 32, 54, 6)
        + cells("mid", ((-7, -68, 14, 16), (-12, -76, 24, 10)))
        + box("sky", -10, -40, 20, 22, 2)
    )
    jar = box("mid", -22, -34, 44, 34, 5) + box("deep", -25, -42, 50, 11, 4)
    places = ((60, 1), (110, 0.8), (330, 1), (376, 0.82), (720, 1.05), (768, 0.85), (960, 1))
    standing = row(mirror, 160, ((250, 0.9), (540, 1), (898, 0.9))) + row(bottle, 160, places)
    jars = row(jar, 160, ((175, 1), (430, 1), (828, 1), (1015, 0.9)))
    return table(150) + standing + jars + place(scissors, 645, 128) + place(comb, 586, 172, 0.8)
