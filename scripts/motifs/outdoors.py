"""Scenes under the sky."""

from itertools import pairwise

from scripts.motifs.shapes import WIDTH, box, cells, disc, hills, path, place, row


def crops() -> str:
    """Rows of seedlings that meet far away."""
    middle = WIDTH // 2
    beds = (f"M{middle + i * 32 - 9} 90h18L{middle + i * 150 + 50} 192h-100z" for i in range(-7, 8))
    sprout = path("mid", "M0 4C-2-9-12-16-25-14-24-3-13 5 0 4Z") + path(
        "deep", "M0 4C1-12 11-20 25-20 26-6 15 4 0 4Z"
    )
    lines = ((102, 47, 0.42), (124, 72, 0.62), (164, 119, 1))
    plants = (
        row(sprout, y, ((middle + i * step, size) for i in range(-7, 8) if abs(i * step) < 550))
        for y, step, size in lines
    )
    return hills() + path("near", *beds) + "".join(plants)


def _hen() -> str:
    body = "M0-36C2-50 14-52 26-48 38-46 42-56 46-64 50-74 64-72 64-62"
    return (
        path("edge", "M24-14v14M36-14v14")
        + path("mid", "M2-34C-12-40-16-54-12-64-4-58 8-50 12-42Z")
        + path("deep", body, "L73-58 64-54C66-32 50-12 28-12 12-12 0-22 0-36Z")
        + path("mid", "M14-36C22-42 34-40 40-34 34-24 20-24 14-36Z")
        + path("mid", "M48-72C46-80 54-84 56-77 62-82 66-76 62-70Z")
        + disc("sun", 57, -62, 2.5)
    )


def livestock() -> str:
    """Hens before a fence and their house."""
    shed = (
        box("near", 0, 0, 110, 50) + path("mid", "M-12 2L55-34 122 2Z") + box("sky", 42, 16, 26, 34)
    )
    posts = (f"M{x} 104v34" for x in range(20, WIDTH, 62))
    fence = path("soft", f"M0 114H{WIDTH}M0 128H{WIDTH}", *posts)
    hen = _hen()
    behind = row(hen, 167, ((270, -0.7), (470, 0.62), (716, -0.72)))
    front = row(hen, 182, ((90, 1), (352, 1.1), (625, -1.12), (820, 1.05), (985, -0.95)))
    return hills(820) + place(shed, 470, 72) + fence + behind + front


def aquaculture() -> str:
    """Fish below the water, a house on floats above it."""
    fish = (
        path("deep", "M0 0C16-18 46-18 64 0 46 18 16 18 0 0Z")
        + path("mid", "M4 0L-20-14-12 0-20 14Z")
        + path("cut", "M44-9C38-4 38 4 44 9")
        + disc("sun", 53, -3, 2.6)
    )
    house = (
        box("mid", 10, -36, 80, 30)
        + path("deep", "M0-34L50-64 100-34Z")
        + box("sky", 26, -28, 18, 16)
        + box("deep", -14, -6, 128, 8, 4)
    )
    lines = ((118, 0), (140, 60), (182, 20))
    waves = (f"M{x} {y}q13-8 26 0t26 0" for y, first in lines for x in range(first, WIDTH, 150))
    water = path("near", "M0 104C180 98 300 110 480 104S860 98 1056 106V192H0Z")
    high = row(fish, 144, ((60, 1), (340, -0.7), (560, 0.75), (735, 0.85), (990, -0.7)))
    low = row(fish, 168, ((230, 0.8), (390, 1.1), (640, -1), (880, -1.1)))
    return hills(330) + water + place(house, 610, 104) + path("cut", *waves) + high + low


def _tree(look: str) -> str:
    crown = "M0-92L20-60H11L27-36H15L32-10H-32L-15-36H-27L-11-60H-20Z"
    return path("mid", "M-3-14h6v14h-6z") + path(look, crown)


def forestry() -> str:
    """A planted forest in three depths."""
    far = row(_tree("near"), 128, ((16 + i * 60, 0.55) for i in range(18)))
    middle = row(_tree("mid"), 160, ((-10 + i * 82, 0.82) for i in range(14)))
    front = row(_tree("deep"), 192, ((40 + i * 110, 1.12 + i % 2 * 0.1) for i in range(10)))
    ground = path("near", "M0 150C260 136 700 160 1056 146V192H0Z")
    return hills() + far + ground + middle + front


