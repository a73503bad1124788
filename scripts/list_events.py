"""Print which command writes which audit events, as docs/events.md holds it.

`python -m scripts.list_events > docs/events.md`. Read from the code: the known events in a
command and in the functions that it calls, up to the next command.
"""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from vocational.audit.messages.nouns import NOUNS
from vocational.audit.messages.verbs import VERBS

ROOT = Path(__file__).resolve().parent.parent
HEAD = """# Which command writes which events

Made by `python -m scripts.list_events`. An event is one record of the audit: who did what to which
row, when, and the values before and after. A command that calls another one writes the events of
that one as well; they stand there.

| Command | Events |
|---|---|
"""


@dataclass(frozen=True)
class Module:
    """One parsed module: its functions by name, and where the names that it imports come from."""

    name: str
    functions: dict[str, ast.FunctionDef]
    imported: dict[str, str]


def as_markdown() -> str:
    """Write the table: commands by module and name, events in alphabetical order."""
    return HEAD + "".join(
        f"| `{command}` | {', '.join(f'`{event}`' for event in events) or '–'} |\n"
        for command, events in commands()
    )


def commands() -> Iterator[tuple[str, list[str]]]:
    """Yield each command of the product with the events that it writes itself."""
    for module in modules().values():
        for name, function in module.functions.items():
            if is_command(function):
                events = _events(module, function, set())
                yield f"{module.name.removeprefix('vocational.')}.{name}", sorted(events)


def is_command(function: ast.FunctionDef) -> bool:
    """Tell whether a function is decorated as a command."""
    return any(
        isinstance(decorator, ast.Call)
        and isinstance(decorator.func, ast.Name)
        and decorator.func.id == "command"
        for decorator in function.decorator_list
    )


@cache
def modules() -> dict[str, Module]:
    """Parse every module of the product, by its dotted name."""
    paths = sorted((ROOT / "vocational").rglob("*.py"))
    parsed = [_module(path) for path in paths]
    return {module.name: module for module in parsed}


def _module(path: Path) -> Module:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return Module(
        name=".".join(path.relative_to(ROOT).with_suffix("").parts),
        functions={node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)},
        imported={
            alias.asname or alias.name: f"{node.module}.{alias.name}"
            for node in tree.body
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        },
    )


def _events(module: Module, function: ast.FunctionDef, seen: set[str]) -> set[str]:
    """Collect the events of a function and of those it calls; each is read once."""
    seen.add(f"{module.name}.{function.name}")
    events: set[str] = set()
    for node in ast.walk(function):
        if isinstance(node, ast.Constant) and _is_event(node.value):
            events.add(str(node.value))
        called = _called(module, node.func) if isinstance(node, ast.Call) else None
        if called is not None and called not in seen:
            events |= _events_of(called, seen)
    return events


def _events_of(called: str, seen: set[str]) -> set[str]:
    module_name, _dot, name = called.rpartition(".")
    module = modules().get(module_name)
    function = module.functions.get(name) if module else None
    if module is None or function is None or is_command(function):
        return set()
    return _events(module, function, seen)


def _called(module: Module, function: ast.expr) -> str | None:
    """Give the dotted name of a called function of the product; None for anything else."""
    if isinstance(function, ast.Name):
        if function.id in module.functions:
            return f"{module.name}.{function.id}"
        return module.imported.get(function.id)
    if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name):
        imported = module.imported.get(function.value.id)
        return f"{imported}.{function.attr}" if imported else None
    return None


def _is_event(value: object) -> bool:
    noun, _dot, verb = value.partition(".") if isinstance(value, str) else ("", "", "")
    return noun in NOUNS and verb in VERBS


if __name__ == "__main__":
    sys.stdout.write(as_markdown())
