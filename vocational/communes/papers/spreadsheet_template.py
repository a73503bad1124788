"""The spreadsheet to fill in: headings, an example, and lists to choose from."""

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO

import xlsxwriter

from vocational.communes.rules.columns import CATEGORY_SIGN, COLUMNS
from vocational.learners.rules import categories as rules
from vocational.reference import queries as reference
from vocational.shared.sex import Sex

SHEET, LISTS = "Danh sách", "Danh mục"
LAST_LINE = 2001
HINT = (
    "Cột có dấu * là bắt buộc. Số CCCD và số điện thoại để dạng Văn bản để giữ số 0 ở đầu."
    f" Nhiều đối tượng cách nhau bằng dấu {CATEGORY_SIGN}; giấy tờ là của đối tượng đầu tiên."
    " Dòng Ví dụ không được nhập."
)


def filled_template() -> bytes:
    """Make the workbook; its texts are Vietnamese, as the papers it is copied from."""
    content = BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False})
    people = book.add_worksheet(SHEET)
    lists = _lists()
    _write_headings(book, people, lists)
    ranges = _write_lists(book, lists)
    for place, column in enumerate(COLUMNS):
        if column.key in ranges:
            source = {"validate": "list", "source": ranges[column.key]}
            softly = {"error_type": "warning"} if column.key == "categories" else {}
            people.data_validation(2, place, LAST_LINE, place, source | softly)
    book.close()
    return content.getvalue()


def _write_headings(
    book: xlsxwriter.Workbook,
    sheet: xlsxwriter.worksheet.Worksheet,
    lists: Mapping[str, Sequence[str]],
) -> None:
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    example = book.add_format({"italic": True, "font_color": "#5a6570", "num_format": "@"})
    as_text = book.add_format({"num_format": "@"})
    sheet.freeze_panes(1, 2)
    for place, column in enumerate(COLUMNS):
        sheet.set_column(place, place, column.width, as_text)
        sheet.write_string(
            0, place, f"{column.heading} *" if column.is_needed else column.heading, bold
        )
        offered = lists.get(column.key, ())
        text = column.example if not offered or column.example in offered else offered[0]
        sheet.write_string(1, place, text if column.example else "", example)
    sheet.write_comment(0, 1, HINT, {"x_scale": 3, "y_scale": 1.5})


def _write_lists(book: xlsxwriter.Workbook, lists: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Write each list as a column of its own sheet; return where it stands, by key."""
    sheet = book.add_worksheet(LISTS)
    bold = book.add_format({"bold": True, "bottom": 1})
    headings = {column.key: column.heading for column in COLUMNS}
    ranges = {}
    for place, (key, values) in enumerate(lists.items()):
        sheet.set_column(place, place, 36)
        sheet.write_string(0, place, headings[key], bold)
        sheet.write_column(1, place, values)
        letter = chr(ord("A") + place)
        ranges[key] = f"='{LISTS}'!${letter}$2:${letter}${len(values) + 1}"
    sheet.write_string(0, len(lists) + 1, HINT)
    return ranges


def _lists() -> dict[str, list[str]]:
    categories = rules.declared_categories()
    kinds = (paper.name for category in categories for paper in category.papers)
    return {
        "sex": [sex.on_papers for sex in Sex],
        "schooling_code": [level.name for level in reference.schooling_levels()],
        "ethnic_group": list(reference.ethnic_group_names()),
        "categories": [category.name for category in categories],
        "paper_kind": _once(kinds),
        "cannot_read": ["x"],
    }


def _once(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))
