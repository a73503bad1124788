"""Read the rows of a spreadsheet (XLSX, CSV) that a commune or an association sent.

In a process of its own: one cell far out in a file of a kilobyte can fill a machine's memory.
"""

from vocational.communes.rules.sheet_contents import FIELD, SheetRow, from_text, rows_as_text
from vocational.shared.confinement import ReadingEnded, confined
from vocational.shared.errors import RuleViolation

MOST_MEGABYTES = 10


def read_sheet(content: bytes) -> tuple[SheetRow, ...]:
    """Read the people of a file, in its order; empty lines and the example are left out.

    Raises `RuleViolation`: `sheet.empty_file`, `sheet.too_large`, `sheet.unreadable` (neither
    XLSX nor CSV, whatever the file's name says), `sheet.no_headings`, `sheet.headings_missing`,
    `sheet.no_rows`, `sheet.too_many_rows`.
    """
    if not content:
        raise RuleViolation("sheet.empty_file", FIELD)
    if len(content) > MOST_MEGABYTES * 1024 * 1024:
        raise RuleViolation("sheet.too_large", FIELD, most=MOST_MEGABYTES)
    try:
        return from_text(confined(rows_as_text, content).decode())
    except ReadingEnded as error:
        raise RuleViolation("sheet.unreadable", FIELD) from error
