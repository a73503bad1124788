"""Files of communes and associations: read, checked whole, entered once."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
import xlsxwriter

from tests.factories import applications, classes, enrolment, learners
from tests.world import HOME
from vocational.access.roles import Role
from vocational.applications.states import ApplicationState
from vocational.communes import queries
from vocational.communes.papers.spreadsheet_template import filled_template
from vocational.communes.rules import sheet_contents
from vocational.communes.rules.columns import COLUMNS, heading_of
from vocational.communes.rules.sheet_contents import SheetRow
from vocational.communes.services import files, sheets
from vocational.communes.services.files import Upload
from vocational.extensions import db
from vocational.learners.rules.categories import PriorityCategory
from vocational.shared.errors import RuleViolation

OFFICER = HOME.actor(Role.COMMUNE_OFFICER)
BODY = OFFICER.own_local_body()
TODAY = applications.ON


def refused(act, *args) -> RuleViolation:
    with pytest.raises(RuleViolation) as caught:
        act(*args)
    return caught.value


def workbook(*lines) -> bytes:
    """Write lines below the headings."""
    content = BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    sheet = book.add_worksheet()
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write_row(0, 0, [column.heading for column in COLUMNS])
    for number, line in enumerate(lines, start=1):
        for place, value in enumerate(line):
            if isinstance(value, date):
                sheet.write_datetime(number, place, value, day)
            else:
                sheet.write(number, place, value)
    book.close()
    return content.getvalue()


def moved(book: bytes, cell: str, place: str) -> bytes:
    """Write a cell of a workbook elsewhere."""
    content = BytesIO()
    with ZipFile(BytesIO(book)) as packed, ZipFile(content, "w") as written:
        for name in packed.namelist():
            part = packed.read(name).replace(f'"{cell}"'.encode(), f'"{place}"'.encode())
            written.writestr(name, part)
    return content.getvalue()


def rows(*people: dict[str, str]) -> tuple[SheetRow, ...]:
    return tuple(SheetRow(number, cells) for number, cells in enumerate(people, start=2))


def kept(class_id: int, *people: dict[str, str]):
    upload = Upload(class_id, "danh-sach.xlsx", rows(*people), TODAY, "Phùng Văn Tám")
    return files.keep(OFFICER, upload, TODAY)


def faults(class_id: int, *people: dict[str, str]) -> list[tuple[int, str, str]]:
    checked = files.checked_file(kept(class_id, *people), TODAY)
    return [(fault.row, fault.column, fault.violation.code) for fault in checked.faults]


def cells(number: int = 1, **changes: str) -> dict[str, str]:
    return applications.sheet_cells(number, **changes)


def test_dates_numbers_and_texts_are_read_as_they_stand():
    line = ["", "Trần B An", date(1990, 5, 1), "Nữ", 1190000001, 912345678, "Phúc Thọ"]
    (row,) = sheets.read_sheet(workbook(line))
    assert row.number == 2
    assert row.cells["birth_date"] == "01/05/1990"
    assert row.cells["citizen_number"] == "1190000001"
    assert row.cells["phone"] == "912345678"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_is_read_in_the_usual_ways_of_writing_it(encoding, delimiter):
    headings = delimiter.join(f'"{column.heading}"' for column in COLUMNS)
    text = f"{headings}\r\n{delimiter}Trần B An{delimiter}1990\r\n"
    (row,) = sheets.read_sheet(text.encode(encoding))
    assert (row.cells["full_name"], row.cells["birth_date"]) == ("Trần B An", "1990")


def test_the_template_is_read_and_its_example_left_out(home):
    assert refused(sheets.read_sheet, filled_template()).code == "sheet.no_rows"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "sheet.empty_file"),
        (b"\x89PNG\r\n\x1a\n" + b"\xff" * 30, "sheet.unreadable"),
        (b"PK\x03\x04 not a zip", "sheet.unreadable"),
        (b"%PDF-1.7\n1 0 obj", "sheet.no_headings"),
        ("Họ và tên,Ngày sinh\nAn,1990".encode(), "sheet.headings_missing"),
        (b"x" * (sheets.MOST_MEGABYTES * 1024 * 1024 + 1), "sheet.too_large"),
    ],
)
def test_what_is_no_list_of_people_is_refused_whatever_its_name(content, code):
    assert refused(sheets.read_sheet, content).code == code


def test_more_people_than_a_file_may_hold_are_refused():
    headings = ";".join(column.heading for column in COLUMNS)
    lines = headings + "\n;An Văn A" * (sheet_contents.MOST_ROWS + 1)
    violation = refused(sheets.read_sheet, lines.encode())
    assert violation.code == "sheet.too_many_rows"
    assert violation.params["actual"] == sheet_contents.MOST_ROWS + 1


def test_a_line_far_down_is_not_read_to():
    book = moved(workbook(["", "An Văn A"]), "B2", "B1048576")
    assert refused(sheets.read_sheet, book).code == "sheet.too_many_rows"


@pytest.mark.parametrize("cell", ["XFD1048576", "ZZZZZZZZ99999999999"])
def test_a_cell_far_out_ends_the_reading_and_nothing_else(cell):
    book = moved(workbook(["", "An Văn A"]), "B2", cell)
    assert refused(sheets.read_sheet, book).code == "sheet.unreadable"


def test_every_fault_is_named_by_row_and_column(home):
    class_id = classes.training_class().id
    bad = cells(
        2,
        sex="Khác",
        phone="12",
        commune="Xã Không Có",
        schooling_code="Lớp 7",
        birth_date="31/02/1990",
    )
    assert faults(class_id, cells(1), bad) == [
        (3, "birth_date", "date.impossible"),
        (3, "sex", "sheet.not_in_list"),
        (3, "phone", "phone.length"),
        (3, "commune", "commune.unknown"),
        (3, "schooling_code", "sheet.not_in_list"),
    ]
    assert heading_of("birth_date") == "Ngày sinh"


@pytest.mark.parametrize(
    ("changes", "column", "code"),
    [
        ({"citizen_number": "1190000001"}, "citizen_number", "sheet.zeros_lost"),
        ({"citizen_number": "001090000001"}, "citizen_number", "sheet.number_contradicts"),
        ({"birth_date": "01/05/2015"}, "birth_date", "applications.under_age"),
        ({"birth_date": ""}, "birth_date", "required"),
        ({"full_name": ""}, "full_name", "person_name.empty"),
        ({"categories": "Hộ giàu"}, "categories", "sheet.not_in_list"),
        ({"categories": "Hộ nghèo; Hộ nghèo"}, "categories", "sheet.category_twice"),
        ({"categories": "Hộ nghèo", "paper_kind": "Hộ chiếu"}, "paper_kind", "sheet.not_in_list"),
        (
            {"categories": "Hộ nghèo", "paper_number": "1", "valid_from": "05/01/2026"},
            "valid_to",
            "evidence.last_day_missing",
        ),
    ],
)
def test_a_fault_stands_in_its_column(home, changes, column, code):
    class_id = classes.training_class().id
    assert faults(class_id, cells(1, **changes)) == [(2, column, code)]


def test_who_stands_twice_or_applied_by_another_way_is_a_fault(home):
    row = classes.training_class()
    applications.application(row, 3)
    assert faults(row.id, cells(1), cells(1), cells(3)) == [
        (3, "citizen_number", "sheet.twice"),
        (4, "citizen_number", "applications.ask_the_centre"),
    ]


def test_nobody_is_entered_while_one_fault_stands(home):
    row = kept(classes.training_class().id, cells(1), cells(2, sex=""))
    assert refused(files.enter, OFFICER, row.id, TODAY, "x").code == "sheet.has_faults"
    assert queries.latest(BODY, row.class_id, 5) == []


def test_a_file_is_entered_whole_and_its_rows_are_forgotten(home):
    paper = {
        "categories": "Hộ nghèo",
        "paper_number": "117/GCN",
        "issuer": "UBND xã Phúc Thọ",
        "valid_from": "05/01/2026",
        "valid_to": "31/12/2026",
        "cannot_read": "x",
    }
    row = kept(classes.training_class().id, cells(1, **paper), cells(2))
    assert files.enter(OFFICER, row.id, TODAY, "x") is None
    row = queries.file(BODY, row.id)
    assert (row.created_count, row.sheet) == (2, None)
    second, first = queries.latest(BODY, row.class_id, 5)
    assert first.cannot_read
    assert first.consent_brought_by == "Phùng Văn Tám"
    (line,) = first.categories
    assert line.category_code == PriorityCategory.POOR_HOUSEHOLD
    assert (line.paper_number, line.original_seen) == ("117/GCN", False)
    assert second.state is ApplicationState.SUBMITTED


def test_the_same_file_again_creates_nothing(home):
    class_id = classes.training_class().id
    first = kept(class_id, cells(1), cells(2))
    files.enter(OFFICER, first.id, TODAY, "x")
    again = kept(class_id, cells(1), cells(2))
    checked = files.checked_file(again, TODAY)
    assert (len(checked.new), len(checked.known), checked.faults) == (0, 2, [])
    files.enter(OFFICER, again.id, TODAY, "x")
    assert queries.file(BODY, again.id).created_count == 0
    assert len(queries.latest(BODY, class_id, 5)) == 2


def test_a_file_asked_to_be_entered_twice_is_entered_once(home):
    row = kept(classes.training_class().id, cells(1))
    files.enter(OFFICER, row.id, TODAY, "x")
    assert files.enter(OFFICER, row.id, TODAY, "x") is None
    assert len(queries.latest(BODY, row.class_id, 5)) == 1


def test_a_new_file_takes_the_place_of_the_one_that_waits(home):
    class_id = classes.training_class().id
    kept(class_id, cells(1))
    second = kept(class_id, cells(2))
    assert [row.id for row in queries.waiting_files(BODY)] == [second.id]


def test_a_dropped_file_is_gone_and_an_entered_one_stays(home):
    row = kept(classes.training_class().id, cells(1))
    files.drop(OFFICER, row.id)
    assert queries.files(BODY) == []
    row = kept(row.class_id, cells(1))
    files.enter(OFFICER, row.id, TODAY, "x")
    assert refused(files.drop, OFFICER, row.id).code == "sheet.entered_already"


def test_a_large_file_is_a_job_that_enters_everybody_once(home, session, run_jobs):
    people = [cells(number) for number in range(1, files.AT_ONCE + 13)]
    row = kept(classes.training_class(capacity=100).id, *people)
    job = files.enter(OFFICER, row.id, TODAY, "Hồ sơ")
    assert job is not None
    assert files.enter(OFFICER, row.id, TODAY, "Hồ sơ").id == job.id
    run_jobs()
    session.expire_all()
    row = queries.file(BODY, row.id)
    assert row.created_count == len(people)
    assert queries.count_in(BODY, row.class_id) == len(people)


def test_a_job_that_stopped_half_way_goes_on_from_there(home):
    row = kept(classes.training_class().id, cells(1), cells(2))
    checked = files.checked_file(row, TODAY)
    files.enter_people(OFFICER, row.id, checked.new[:1])
    rest = files.checked_file(queries.file(BODY, row.id), TODAY)
    assert [person.row for person in rest.new] == [3]
    files.enter_people(OFFICER, row.id, checked.new)
    files.close(OFFICER, row.id)
    assert queries.file(BODY, row.id).created_count == 2


def test_a_mobile_number_without_its_zero_is_read(home):
    checked = files.checked_file(
        kept(classes.training_class().id, cells(1, phone="912345678")), TODAY
    )
    assert checked.new[0].entry.phone == "0912345678"
    assert learners.citizen_number(1) == checked.new[0].entry.citizen_number.digits


def test_who_learns_elsewhere_is_found_with_as_many_queries_for_35_as_for_three(
    home, count_queries
):
    class_id = classes.training_class(capacity=40).id
    elsewhere = classes.training_class("LD-2026-002", capacity=40)
    enrolment.filled_class(elsewhere, 35)
    counted = []
    for count in (3, 35):
        row = kept(class_id, *(cells(number) for number in range(1, count + 1)))
        db.session.expire_all()
        with count_queries() as statements:
            checked = files.checked_file(row, TODAY)
        assert len(checked.at_the_same_hours) == count
        counted.append(len(statements))
    assert counted[0] == counted[1]
