"""The product's own source files, parsed once for the tests of this folder."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PRODUCT = ROOT / "vocational"

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Source:
    """One parsed file; `name` is its path from the root of the checkout."""

    name: str
    text: str
    tree: ast.Module

    def functions(self) -> Iterator[Function]:
        """Yield every function and method, also those within others."""
        for node in ast.walk(self.tree):
            if isinstance(node, Function):
                yield node

    def calls(self, *names: str) -> Iterator[ast.Call]:
        """Yield the calls of functions or methods with one of these names."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call) and called_name(node) in names:
                yield node

    def at(self, node: ast.stmt | ast.expr) -> str:
        """Say where a node stands, as `file:line`."""
        return f"{self.name}:{node.lineno}"


def called_name(call: ast.Call) -> str:
    """Return the last part of the name that is called: `select` for `sa.select(...)`."""
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


@cache
def product_sources() -> tuple[Source, ...]:
    """Parse every Python file of the product, in the order of their paths."""
    return tuple(_parsed(path) for path in sorted(PRODUCT.rglob("*.py")))


def _parsed(path: Path) -> Source:
    text = path.read_text(encoding="utf-8")
    return Source(str(path.relative_to(ROOT)), text, ast.parse(text))
