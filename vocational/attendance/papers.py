"""The paper of attendance: the sheet of a month, one column a day."""

import calendar
from collections.abc import Mapping
from datetime import date

from flask import Response, render_template

from vocational.attendance.pages import Grid, GridCell, GridRow
from vocational.classes.models import TrainingClass
from vocational.classes.rules import DAY_MARKS
from vocational.documents import pdf
from vocational.documents.papers import SIGN_BY_HAND, Signature
from vocational.institutions import papers
from vocational.web.formats import show_hour_number
from vocational.web.pdf_files import pdf_response


def month_sheet(training_class: TrainingClass, grid: Grid, month: date) -> Response:
    """Answer with the PDF of a month's attendance.

    Source: QĐ 62/2008 form 3, part 5; codes by usual practice.
    """
    last = calendar.monthrange(month.year, month.month)[1]
    days = [month.replace(day=number) for number in range(1, last + 1)]
    taught = {column.on for column in grid.columns}
    html = render_template(
        "attendance/pdf/month.html",
        letterhead=papers.letterhead_on(days[-1]),
        class_name=f"{training_class.code} {training_class.course_version.name}",
        occupation=training_class.course_version.course.occupation.name,
        place=training_class.place,
        month_title=f"THÁNG {month.month} NĂM {month.year}",
        days=[
            {"number": day.day, "weekday": DAY_MARKS[day.weekday()], "taught": day in taught}
            for day in days
        ],
        learners=[_line(place_in, row, days) for place_in, row in enumerate(grid.rows, start=1)],
        present_counts=[_present(grid, day) for day in days],
        signatures=[
            Signature("NHÀ GIÁO", note=SIGN_BY_HAND),
            Signature("PHÒNG ĐÀO TẠO", note=SIGN_BY_HAND),
            papers.head_signature(days[-1]),
        ],
        place_and_date=papers.place_and_date(days[-1]),
    )
    return pdf_response(pdf.render(html), f"diem-danh-{training_class.code}-{month:%Y-%m}")


def _line(place: int, row: GridRow, days: list[date]) -> Mapping[str, object]:
    return {
        "number": row.attendee.list_number or place,
        "name": row.attendee.full_name,
        "marks": [_codes(row, day) for day in days],
        "present_days": row.present_days,
        "excused_hours": _hours(row.excused_minutes),
        "unexcused_hours": _hours(row.unexcused_minutes),
        "note": "",
    }


def _codes(row: GridRow, day: date) -> str:
    """Both codes of a day with two sessions, one when they are the same."""
    codes = [cell.code for cell in _of_day(row, day) if cell.code]
    return "/".join(dict.fromkeys(codes))


def _of_day(row: GridRow, day: date) -> list[GridCell]:
    return [cell for cell in row.cells if cell.session and cell.session.on_date == day]


def _present(grid: Grid, day: date) -> str:
    """How many were there at some time of the day; nothing while no attendance is taken."""
    seen = [[cell.mark for cell in _of_day(row, day) if cell.mark] for row in grid.rows]
    given = [marks for marks in seen if marks]
    if not given:
        return ""
    return str(sum(any(mark.attended_minutes for mark in marks) for marks in given))


def _hours(minutes: int) -> str:
    return show_hour_number(minutes) if minutes else ""
