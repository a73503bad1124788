"""Priority categories in the input of commands."""

from vocational.learners.rules.categories import PriorityCategory
from vocational.learners.rules.counting import CategoryEntry
from vocational.shared.errors import InputError
from vocational.shared.json_input import JsonObject


def read_categories(given: JsonObject) -> tuple[CategoryEntry, ...]:
    """Read the list `categories` of an object; without one there is none.

    Without a day an entry is open on that side, without `evidence` there is no paper.

    Raises `InputError`: `missing`, `invalid` (also when the last day lies before the first),
    `unknown` for a code that no category has.
    """
    if not given.has("categories"):
        return ()
    return tuple(_entry(child) for child in given.children("categories"))


def _entry(given: JsonObject) -> CategoryEntry:
    entry = CategoryEntry(
        code=given.choice("code", PriorityCategory).value,
        valid_from=given.day("valid_from") if given.has("valid_from") else None,
        valid_to=given.day("valid_to") if given.has("valid_to") else None,
        has_evidence=given.has("evidence") and given.boolean("evidence"),
    )
    if entry.valid_from and entry.valid_to and entry.valid_to < entry.valid_from:
        path = given.path_of("valid_to")
        raise InputError("invalid", f"{path} lies before valid_from.", path)
    return entry
