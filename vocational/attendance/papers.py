"""The paper of attendance: the sheet of a month, one column a day."""

import calendar
from collections.abc import Mapping
from datetime import date

from flask import Response, make_response, render_template

from vocational.attendance.grid import Grid, GridCell, GridRow
from vocational.classes.models import TrainingClass
from vocational.documents import pdf
from vocational.documents.papers import Letterhead, Signature
from vocational.institutions import queries as institutions
from vocational.shared.dates import statutory_place_and_day
from vocational.web.formats import show_hour_number

WEEKDAYS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")


def month_sheet(training_class: TrainingClass, grid: Grid, month: date) -> Response:
    """Answer with the PDF of a month's attendance.

    Source: QĐ 62/2008 form 3, part 5; codes by usual practice.
    """
    last = calendar.monthrange(month.year, month.month)[1]
    days = [month.replace(day=number) for number in range(1, last + 1)]
    names = institutions.name_on(days[-1])
    head = next(iter(institutions.signatories_on(days[-1])), None)
    place = institutions.institution(training_class.institution_id).place_name
    taught = {column.on for column in grid.columns}
    html = render_template(
        "attendance/pdf/month.html",
        letterhead=Letterhead(names.superior_body if names else "", names.name if names else ""),
        class_name=f"{training_class.code} {training_class.course_version.name}",
        occupation=training_class.course_version.course.occupation.name,
        place=training_class.place,
        month_title=f"THÁNG {month.month} NĂM {month.year}",
        days=[
            {"number": day.day, "weekday": WEEKDAYS[day.weekday()], "taught": day in taught}
            for day in days
        ],
        learners=[_line(place_in, row, days) for place_in, row in enumerate(grid.rows, start=1)],
        present_counts=[_present(grid, day) for day in days],
        signatures=[
            Signature("NHÀ GIÁO", note="Ký, ghi rõ họ tên"),
            Signature("PHÒNG ĐÀO TẠO", note="Ký, ghi rõ họ tên"),
            Signature(head.title.upper() if head else "", name=head.full_name if head else ""),
        ],
        place_and_date=statutory_place_and_day(place, days[-1]),
    )
    response = make_response(pdf.render(html))
    response.mimetype = "application/pdf"
    name = f"diem-danh-{training_class.code}-{month:%Y-%m}.pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response


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
