"""Walks through the product by its links, as a person who opens everything once."""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import urlsplit

from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, MapAdapter, Rule

from tests import markup
from tests.browser.reader import Reader
from tests.browser.serving import ROOT
from vocational.access.roles import GRANTS, Role

ROUTES = ROOT / "tests" / "architecture" / "routes.txt"
#: Classes and certificates stand in many states and lead to other things in each; of anything
#: else two are enough.
MOST = {
    "/classes/<code>/applications/<int:application_id>": 12,
    "/classes/<code>/support": 24,
    "/classes/<code>": 24,
    "/classes/<code>/certificates": 24,
    "/classes/<code>/recognition": 24,
    "/classes/<code>/results": 24,
    "/certificates/<int:certificate_id>": 12,
}
MOST_OF_OTHERS = 2
#: What no link of the demonstration leads to, with the reason.
NOT_LINKED = {
    "/applications/<receipt>": "for the applicant, by receipt",
    "/applications/<receipt>/withdraw": "for the applicant, by receipt",
    "/applications/<receipt>/offer/<any(accepted, declined):answer>": "for the applicant",
    "/classes/<code>/admission/call-list.pdf": "printed while freed seats are offered",
    "/commune/files/<int:file_id>": "the demonstration has sent no file",
    "/commune/files/<int:file_id>/state": "asked while a file is entered",
    "/classes/<code>/applications/<int:application_id>/papers/<int:line_id>/copy": "none is kept",
    "/learners/<int:learner_id>/papers/<int:category_id>/copy": "none is kept",
    "/communes": "asked by the field of communes",
    "/counter/paper": "asked by the counter",
    "/healthz": "for whoever watches the server",
    "/jobs/<int:job_id>/file": "no job of the demonstration leaves a file",
    "/jobs/<int:job_id>/state": "asked while a job runs",
    "/law/figures/<int:figure_id>/withdraw": "the demonstration has set no figure of its own",
    "/readyz": "for whoever watches the server",
    "/reset/<token>": "handed over by the administrator",
    "/settings/certificates/<any(elementary, training):kind>/preview.pdf": "a button asks for it",
    "/setup": "over once there is an institution",
    "/setup/choice": "over once there is an institution",
    "/setup/demonstration": "over once there is an institution",
    "/setup/demonstration/state": "asked while the demonstration is loaded",
    "/setup/institution": "over once there is an institution",
    "/static/<path:filename>": "styles, scripts and pictures",
}
#: What is open to more roles than those whose pages lead to it.
NOT_FOR = {
    Role.REGISTRAR: {"/today": "the day of a teacher"},
    Role.DIRECTOR: {
        "/today": "the day of a teacher",
        "/catalogue": "not in the director's menu",
        "/catalogue/courses/<code>": "not in the director's menu",
        "/catalogue/occupations": "not in the director's menu",
    },
    Role.ACCOUNTANT: {"/settings/admission": "not in the accountant's menu"},
    Role.TEACHER: {
        "/classes/<code>/recognition/<int:decision_id>/decision.pdf": "no own class is recognised",
    },
    None: {"/verify/<token>": "printed on certificates; the registrar's pages lead to it"},
}
#: What the look of an element hangs on, beside the tag.
LOOKS = (
    *("class", "type", "disabled", "readonly", "data-note"),
    *("aria-current", "aria-pressed", "aria-sort", "aria-disabled"),
)
#: Pages that mean something only with what is asked behind the question mark.
WITH_QUERY = {"/commune/list.pdf", "/law/figures/new"}


@dataclass
class Walk:
    """What was found: pages by address, files by address, what went wrong."""

    pages: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    rules: set[str] = field(default_factory=set)


@cache
def guards() -> dict[str, str]:
    """Return the guard of every page that is read, by its route."""
    lines = ROUTES.read_text(encoding="utf-8").splitlines()
    return dict(line.removeprefix("GET ").split(" -> ") for line in lines if line[:4] == "GET ")


@cache
def _routes() -> MapAdapter:
    return Map([Rule(rule, endpoint=rule) for rule in guards()]).bind("127.0.0.1")


def rule_of(path: str) -> str | None:
    """Return the route of an address; None for one that is only written to."""
    try:
        return str(_routes().match(path)[0])
    except HTTPException:
        return None


def rules_of(role: Role | None) -> set[str]:
    """Return the routes that links lead a role to; those of the public are the public's alone."""
    if role is None:
        reached = {rule for rule, guard in guards().items() if guard.startswith("public")}
    else:
        granted = {permission.value for permission in GRANTS[role]}
        reached = {rule for rule, guard in guards().items() if set(guard.split(" | ")) & granted}
    return reached - set(NOT_LINKED) - set(NOT_FOR.get(role, ()))


def kinds_in(html: str) -> set[tuple[str, ...]]:
    """Return which kinds of elements a page is made of: the tag, then what `LOOKS` names."""
    return {
        (element.tag or "", *(f"{name}={has[name]}" for name in LOOKS if name in has))
        for element in markup.elements(html, "body *")
        for has in [element.attributes]
    }


def walk(reader: Reader, seeds: tuple[str, ...]) -> Walk:
    """Follow every link from the seeds on; of each route only as many as say something new."""
    result = Walk()
    counts: dict[str, int] = {}
    waiting = deque(seeds)
    known = set(seeds)
    while waiting:
        address = waiting.popleft()
        rule = rule_of(urlsplit(address).path)
        if rule is None or rule == "/static/<path:filename>":
            continue
        if counts.get(rule, 0) >= MOST.get(rule, MOST_OF_OTHERS):
            continue
        counts[rule] = counts.get(rule, 0) + 1
        result.rules.add(rule)
        for link in _visit(reader, address, result):
            if link not in known:
                known.add(link)
                waiting.append(link)
    return result


def _visit(reader: Reader, address: str, result: Walk) -> Iterator[str]:
    answer = reader.get(address)
    if answer.status != 200:
        result.wrong.append(f"{answer.status} {address}")
    elif answer.content_type.startswith("text/html"):
        result.pages[address] = answer.text
        yield from links_in(result.pages[address])
    else:
        result.files[address] = answer.content_type


def links_in(html: str) -> Iterator[str]:
    """Yield the addresses inside the product that a page leads to.

    Lists by state, sort and page are the same page: queries are left out where they may be.
    """
    for element in markup.elements(html, "a[href]"):
        address = element.attributes["href"] or ""
        if re.match(r"/(?!/)", address):
            path = urlsplit(address).path
            yield address if path in WITH_QUERY else path


def chosen(result: Walk) -> list[str]:
    """Return one page of every route to be looked at closely, in the order found."""
    first: dict[str, str] = {}
    for address in result.pages:
        first.setdefault(rule_of(urlsplit(address).path) or address, address)
    return list(first.values())
