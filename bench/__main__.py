"""`make bench`: measure on both engines, print a table, write `bench/results.json`."""

import contextlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from bench import computing, engines, ground, memory, pages, paper
from bench.measuring import Bench, Measurement
from bench.server import serve

RESULTS = Path(__file__).resolve().parent / "results.json"
COLUMNS = "{:34} {:11} {:>10} {:>9} {:>8}  {}"


def main(names: list[str]) -> int:
    """Measure on the engines named, else on all; 1 when a limit is broken."""
    result: list[Measurement] = []
    _print_row("", "engine", "CPU ms", "peak MiB", "queries", "ratios")
    for measurement in _all(names or list(engines.ENGINES)):
        result.append(measurement)
        _print(measurement)
    content = [measurement.as_json() for measurement in result]
    RESULTS.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return int(any(measurement.ratios.get("vs_limit", 0) > 1 for measurement in result))


def _all(names: list[str]) -> Iterator[Measurement]:
    yield from computing.measurements()
    for engine in names:
        with engines.settings_of(engine) as settings:
            yield from _on_engine(engine, settings)


def _on_engine(engine: str, settings: dict[str, str]) -> Iterator[Measurement]:
    made = ground.make(settings)
    with contextlib.ExitStack() as stack:
        product = stack.enter_context(serve("measured", settings, "/healthz"))
        hello = stack.enter_context(serve("hello", settings))
        yield from pages.measurements(Bench(product, hello, engine), made)
    yield paper.measure(engine, settings, made.institution_id, made.certificate_ids)
    yield memory.idle(engine, settings, made.registrar, made.password)


def _print(measurement: Measurement) -> None:
    shown = measurement.as_json()
    _print_row(
        measurement.name,
        measurement.engine,
        *(str(shown.get(name, "")) for name in ("cpu_ms", "peak_mib", "queries")),
        "  ".join(f"{name} {ratio:.2f}" for name, ratio in measurement.ratios.items()),
    )


def _print_row(*cells: str) -> None:
    print(COLUMNS.format(*cells).rstrip(), flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
