"""Bundle the styles and scripts of `frontend/` for browsers, by esbuild.

Run after `npm ci`. Writes `vocational/static/bundles/`, which is never committed: one style sheet
and one script for the desk and the same for the public pages, and the fonts, each with a hash of
its content in its name so that browsers keep it for good. `manifest.json` maps the names that
templates use to the files.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from fontTools import subset

ROOT = Path(__file__).resolve().parent.parent
FRONTEND = ROOT / "frontend"
FONTS = FRONTEND / "fonts"
MODULES = ROOT / "node_modules"
BUNDLES = ROOT / "vocational" / "static" / "bundles"
ESBUILD = MODULES / "esbuild" / "bin" / "esbuild"

SCREEN_FONT = MODULES / "@expo-google-fonts" / "be-vietnam-pro"
WEIGHTS = {400: "400Regular", 500: "500Medium", 700: "700Bold"}
#: Latin letters of Western Europe, those of Vietnamese with their tone marks, signs, arrows, đồng.
LETTERS = (
    *("U+0000-00FF", "U+0102-0103", "U+0110-0111", "U+0128-0129", "U+0131", "U+0152-0153"),
    *("U+0168-0169", "U+01A0-01A1", "U+01AF-01B0", "U+02BB-02BC", "U+02C6", "U+02DA", "U+02DC"),
    *("U+0300-0301", "U+0303-0304", "U+0308-0309", "U+0323", "U+0329", "U+1EA0-1EF9"),
    *("U+2000-206F", "U+20AB", "U+20AC", "U+2122", "U+2190-2193", "U+2212", "U+2215"),
    *("U+FEFF", "U+FFFD"),
)
#: Each alone: what two entries share would otherwise become a file, and a request, of its own.
ENTRIES = {
    "desk": ("styles/desk.css", "scripts/desk.js"),
    "public": ("styles/public.css", "scripts/public.js"),
    "code_reader": ("scripts/code_reader.js",),
}


def cut_fonts(folder: Path) -> None:
    """Write each weight of the screen font with the letters that are needed, as WOFF2."""
    folder.mkdir(parents=True, exist_ok=True)
    for weight, name in WEIGHTS.items():
        subset.main(
            [
                str(SCREEN_FONT / name / f"BeVietnamPro_{name}.ttf"),
                f"--unicodes={','.join(LETTERS)}",
                "--flavor=woff2",
                f"--output-file={folder / f'be-vietnam-pro-{weight}.woff2'}",
            ]
        )


def bundle(folder: Path) -> dict[str, str]:
    """Bundle every entry into a folder; return the file name of each by its plain name."""
    manifest: dict[str, str] = {}
    for entry, sources in ENTRIES.items():
        metafile = folder / f"{entry}.json"
        _esbuild(folder, metafile, sources)
        outputs = json.loads(metafile.read_text(encoding="utf-8"))["outputs"]
        metafile.unlink()
        for output, facts in outputs.items():
            source = facts.get("entryPoint", "")
            if source.startswith("frontend/"):
                manifest[Path(source).name] = Path(output).name
    return manifest


def _esbuild(folder: Path, metafile: Path, sources: tuple[str, ...]) -> None:
    options = (
        *("--bundle", "--minify", "--format=esm", "--charset=utf8"),
        *("--target=es2022,chrome111,firefox121,safari16.4", "--log-level=warning"),
        *("--legal-comments=none", "--loader:.woff2=file", "--loader:.svg=dataurl"),
        *("--entry-names=[name]-[hash]", "--asset-names=[name]-[hash]"),
        *(f"--outdir={folder}", f"--metafile={metafile}"),
    )
    paths = [str((FRONTEND / source).relative_to(ROOT)) for source in sources]
    subprocess.run([_node(), str(ESBUILD), *paths, *options], check=True, cwd=ROOT)


def _node() -> str:
    """Return the system's node, or the one that PyPI carries."""
    path = os.pathsep.join((os.environ.get("PATH", ""), str(Path(sys.executable).parent)))
    node = shutil.which("node", path=path)
    if node is None:
        raise SystemExit("bundle_assets: node is not installed; run make setup")
    return node


def main() -> None:
    """Cut the fonts, bundle everything, and put it in its place as a whole."""
    fresh = BUNDLES.with_name("bundles.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    cut_fonts(FONTS)
    manifest = bundle(fresh)
    (fresh / "manifest.json").write_text(json.dumps(manifest, indent=1), encoding="utf-8")
    shutil.rmtree(BUNDLES, ignore_errors=True)
    fresh.rename(BUNDLES)


if __name__ == "__main__":
    main()
