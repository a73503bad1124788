"""Every kind of page of every role at both widths, with axe-core run on each."""

import re
from collections import deque
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page
from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter

from scripts.screens.product import DESK, PHONE, Product
from vocational.app import create_app

AXE = Path("vocational/static/vendor/axe.min.js")
ROLES = (None, "registrar", "teacher", "director", "administrator")
#: Of these every page is looked at, of the others the first that is found.
EACH = frozenset({"class_list.show"})
FILES = re.compile(r"\.(pdf|zip|xlsx)$")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def take_all(product: Product, folder: Path) -> int:
    """Take every page into a folder for each role; 1 when axe found anything."""
    axe = AXE.read_text(encoding="utf-8")
    adapter = create_app().url_map.bind("")
    result: list[str] = []
    for role in ROLES:
        with product.window(role, DESK) as desk:
            paths = pages_of(product, desk, adapter, "/home" if role else "/")
        target = folder / (role or "public")
        target.mkdir(parents=True, exist_ok=True)
        for width in (DESK, PHONE):
            with product.window(role, width) as window:
                for name, path in paths.items():
                    file = target / f"{name}-{width}.png"
                    result += _look(window, product.url + path, file, axe)
        print(f"{role or 'public'}: {len(paths)} pages", flush=True)
    print("\n".join(result) or "axe finds nothing")
    return int(bool(result))


def pages_of(
    product: Product, context: BrowserContext, adapter: MapAdapter, first: str
) -> dict[str, str]:
    """Follow links from a first page; return one address for each kind of page by its name."""
    waiting, known = deque([first]), {}
    page = context.new_page()
    while waiting:
        path = waiting.popleft()
        name = _kind(adapter, path)
        if name is None or name in known:
            continue
        answer = page.goto(product.url + path)
        if answer is None or answer.status != 200:
            continue
        known[name] = path
        links = page.eval_on_selector_all("a[href]", "all => all.map(a => a.href)")
        waiting.extend(_own_paths(product.url, links))
    page.close()
    return known


def _own_paths(url: str, links: Iterable[str]) -> list[str]:
    parts = [urlsplit(link) for link in links if link.startswith(url + "/")]
    return [
        f"{part.path}?{part.query}" if part.query else part.path
        for part in parts
        if not FILES.search(part.path) and "format=xlsx" not in part.query
    ]


def _kind(adapter: MapAdapter, path: str) -> str | None:
    """Name the kind of a page; None for what is no page."""
    try:
        endpoint, values = adapter.match(path.partition("?")[0], method="GET")
    except HTTPException:
        return None
    if endpoint.endswith((".file", ".pdf", ".state")) or endpoint == "static":
        return None
    return f"{endpoint}-{values['code']}" if endpoint in EACH else str(endpoint)


def _look(context: BrowserContext, address: str, file: Path, axe: str) -> list[str]:
    page = context.new_page()
    try:
        page.goto(address, wait_until="networkidle")
        page.screenshot(path=file, full_page=True)
        return [f"{file.stem}: {fault}" for fault in _faults(page, axe)]
    finally:
        page.close()


def _faults(page: Page, axe: str) -> list[str]:
    page.evaluate(axe)
    result = page.evaluate("tags => axe.run({runOnly: tags})", RULES)
    wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    faults = [f"{fault['id']} at {fault['nodes'][0]['target']}" for fault in result["violations"]]
    return [*faults, "the page is wider than the window"] if wide else faults
