"""Sizes, documentation and places of things, as the house style has them."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path, PurePath

from tests.architecture.sources import ROOT, Function, Source, called_name, product_sources

LONGEST_FILE = 400
LONGEST_FUNCTION = 50
LONGEST_TEMPLATE_LINE = 120
# Formatted after the others.
TEMPLATES_TO_FORMAT = {"layout", "components"}
UNFINISHED = ("TODO", "FIXME", "XXX", "NotImplementedError")
VAGUE_NAMES = {"utils", "helpers", "common", "misc", "manager"}

# These import within a function, for the reason given.
MAY_IMPORT_LATE = {
    "vocational/app.py": "makes the application late",
    "vocational/documents/pdf.py": "loads what sets pages for the first paper",
}
# A select() may stand here beside queries.py, for the reason given.
SELECTS_ELSEWHERE = {
    "vocational/shared/paging.py": "counts the rows of the query it is given",
    "vocational/shared/tenancy.py": "adds the institution to statements",
}
# Core statements and text() are not fenced to the institution; these may use them.
RAW_SQL = {
    "vocational/shared/database.py": "pragmas of SQLite",
    "vocational/shared/tenancy.py": "is the fence",
}

# Time passes in these tests, for the reason given.
PASSES_TIME = {
    "tests/waiting.py": "waits for other processes",
    "tests/jobs/killed_worker.py": "is slow, so that it can be killed at work",
    "tests/architecture/test_house_style.py": "names the words",
}


def test_no_file_is_longer_than_four_hundred_lines():
    lengths = {source.name: source.text.count("\n") for source in product_sources()}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_function_is_longer_than_fifty_lines():
    assert [place for place, length in _function_lengths() if length > LONGEST_FUNCTION] == []


def test_nine_functions_of_ten_have_at_most_twenty_five_lines():
    lengths = sorted(length for _, length in _function_lengths())
    assert lengths[len(lengths) * 9 // 10] <= 25


def test_lines_of_templates_can_be_read():
    long_lines = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in _templates()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > LONGEST_TEMPLATE_LINE
    ]
    assert long_lines == []


def test_every_module_says_what_it_is_for():
    sources = [source for source in product_sources() if source.text.strip()]
    assert [source.name for source in sources if ast.get_docstring(source.tree) is None] == []


def test_every_public_function_and_class_is_documented():
    undocumented = [
        f"{source.at(node)} {node.name}"
        for source in product_sources()
        for node in source.tree.body
        if isinstance(node, Function | ast.ClassDef)
        and not node.name.startswith("_")
        and ast.get_docstring(node) is None
    ]
    assert undocumented == []


def test_imports_stand_at_the_top():
    late = [
        source.at(inner)
        for source in product_sources()
        if source.name not in MAY_IMPORT_LATE
        for function in source.functions()
        for inner in ast.walk(function)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert late == []


def test_nothing_is_left_unfinished():
    result = [
        f"{source.name}:{number}"
        for source in product_sources()
        for number, line in enumerate(source.text.splitlines(), 1)
        if any(mark in line for mark in UNFINISHED)
    ]
    assert result == []


def test_no_module_has_a_name_that_says_nothing():
    vague = [
        source.name
        for source in product_sources()
        if VAGUE_NAMES & set(PurePath(source.name).with_suffix("").parts)
    ]
    assert vague == []


def test_only_queries_select():
    assert _calls_outside(SELECTS_ELSEWHERE, "select", allowed_module="queries") == []


def test_statements_that_the_fence_cannot_see_are_not_used():
    raw = _calls_outside(RAW_SQL, "text", "bulk_save_objects", "bulk_insert_mappings")
    tables = [
        source.at(node)
        for source in product_sources()
        if source.name not in RAW_SQL
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Attribute) and node.attr == "__table__"
    ]
    assert raw + tables == []


def test_only_the_command_commits():
    commits = [
        source.at(call)
        for source in product_sources()
        if source.name != "vocational/access/command.py"
        for call in source.calls("commit")
    ]
    assert commits == []


def test_the_clock_is_read_in_one_place():
    reads = [
        source.at(call)
        for source in product_sources()
        if source.name != "vocational/shared/clock.py"
        for call in source.calls("now", "utcnow", "today")
        if isinstance(call.func, ast.Attribute)
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id in {"datetime", "date"}
    ]
    assert reads == []


def test_services_and_rules_are_told_the_day():
    reads = [
        source.at(call)
        for source in product_sources()
        if any(_is_module(source, layer) for layer in ("services", "rules", "queries", "models"))
        for call in source.calls("today")
    ]
    assert reads == []


def test_tests_wait_in_one_place():
    places = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "tests").rglob("*.py")
        if re.search(r"\bsleep\(|wait_for_timeout\(", path.read_text(encoding="utf-8"))
    }
    assert places <= PASSES_TIME.keys()


def _templates() -> Iterator[Path]:
    """Yield what people write as templates; pictures are drawn by scripts.motifs."""
    for path in sorted((ROOT / "templates").rglob("*")):
        if path.suffix in {".html", ".css", ".txt"} and not TEMPLATES_TO_FORMAT & set(path.parts):
            yield path


def _function_lengths() -> Iterator[tuple[str, int]]:
    for source in product_sources():
        for node in source.functions():
            yield f"{source.at(node)} {node.name}", (node.end_lineno or 0) - node.lineno + 1


def _calls_outside(
    allowed_files: dict[str, str], *names: str, allowed_module: str | None = None
) -> list[str]:
    return [
        source.at(call)
        for source in product_sources()
        if source.name not in allowed_files and not _is_module(source, allowed_module)
        for call in source.calls(*names)
        if _is_sql(source, call)
    ]


def _is_module(source: Source, module: str | None) -> bool:
    return module is not None and module in PurePath(source.name).with_suffix("").parts


def _is_sql(source: Source, call: ast.Call) -> bool:
    """A name counts where the file has it from SQLAlchemy; a method of a bulk kind always."""
    if called_name(call).startswith("bulk_"):
        return True
    if isinstance(call.func, ast.Attribute):
        return isinstance(call.func.value, ast.Name) and call.func.value.id in {"sa", "sqlalchemy"}
    return any(
        alias.name == called_name(call)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sqlalchemy")
        for alias in node.names
    )
