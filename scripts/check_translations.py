"""Compare the messages in code and templates with the Vietnamese catalogue.

Prints every message that has no translation, is fuzzy, or names other placeholders than its
translation; exit status 1 when there is one. A minimum number of messages guards against an
extraction that silently finds nothing.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
PO_FILE = ROOT / "translations" / "vi" / "LC_MESSAGES" / "messages.po"
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "_l": None, "lazy_gettext": None}
FEWEST_MESSAGES = 300
PLACEHOLDER = re.compile(r"%\((\w+)\)s")

MessageId = str | tuple[str, ...]


def extracted_messages(root: Path) -> dict[MessageId, str]:
    """Map every message that the product uses to the place where it first stands."""
    with (root / "babel.cfg").open(encoding="utf-8") as mapping:
        methods, options = parse_mapping_cfg(mapping)  # type: ignore[no-untyped-call]
    result: dict[MessageId, str] = {}
    for folder in ("vocational", "templates"):
        entries = extract_from_dir(
            root / folder,
            [(pattern.removeprefix(f"{folder}/"), method) for pattern, method in methods],
            {pattern.removeprefix(f"{folder}/"): value for pattern, value in options.items()},
            keywords=KEYWORDS,
        )
        for file, line, message, _comments, _context in entries:
            result.setdefault(message, f"{folder}/{file}:{line}")
    return result


def faults(used: dict[MessageId, str], catalogue: Catalog) -> Iterator[str]:
    """Say what is wrong with each message, in the order of the code."""
    for message_id, place in used.items():
        message = catalogue.get(message_id if isinstance(message_id, str) else message_id[0])
        name = repr(message_id if isinstance(message_id, str) else message_id[0])
        if message is None or not _texts(message):
            yield f"{place}: no Vietnamese for {name}"
        elif message.fuzzy:
            yield f"{place}: fuzzy: {name}"
        elif _placeholders(message_id) != _placeholders(_texts(message)):
            yield f"{place}: other placeholders in the Vietnamese of {name}"


def _texts(message: Message) -> tuple[str, ...]:
    string = message.string or ""
    texts = (string,) if isinstance(string, str) else tuple(string)
    return texts if all(texts) else ()


def _placeholders(texts: MessageId) -> set[str]:
    joined = texts if isinstance(texts, str) else " ".join(texts)
    return set(PLACEHOLDER.findall(joined))


def main() -> int:
    """Print the faults and return the exit status."""
    used = extracted_messages(ROOT)
    with PO_FILE.open("rb") as file:
        catalogue = read_po(file, locale="vi")
    result = list(faults(used, catalogue))
    if len(used) < FEWEST_MESSAGES:
        result.append(f"only {len(used)} messages found; babel.cfg reads too little")
    for fault in result:
        print(fault, file=sys.stderr)
    print(f"{len(used)} messages, {len(result)} faults")
    return 1 if result else 0


if __name__ == "__main__":
    sys.exit(main())
