"""Where the demonstration centre teaches, and when classes meet."""

from datetime import time

from vocational.catalogue.rules.courses import CourseLevel
from vocational.classes.rules import SlotLine

#: (place, commune code): communes of Hà Nội along the Đáy river.
PLACES = (
    ("Nhà văn hóa thôn 3", "09715"),
    ("Xưởng thực hành, trung tâm", "09715"),
    ("Nhà văn hóa thôn Đoài", "09739"),
    ("Hợp tác xã nông nghiệp Hát Môn", "09772"),
    ("Hội trường thôn Thượng", "09784"),
    ("Nhà văn hóa xóm Bãi", "09715"),
)
MORNING = time(7, 30)
AFTERNOON = time(13, 30)
MORNING_MINUTES = 240
AFTERNOON_MINUTES = 180
WORKING_DAYS = range(1, 6)


def slots(level: CourseLevel) -> tuple[SlotLine, ...]:
    """Return the weekly times: mornings, at elementary level two afternoons as well."""
    mornings = [SlotLine(day, MORNING, MORNING_MINUTES) for day in WORKING_DAYS]
    afternoons = [SlotLine(day, AFTERNOON, AFTERNOON_MINUTES) for day in (2, 4)]
    return tuple(mornings + afternoons if level.is_elementary else mornings)
