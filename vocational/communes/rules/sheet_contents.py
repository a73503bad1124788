"""What a spreadsheet (XLSX, CSV) holds: runs in a process of its own, see `sheets`.

Nothing in the file is run or followed: values alone are read. Texts are kept as they stand; dates
become dd/mm/yyyy, whole numbers lose their decimal point.
"""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO, StringIO
from zipfile import BadZipFile, ZipFile

from python_calamine import CalamineError, CalamineWorkbook

from vocational.communes.rules.columns import COLUMNS, EXAMPLE_MARK, column_of
from vocational.shared.dates import format_date
from vocational.shared.errors import RuleViolation

MOST_ROWS = 2000
MOST_LINES = 150_000
"""A file with more lines is not read to its end, only to count its people."""
MOST_COLUMNS = 100
LONGEST_CELL = 300
HEADING_WITHIN = 10
"""The headings stand in one of so many first lines."""
MOST_UNPACKED = 200 * 1024 * 1024
FIELD = "file"


@dataclass(frozen=True)
class SheetRow:
    """One person's line: its number in the file, counted from 1, and its cells by column."""

    number: int
    cells: Mapping[str, str]


def rows_as_text(content: bytes) -> bytes:
    """Read the people of a file as `as_text` writes them; `sheets.read_sheet` lets it run confined.

    Raises as `sheets.read_sheet`.
    """
    is_workbook = content.startswith(b"PK\x03\x04")
    lines = _of_workbook(content) if is_workbook else _of_text(content)
    rows = tuple(_people([[_text(cell) for cell in line[:MOST_COLUMNS]] for line in lines]))
    if not rows:
        raise RuleViolation("sheet.no_rows", FIELD)
    if len(rows) > MOST_ROWS:
        raise RuleViolation("sheet.too_many_rows", FIELD, most=MOST_ROWS, actual=len(rows))
    return as_text(rows).encode()


def as_text(rows: Iterable[SheetRow]) -> str:
    """Write rows to be kept."""
    return json.dumps([[row.number, dict(row.cells)] for row in rows], ensure_ascii=False)


def from_text(text: str) -> tuple[SheetRow, ...]:
    """Read rows that were kept."""
    return tuple(SheetRow(number, cells) for number, cells in json.loads(text))


def _of_workbook(content: bytes) -> Sequence[Sequence[object]]:
    try:
        with ZipFile(BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
                raise RuleViolation("sheet.unreadable", FIELD)
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        sheet = book.get_sheet_by_index(0)
        _check_lines(sheet.total_height)
        return sheet.to_python(skip_empty_area=False)
    except (BadZipFile, CalamineError, IndexError, OSError, ValueError) as error:
        raise RuleViolation("sheet.unreadable", FIELD) from error


def _check_lines(lines: int) -> None:
    if lines > MOST_LINES:
        raise RuleViolation("sheet.too_many_rows", FIELD, most=MOST_ROWS, actual=lines)


def _of_text(content: bytes) -> Sequence[Sequence[object]]:
    text = _decoded(content)
    head = text[:2000]
    delimiter = max(";,\t", key=head.count)
    try:
        return list(csv.reader(StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise RuleViolation("sheet.unreadable", FIELD) from error


def _decoded(content: bytes) -> str:
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise RuleViolation("sheet.unreadable", FIELD) from error
    if "\x00" in text:
        raise RuleViolation("sheet.unreadable", FIELD)
    return text


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime | date):
        return format_date(cell)
    if isinstance(cell, bool):
        return "x" if cell else ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split())[:LONGEST_CELL]


def _people(lines: Sequence[Sequence[str]]) -> Iterator[SheetRow]:
    place, keys = _headings(lines)
    for number, line in enumerate(lines[place + 1 :], start=place + 2):
        cells = {key: line[at] for at, key in keys.items() if at < len(line) and line[at]}
        is_example = any(cell.startswith(EXAMPLE_MARK) for cell in line[:1])
        if set(cells) - {"number"} and not is_example:
            yield SheetRow(number, cells)


def _headings(lines: Sequence[Sequence[str]]) -> tuple[int, dict[int, str]]:
    """Find the line of headings: that among the first with most of them."""
    result = [_keys(line) for line in lines[:HEADING_WITHIN]]
    place = max(range(len(result)), key=lambda at: len(result[at]), default=0)
    if not result or len(result[place]) < 2:
        raise RuleViolation("sheet.no_headings", FIELD)
    keys = result[place]
    missing = [c.heading for c in COLUMNS if c.is_needed and c.key not in keys.values()]
    if missing:
        raise RuleViolation("sheet.headings_missing", FIELD, names=", ".join(missing))
    return place, keys


def _keys(line: Sequence[str]) -> dict[int, str]:
    keys: dict[int, str] = {}
    for at, heading in enumerate(line):
        column = column_of(heading)
        if column is not None and column.key not in keys.values():
            keys[at] = column.key
    return keys
