"""Copy what is served or printed as it is out of node_modules/, and the licences of the rest.

Run after `npm ci`. Writes `vocational/static/vendor/`, which is never
committed: `package-lock.json` says by digest what must be in it. The licence of
each package goes along, as its authors ask of everyone who passes it on; what pages load is made
by `bundle_assets`.
"""

import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "vocational" / "static" / "vendor"

SCREEN_FONT = "@expo-google-fonts/be-vietnam-pro"
PAPER_FONT = "@expo-google-fonts/tinos"
PAPER_STYLES = {
    "400Regular": "Regular",
    "400Regular_Italic": "Italic",
    "700Bold": "Bold",
    "700Bold_Italic": "BoldItalic",
}


def wanted_files() -> dict[str, str]:
    """Map each path inside node_modules/ to its path inside the vendor folder."""
    files = {
        "jsqr/LICENSE": "jsQR.LICENSE",
        f"{SCREEN_FONT}/LICENSE_FONT": "be-vietnam-pro/LICENSE",
        f"{PAPER_FONT}/LICENSE_FONT": "tinos/LICENSE",
        "axe-core/axe.min.js": "axe.min.js",
        "axe-core/LICENSE": "axe.LICENSE",
    }
    for folder, style in PAPER_STYLES.items():
        files[f"{PAPER_FONT}/{folder}/Tinos_{folder}.ttf"] = f"tinos/Tinos-{style}.ttf"
    return files


def copy_assets(modules: Path, vendor: Path) -> list[str]:
    """Copy every wanted file and return the ones that node_modules/ lacks."""
    missing = []
    for source, target in wanted_files().items():
        origin = modules / source
        if not origin.is_file():
            missing.append(source)
            continue
        destination = vendor / target
        destination.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(origin, destination)
    return missing


def main() -> int:
    """Copy the assets and say on standard error what is missing."""
    missing = copy_assets(MODULES, VENDOR)
    for name in missing:
        print(f"copy_assets: node_modules/{name} is missing; run npm ci", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
