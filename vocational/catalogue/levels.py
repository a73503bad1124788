"""Course levels in the input of commands."""

from vocational.catalogue.rules import CourseLevel
from vocational.shared.json_input import JsonObject

ANY_ELEMENTARY = "elementary"


def read_level(given: JsonObject, key: str) -> CourseLevel:
    """Read a course level; `elementary` alone is read as the first, where all three agree.

    Raises `InputError`: `missing`, `invalid`, `unknown`.
    """
    if given.has(key) and given.text(key) == ANY_ELEMENTARY:
        return CourseLevel.ELEMENTARY_1
    return given.choice(key, CourseLevel)