def electricity() -> str:
    """A line of poles and a lamp that is lit."""
    insulators = "".join(disc("deep", x, -104, 4) for x in (-30, 0, 30))
    pole = box("mid", -4, -110, 8, 110) + box("mid", -34, -100, 68, 6) + insulators
    xs = (-60, 150, 360, 700, 910, 1120)
    wires = (
        f"M{a + side} 74Q{(a + b) // 2 + side} 108 {b + side} 74"
        for a, b in pairwise(xs)
        for side in (-30, 0, 30)
    )
    lamp = (
        disc("sun", 0, -60, 52)
        + path("deep", "M-20-16H20V6C20 16 8 20 0 20S-20 16-20 6Z")
        + path("cut", "M-18-6H18M-18 5H18")
        + path("edge", "M-10-18V-52L-20-66M10-18V-52L20-66M-20-66Q-10-78 0-66T20-66")
    )
    house = (
        box("near", -34, -34, 68, 34)
        + path("mid", "M-42-32L0-62 42-32Z")
        + box("sun", -10, -24, 20, 16)
    )
    places = ((90, 0.9), (250, 1.1), (420, 0.9), (640, 0.9), (820, 1.1), (990, 0.95))
    ground = path("far", "M0 130C220 108 420 140 620 122S920 112 1056 128V192H0Z")
    poles = row(pole, 178, ((x, 1) for x in xs))
    return ground + path("soft", *wires) + poles + row(house, 176, places) + place(lamp, 530, 164)


def construction() -> str:
    """A wall of bricks that grows, a house, a crane."""
    bricks = [
        (level * 2 + i, (i * 46 - level % 2 * 23, 172 - level * 20, 42, 16))
        for level, count in enumerate((24, 24, 16, 11, 7))
        for i in range(count + level % 2)
    ]
    looks = ("deep", "mid", "near")
    laid = (cells(look, (b for n, b in bricks if n % 3 == k)) for k, look in enumerate(looks))
    house = (
        box("near", -70, -70, 140, 70)
        + path("mid", "M-84-68L0-122 84-68Z")
        + cells("sky", ((-44, -50, 32, 28), (12, -50, 32, 50)))
    )
    mast = "M0 0V-128M16 0V-128M0-8L16-30 0-52 16-74 0-96 16-118"
    jib = "M-60-118H150M8-142L-60-118M8-142L150-118M112-118V-84"
    crane = path("edge", mast, jib) + box("deep", -64, -118, 24, 20) + box("mid", 98, -84, 28, 18)
    trowel = (
        path("deep", "M0-26L26 0 0 44-26 0Z")
        + box("mid", -3, -44, 6, 22)
        + box("deep", -6, -70, 12, 28, 5)
    )
    placed = place(house, 620, 160) + place(crane, 752, 172, 0.86)
    return hills(250) + placed + "".join(laid) + place(trowel, 420, 84, 0.7, turn=24)


def _wheel(radius: float) -> str:
    return disc("deep", 0, 0, radius) + disc("sky", 0, 0, radius * 0.55) + disc("mid", 0, 0, 3)


def vehicles() -> str:
    """A lorry, a car and a motorcycle on a road."""
    lorry = (
        box("mid", -110, -84, 118, 68, 4)
        + path("deep", "M12-16V-66H48L72-40V-16Z")
        + path("sky", "M22-58H44L58-40H22Z")
        + row(_wheel(17), -14, ((-76, 1), (42, 1)))
    )
    roof = "M-84-12V-34C-84-40-78-42-70-42L-46-66C-42-70-38-72-32-72H22"
    car = (
        path("deep", roof, "C30-72 34-68 38-64L56-42C76-42 84-36 84-26V-12Z")
        + path("sky", "M-50-44L-34-60H-8V-44ZM0-60H22L38-44H0Z")
        + row(_wheel(16), -12, ((-48, 1), (48, 1)))
    )
    frame = "M-40-18L-12-40H24L40-18M24-40L16-62H2M-12-40L4-18H-40M4-18L24-40"
    cycle = (
        path("edge", frame)
        + path("deep", "M-46-48H-8L-14-38H-34Z")
        + path("mid", "M-8-44C4-52 20-50 24-40L4-24-10-30Z")
        + row(_wheel(18), -18, ((-42, 1), (42, 1)))
    )
    dashes = path("cut", *(f"M{x} 172h44" for x in range(10, WIDTH, 84)))
    cars = row(car, 162, ((720, 1), (930, -0.95))) + row(lorry, 160, ((380, 1), (20, 0.9)))
    cycles = row(cycle, 166, ((530, 1), (190, -1)))
    return hills(600) + box("near", 0, 150, WIDTH, 42) + dashes + cars + cycles
