"""Names and prose are plain technical English: home-made words are refused."""

import ast
import re
from collections.abc import Iterator

from tests.architecture.sources import Source, product_sources

#: Each was used for something that has a common name: see docs/glossary.md, Technical words.
BANNED = re.compile(
    r"hindr|\banew\b|\bin vain\b|\bwhoever\b|\bobstacle|\blay(?:s|ing)? out\b|\blaid out\b"
    r"|\bsituation\b|\blikeness of\b|\bsaw_teeth\b",
    re.IGNORECASE,
)
#: Names that say nothing of what they hold.
EMPTY_NAMES = {"found", "one", "each"}
#: A page and a drawing are laid out; so is what stands on them.
LAYS_OUT = ("vocational/documents/", "vocational/certificates/papers/")
#: Stored by earlier versions, so still read.
STORED = {"laid_out"}


def test_prose_and_names_are_plain_english():
    strange = [
        f"{source.name}:{number} {line.strip()[:80]}"
        for source in product_sources()
        if not source.name.startswith(LAYS_OUT)
        for number, line in enumerate(source.text.splitlines(), 1)
        if BANNED.search(line)
    ]
    assert strange == []


def test_a_result_is_named_by_what_it_is():
    empty = [
        f"{source.name}:{line} {name}"
        for source in product_sources()
        for name, line in _assigned(source)
        if name in EMPTY_NAMES
    ]
    assert empty == []


def test_now_is_a_moment():
    """A parameter called `now` is a datetime: everything else has a name of its own."""
    others = [
        f"{source.at(function)} {ast.unparse(argument.annotation)}"
        for source in product_sources()
        for function in source.functions()
        for argument in (*function.args.args, *function.args.kwonlyargs)
        if argument.arg == "now"
        and argument.annotation is not None
        and "datetime" not in ast.unparse(argument.annotation)
    ]
    assert others == []


def _assigned(source: Source) -> Iterator[tuple[str, int]]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id, node.lineno
        elif isinstance(node, ast.arg):
            yield node.arg, node.lineno
