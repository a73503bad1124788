"""How a page is measured: rounds of requests, with rounds of the bare page between them."""

import statistics
from collections.abc import Callable
from dataclasses import dataclass, field

from bench.apps import QUERIES_HEADER
from bench.browsing import Answer, Visitor
from bench.server import Server

WARM_UP = 20
ROUNDS = 7
REQUESTS = 40

Request = Callable[[], Answer]


@dataclass(frozen=True)
class Limits:
    """What the page may cost, None where nothing is promised; how often it is asked for."""

    times_hello: float | None = None
    cpu_ms: float | None = None
    queries: int | None = None
    warm_up: int = WARM_UP
    rounds: int = ROUNDS
    requests: int = REQUESTS


@dataclass(frozen=True)
class Measurement:
    """One line of the results. CPU is that of the server's processes, per request."""

    name: str
    engine: str
    cpu_ms: float | None = None
    peak_mib: float | None = None
    queries: int | None = None
    ratios: dict[str, float] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        """Return what the results file holds: fields that do not apply are left out."""
        result: dict[str, object] = {"name": self.name, "engine": self.engine}
        if self.cpu_ms is not None:
            result["cpu_ms"] = round(self.cpu_ms, 3)
        if self.peak_mib is not None:
            result["peak_mib"] = round(self.peak_mib, 1)
        if self.queries is not None:
            result["queries"] = self.queries
        return {**result, "ratios": {name: round(r, 3) for name, r in self.ratios.items()}}


@dataclass(frozen=True)
class Bench:
    """The product and the bare page, served side by side on one engine."""

    product: Server
    hello: Server
    engine: str

    def measure(self, name: str, request: Request, limits: Limits) -> Measurement:
        """Measure one request of the product against the bare page, in turns; medians."""
        bare_visitor = Visitor(self.hello.port)
        for _ in range(limits.warm_up):
            answer = request()
            bare_visitor.get("/")
        queries = int(answer.headers[QUERIES_HEADER.lower()])
        own, bare = [], []
        for _ in range(limits.rounds):
            own.append(cpu_ms(self.product, request, limits.requests))
            bare.append(cpu_ms(self.hello, lambda: bare_visitor.get("/"), REQUESTS))
        cost, hello_cost = statistics.median(own), statistics.median(bare)
        ratio = cost / hello_cost
        return Measurement(
            name,
            self.engine,
            cpu_ms=cost,
            queries=queries,
            ratios={"vs_hello": ratio, **worst_share(limits, cost, ratio, queries)},
        )


def cpu_ms(server: Server, request: Request, requests: int) -> float:
    """Return the CPU milliseconds of one request, over a round of them."""
    before = server.cpu_seconds()
    for _ in range(requests):
        answer = request()
        if answer.status >= 400:
            raise RuntimeError(f"the page answered {answer.status}")
    return (server.cpu_seconds() - before) * 1000 / requests


def worst_share(limits: Limits, cost: float, ratio: float, queries: int) -> dict[str, float]:
    """Return the largest share of a limit that is used up; above 1 the limit is broken."""
    pairs = (
        (ratio, limits.times_hello),
        (cost, limits.cpu_ms),
        (queries, limits.queries),
    )
    shares = [used / limit for used, limit in pairs if limit is not None]
    return {"vs_limit": max(shares)} if shares else {}
