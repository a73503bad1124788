"""What holds on every page of the demonstration centre: reachable, accessible, in one language.

The files `test_pages_*` take these tests in, each for its visitors: they run side by side.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from playwright.sync_api import Page

from tests.browser import language, walk
from tests.browser.people import DESK, PHONE, Person

AXE = "/static/vendor/axe.min.js"
NARROWEST = 360
_RUN_AXE = """async () => {
  const found = await axe.run(document, { resultTypes: ["violations"] });
  return found.violations.map((one) => `${one.id}: ${one.nodes.slice(0, 3)
    .map((node) => node.target.join(" ")).join("; ")}`);
}"""


def test_every_link_leads_to_a_page_and_every_page_has_a_link(visitor, role):
    _somebody, result = visitor
    assert not result.wrong, result.wrong
    unlinked = sorted(walk.rules_of(role) - result.rules)
    assert not unlinked, unlinked


def test_axe_and_the_console_find_nothing_at_a_desk_and_on_a_phone(visitor, looked_at):
    somebody, result = visitor
    wrong: list[str] = []
    for address in walk.chosen(result):
        somebody.page.set_viewport_size(DESK)
        somebody.go(address)
        somebody.page.add_script_tag(url=AXE)
        wrong += [f"{address} at a desk: {text}" for text in violations(somebody.page)]
        if is_news(result.pages[address], address, looked_at):
            somebody.page.set_viewport_size(PHONE)
            wrong += [f"{address} on a phone: {text}" for text in violations(somebody.page)]
            wrong += too_wide(somebody.page, address)
    assert not wrong, wrong


def violations(page: Page) -> list[str]:
    """Return what axe finds wrong."""
    return list(page.evaluate(_RUN_AXE))


def is_news(html: str, address: str, looked_at: dict[str | None, set]) -> bool:
    """Tell whether a page has anything that its route has not shown to an earlier visitor."""
    known = looked_at.setdefault(walk.rule_of(urlsplit(address).path), set())
    kinds = walk.kinds_in(html)
    is_new = not kinds <= known
    known |= kinds
    return is_new


def too_wide(page: Page, address: str) -> list[str]:
    """Say when a narrow phone would scroll the page sideways."""
    page.set_viewport_size({"width": NARROWEST, "height": 740})
    wide = page.evaluate("document.documentElement.scrollWidth")
    return [f"{address} is {wide} wide at {NARROWEST}"] if wide > NARROWEST else []


def test_vietnamese_pages_hold_no_english_and_english_ones_no_vietnamese(visitor):
    somebody, result = visitor
    addresses = walk.chosen(result)
    foreign = [f"{a}: {text}" for a in addresses for text in language.english_in(result.pages[a])]
    assert not foreign, foreign
    with in_english(somebody, addresses[0]):
        reader = somebody.reader()
        for address in addresses:
            answer = reader.get(address)
            assert answer.status == 200, f"{answer.status} {address}"
            foreign += [f"{address}: {text}" for text in language.vietnamese_in(answer.text)]
    assert not foreign, foreign


@contextmanager
def in_english(somebody: Person, address: str) -> Iterator[None]:
    """Have all pages in English meanwhile; the choice is kept with the account."""
    somebody.go(address)
    choose_language(somebody, "English", "en")
    yield
    somebody.go(address)
    choose_language(somebody, "Tiếng Việt", "vi")


def choose_language(somebody: Person, label: str, code: str) -> None:
    """Press the button of a language, which stands in the menu of who has signed in."""
    if somebody.page.locator("details.v-menu").count():
        somebody.page.locator("details.v-menu summary").click()
    somebody.page.get_by_role("button", name=label, exact=True).click()
    somebody.page.locator(f'html[lang="{code}"]').wait_for()
