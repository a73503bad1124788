"""The columns of the spreadsheet by which a commune or an association sends its list. Pure."""

from dataclasses import dataclass

from vocational.shared.vietnamese_text import fold

EXAMPLE_MARK = "Ví dụ"
"""A line whose first cell begins so is the example of the template and is not read."""

CATEGORY_SIGN = ";"
"""What stands between several categories of one person."""


@dataclass(frozen=True)
class Column:
    """One column: the name in code, its heading, what stands in the example, its width."""

    key: str
    heading: str
    example: str
    width: int
    is_needed: bool = True


COLUMNS = (
    Column("number", "STT", EXAMPLE_MARK, 7, is_needed=False),
    Column("full_name", "Họ và tên", "Nguyễn Văn Mẫu", 26),
    Column("birth_date", "Ngày sinh", "01/02/1990", 12),
    Column("sex", "Giới tính", "Nam", 10),
    Column("citizen_number", "Số CCCD", "001090012345", 16),
    Column("phone", "Điện thoại", "0912345678", 14),
    Column("commune", "Xã, phường", "Xã Phúc Thọ, Hà Nội", 24),
    Column("hamlet", "Thôn, số nhà", "Thôn 2", 16, is_needed=False),
    Column("birth_place", "Nơi sinh", "Hà Nội", 16, is_needed=False),
    Column("schooling_code", "Trình độ học vấn", "Trung học cơ sở", 20),
    Column("ethnic_group", "Dân tộc", "Kinh", 12),
    Column("categories", "Đối tượng", "Người thuộc hộ nghèo", 26, is_needed=False),
    Column("paper_kind", "Loại giấy tờ", "", 24, is_needed=False),
    Column("paper_number", "Số giấy tờ", "117/GCN", 14, is_needed=False),
    Column("issuer", "Nơi cấp", "UBND xã Phúc Thọ", 20, is_needed=False),
    Column("valid_from", "Từ ngày", "05/01/2026", 12, is_needed=False),
    Column("valid_to", "Đến ngày", "31/12/2026", 12, is_needed=False),
    Column("cannot_read", "Không biết chữ", "", 14, is_needed=False),
)
_BY_HEADING = {fold(column.heading): column for column in COLUMNS}
_BY_KEY = {column.key: column for column in COLUMNS}


def column_of(heading: str) -> Column | None:
    """Find a column by its heading, tone marks, capitals and a trailing star aside."""
    return _BY_HEADING.get(fold(heading).rstrip(" *"))


def heading_of(key: str) -> str:
    """Return the heading of a column."""
    return _BY_KEY[key].heading
