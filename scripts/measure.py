"""Measure the code of a checkout: sizes, structure, prose, repetition; and compare two readings.

`python -m scripts.measure [--root DIR] [--json FILE]` prints the figures of a checkout of any
version; `--compare BEFORE.json AFTER.json` prints two readings as a table in Markdown.
Lines are physical lines; generated migrations and tests are left out.
"""

import argparse
import ast
import io
import json
import re
import tokenize
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

Figures = dict[str, float]

VOCABULARY = frozenset(
    {
        "rules", "models", "queries", "services", "forms", "views", "jobs", "cli", "messages",
        "papers", "pages", "states", "data",
    }
)  # fmt: skip
"""Names of files and folders of a feature that docs/architecture.md explains."""
SUPPORT = frozenset({"shared", "web", "access", "law", "documents", "jobs", "demo"})
"""Packages that are no features: their files have names of their own."""
RUN = 6
"""Lines that two places must share to count as written twice."""
FIELDS = ("hamlet", "birth_place")
Function = ast.FunctionDef | ast.AsyncFunctionDef


def main() -> None:
    """Print the figures of a checkout, or compare two readings."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=Path, default=Path())
    parser.add_argument("--json", type=Path)
    parser.add_argument("--compare", type=Path, nargs=2)
    given = parser.parse_args()
    if given.compare:
        before, after = (json.loads(path.read_text(encoding="utf-8")) for path in given.compare)
        print("\n".join(compared(before, after)))
        return
    figures = measured(given.root)
    if given.json:
        given.json.write_text(json.dumps(figures, indent=1), encoding="utf-8")
    for name, figure in figures.items():
        print(f"{name:55} {figure:>12,.6g}")


def measured(root: Path) -> Figures:
    """Read all figures of the checkout at `root`, in the order of the table."""
    sources = {path: path.read_text(encoding="utf-8") for path in _python(root)}
    trees = {path: ast.parse(text) for path, text in sources.items()}
    return {
        **_sizes(sources.values()),
        **_functions(trees.values()),
        **_outside_vocabulary(root, sources),
        **_templates(root),
        **_imports(root, trees),
        **_prose(sources.values(), trees.values()),
        f"runs of {RUN} lines written twice": _duplicates(sources.values()),
        **{f"files that name {field}": _naming(root, field) for field in FIELDS},
    }


def compared(before: Figures, after: Figures) -> Iterator[str]:
    """Write two readings as the lines of a table in Markdown."""
    yield "| | before | after |"
    yield "|---|---:|---:|"
    for name in after:
        yield f"| {name} | {before.get(name, 0):,.6g} | {after[name]:,.6g} |"


def _python(root: Path) -> list[Path]:
    return [path for path in sorted((root / "vocational").rglob("*.py")) if path.stat().st_size]


def _spread(name: str, values: Sequence[int]) -> Figures:
    ordered = sorted(values)
    return {
        f"{name}, median": ordered[len(ordered) // 2],
        f"{name}, p90": ordered[len(ordered) * 9 // 10],
        f"{name}, max": ordered[-1],
    }


def _sizes(texts: Iterable[str]) -> Figures:
    lengths = [text.count("\n") for text in texts]
    return {
        "product lines": sum(lengths),
        "files": len(lengths),
        **_spread("lines of a file", lengths),
    }


def _functions(trees: Iterable[ast.Module]) -> Figures:
    lengths = [
        (node.end_lineno or 0) - node.lineno + 1
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, Function)
    ]
    return {"functions": len(lengths), **_spread("lines of a function", lengths)}


def _outside_vocabulary(root: Path, sources: dict[Path, str]) -> Figures:
    """Count what stands under no name of the vocabulary: in all, and in the features alone."""
    outside: Counter[str] = Counter()
    total = sum(text.count("\n") for text in sources.values())
    for path, text in sources.items():
        parts = path.relative_to(root / "vocational").with_suffix("").parts
        if VOCABULARY & set(parts) or path.name == "__init__.py":
            continue
        is_support = len(parts) == 1 or parts[0] in SUPPORT
        outside["files"] += 1
        outside["lines"] += text.count("\n")
        outside["feature lines"] += 0 if is_support else text.count("\n")
    return {
        "files outside the vocabulary": outside["files"],
        "lines outside the vocabulary, percent": 100 * outside["lines"] / total,
        "of them in features, percent": 100 * outside["feature lines"] / total,
    }


def _templates(root: Path) -> Figures:
    texts = [path.read_text(encoding="utf-8") for path in (root / "templates").rglob("*.html")]
    lines = sorted(len(line) for text in texts for line in text.splitlines())
    return {
        "characters of a template line, p50": lines[len(lines) // 2],
        "characters of a template line, p99": lines[len(lines) * 99 // 100],
        "characters of a template line, max": lines[-1],
        "template lines over 120 characters": sum(length > 120 for length in lines),
        "templates over 4,000 characters": sum(len(text) > 4000 for text in texts),
    }


def _imports(root: Path, trees: dict[Path, ast.Module]) -> Figures:
    graph = {_module(root, path): _imported(tree) for path, tree in trees.items()}
    views = [len(names) for module, names in graph.items() if ".views" in module]
    late = sum(
        isinstance(inner, ast.Import | ast.ImportFrom)
        for tree in trees.values()
        for function in ast.walk(tree)
        if isinstance(function, Function)
        for inner in ast.walk(function)
    )
    return {
        "project modules that a view imports, mean": sum(views) / len(views),
        "project modules that a view imports, max": max(views),
        "imports inside functions": late,
    }


def _module(root: Path, path: Path) -> str:
    return ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")


def _imported(tree: ast.Module) -> set[str]:
    return {
        f"{node.module}.{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("vocational")
        for alias in node.names
    }


def _prose(texts: Iterable[str], trees: Iterable[ast.Module]) -> Figures:
    documented = 0
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, Function | ast.ClassDef | ast.Module):
                first = node.body[0] if node.body else None
                if isinstance(first, ast.Expr) and ast.get_docstring(node) is not None:
                    documented += (first.end_lineno or 0) - first.lineno + 1
    return {"docstring lines": documented, "comment lines": sum(_comments(text) for text in texts)}


def _comments(text: str) -> int:
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return sum(token.type == tokenize.COMMENT for token in tokens)


def _duplicates(texts: Iterable[str]) -> int:
    """Count runs of lines that stand in more than one place, after whitespace is taken off.

    Imports, blank lines and lines of punctuation alone do not count. A run is counted once for each
    place after the first; overlapping runs of one place count as one.
    """
    seen: dict[tuple[str, ...], int] = {}
    repeated: dict[int, list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        lines = [line for line in map(str.strip, text.splitlines()) if _counts(line)]
        for start in range(len(lines) - RUN + 1):
            run = tuple(lines[start : start + RUN])
            if seen.setdefault(run, number) != number:
                repeated[number].append(start)
    return sum(_separate(starts) for starts in repeated.values())


def _counts(line: str) -> bool:
    return bool(re.search(r"\w", line)) and not line.startswith(("import ", "from ", "#"))


def _separate(starts: Sequence[int]) -> int:
    return 1 + sum(later - earlier > 1 for earlier, later in pairwise(starts))


def _naming(root: Path, field: str) -> int:
    """Count product files and templates that name a field of a learner."""
    word = re.compile(rf"\b{field}\b")
    paths = [*_python(root), *(root / "templates").rglob("*.html")]
    return sum(bool(word.search(path.read_text(encoding="utf-8"))) for path in paths)


if __name__ == "__main__":
    main()
