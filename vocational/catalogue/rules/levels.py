"""Course levels as commands read them and as papers write them."""

from vocational.catalogue.rules.courses import CourseLevel
from vocational.shared.json_input import JsonObject

ANY_ELEMENTARY = "elementary"
ON_PAPERS = {
    CourseLevel.ELEMENTARY_1: "Sơ cấp bậc I",
    CourseLevel.ELEMENTARY_2: "Sơ cấp bậc II",
    CourseLevel.ELEMENTARY_3: "Sơ cấp bậc III",
    CourseLevel.UNDER_3_MONTHS: "Đào tạo dưới 03 tháng",
}


def read_level(given: JsonObject, key: str) -> CourseLevel:
    """Read a course level; `elementary` alone is read as the first, where all three agree.

    Raises `InputError`: `missing`, `invalid`, `unknown`.
    """
    if given.has(key) and given.text(key) == ANY_ELEMENTARY:
        return CourseLevel.ELEMENTARY_1
    return given.choice(key, CourseLevel)
