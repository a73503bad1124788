"""Lists as spreadsheets: citizen and phone numbers stay text, dates are dates."""

import tempfile
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

import xlsxwriter
from flask import Response, send_file

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Cell = str | int | Decimal | date | None


def xlsx_response(
    name: str, title: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]]
) -> Response:
    """Answer with a workbook of one sheet, written row by row.

    `name` is the file's name without ending; `title` names the sheet.
    """
    file = tempfile.TemporaryFile()  # noqa: SIM115 - send_file closes it after sending
    book = xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_formulas": False})
    bold = book.add_format({"bold": True, "bottom": 1})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet(title[:31])
    sheet.freeze_panes(1, 0)
    for column, heading in enumerate(headings):
        sheet.set_column(column, column, max(10, min(40, len(heading) + 6)))
        sheet.write_string(0, column, heading, bold)
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            _write(sheet, number, column, value, day)
    book.close()
    file.seek(0)
    return send_file(file, mimetype=MEDIA_TYPE, as_attachment=True, download_name=f"{name}.xlsx")


def _write(
    sheet: xlsxwriter.worksheet.Worksheet,
    row: int,
    column: int,
    value: Cell,
    day: xlsxwriter.format.Format,
) -> None:
    if value is None or value == "":
        return
    if isinstance(value, date):
        sheet.write_datetime(row, column, value, day)
    elif isinstance(value, int | Decimal):
        sheet.write_number(row, column, value)
    else:
        sheet.write_string(row, column, value)
