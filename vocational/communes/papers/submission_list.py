"""The list of the people whom a commune or an association brings, for signature and stamp.

Written in Vietnamese whatever the reader's language. Source: NĐ 30/2020/NĐ-CP annex I.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from flask import Response, render_template

from vocational.accounts.models import LocalBody
from vocational.applications.models import Application
from vocational.classes.models import TrainingClass
from vocational.documents import pdf
from vocational.documents.papers import Letterhead
from vocational.institutions import queries as institutions
from vocational.learners.papers import person_row
from vocational.learners.rules.categories import category_of
from vocational.shared import citizen_number
from vocational.shared.dates import statutory_day
from vocational.web.pdf_files import pdf_response

PLACE_AND_DATE = "................, ngày ..... tháng ..... năm 20....."


def submission_list(
    body: LocalBody, training_class: TrainingClass, rows: Sequence[Application], on: date
) -> Response:
    """Answer with the list of a body for a class; citizen numbers by their last digits."""
    names = institutions.name_on(on)
    html = render_template(
        "commune/pdf/list.html",
        letterhead=Letterhead(superior_body="", institution_name=body.name),
        addressee=names.name if names else "",
        class_name=f"{training_class.code} {training_class.course_version.name}",
        period=f"từ {statutory_day(training_class.starts_on)}"
        f" đến {statutory_day(training_class.ends_on)}",
        place=f"{training_class.place}, {training_class.commune.name}",
        lines=[_line(row) for row in rows],
        place_and_date=PLACE_AND_DATE,
        signatures=[
            {"title": "NGƯỜI LẬP DANH SÁCH", "note": "Ký, ghi rõ họ tên"},
            {"title": f"ĐẠI DIỆN {body.name.upper()}", "note": "Ký, đóng dấu, ghi rõ họ tên"},
        ],
    )
    return pdf_response(pdf.render(html), f"danh-sach-dang-ky-{training_class.code}")


def _line(row: Application) -> Mapping[str, object]:
    return person_row(row) | {
        "number": citizen_number.masked_tail(row.citizen_number_tail),
        "phone": row.phone,
        "categories": "; ".join(_categories(row)),
    }


def _categories(row: Application) -> list[str]:
    categories = (category_of(line.category_code) for line in row.categories)
    return [category.name for category in categories if category is not None]
