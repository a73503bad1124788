"""Draw the picture of each occupation group into templates/public/motifs/.

A page on a desk shows the whole width (rows 34 to 192), a phone from 250 to 800: the subject
stands in the middle. Colours are classes (`m-...` in public.css), as no page may carry a style.
The groups are those of vocational/catalogue/data/occupation_groups.toml.
"""

from collections.abc import Callable
from pathlib import Path

from scripts.motifs import indoors, outdoors
from scripts.motifs.shapes import HEIGHT, WIDTH

FOLDER = Path(__file__).resolve().parents[2] / "templates" / "public" / "motifs"

SCENES: dict[str, Callable[[], str]] = {
    "crops": outdoors.crops,
    "livestock": outdoors.livestock,
    "aquaculture": outdoors.aquaculture,
    "forestry": outdoors.forestry,
    "food": indoors.food,
    "sewing": indoors.sewing,
    "mechanics": indoors.mechanics,
    "electricity": outdoors.electricity,
    "construction": outdoors.construction,
    "handicraft": indoors.handicraft,
    "services": indoors.services,
    "vehicles": outdoors.vehicles,
}


def svg(scene: str) -> str:
    """Return the whole picture around a scene; it says nothing that the words do not."""
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" preserveAspectRatio="xMidYMax slice" '
        f'aria-hidden="true" focusable="false">{scene}</svg>\n'
    )


def main() -> None:
    """Write one file for each group."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for group, scene in SCENES.items():
        (FOLDER / f"{group}.svg").write_text(svg(scene()), encoding="utf-8")


if __name__ == "__main__":
    main()
