"""Take the README's pictures from the demonstration centre; with `--all`, of every page.

The product is loaded and served in a folder of its own. `--all` follows the links of each role,
takes every kind of page at both widths into `var/screens/`, runs axe-core on each and fails when
it finds anything. `--folder DIR` keeps the loaded centre for the next time.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from scripts.screens import pictures, review
from scripts.screens.product import serve

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "images"
SCREENS = ROOT / "var" / "screens"


def main() -> int:
    """Take what was asked for; 1 when axe found anything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", action="store_true", help="every page, into var/screens/")
    parser.add_argument("--folder", type=Path, help="keep the demonstration centre here")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="vocational-screens-") as temporary:
        folder = options.folder or Path(temporary)
        with serve(folder.resolve()) as product:
            if options.all:
                return review.take_all(product, SCREENS)
            pictures.take(product, PICTURES)
    return 0


if __name__ == "__main__":
    sys.exit(main())
