"""A list's state in its URL: words, filters, order, page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from flask import request

from vocational.shared.paging import PAGE_SIZES, ListRequest
from vocational.web.numbers import read_whole


@dataclass(frozen=True)
class Chip:
    """A filter as a removable chip: its label, how many rows it leaves, where it leads."""

    label: str
    url: str
    active: bool = False
    count: int | None = None


@dataclass(frozen=True)
class ListState(ListRequest):
    """The request of a list together with the URLs that change it."""

    path: str = ""
    default_sort: str = ""
    chips: Sequence[Chip] = field(default_factory=tuple)

    def url(self, **changes: str | int) -> str:
        """Return this list's URL with some of q, sort, page, per_page or filters changed.

        Any change but of the page goes back to page 1; an empty value removes.
        """
        values: dict[str, str | int] = dict(self._values())
        if "page" not in changes:
            values.pop("page", None)
        values.update(changes)
        kept = {key: value for key, value in values.items() if value not in {"", None}}
        return f"{self.path}?{urlencode(kept)}" if kept else self.path

    def sort_url(self, key: str) -> str:
        """Return the URL that sorts by a column, the other way round when it already does."""
        return self.url(sort=f"-{key}" if self.sort == key and not self.descending else key)

    def aria_sort(self, key: str) -> str | None:
        """Return the value of `aria-sort` for a column."""
        if self.sort != key:
            return None
        return "descending" if self.descending else "ascending"

    def filter_chip(self, name: str, value: str, label: str, count: int | None = None) -> Chip:
        """Return a chip that sets one filter, or removes it when it is set."""
        active = self.filters.get(name) == value
        return Chip(label, self.url(**{name: "" if active else value}), active, count)

    @property
    def hidden_inputs(self) -> list[tuple[str, str]]:
        """What a search form must carry beside its words."""
        return [(key, value) for key, value in self._values().items() if key not in {"q", "page"}]

    def _values(self) -> dict[str, str]:
        values = {"q": self.query} | dict(self.filters)
        if self.sort != self.default_sort or self.descending:
            values["sort"] = f"-{self.sort}" if self.descending else self.sort
        if self.per_page != PAGE_SIZES[0]:
            values["per_page"] = str(self.per_page)
        if self.number > 1:
            values["page"] = str(self.number)
        return {key: value for key, value in values.items() if value}


def list_state(
    *,
    sorts: Sequence[str],
    filters: Mapping[str, Sequence[str] | None] | None = None,
    descending: bool = False,
) -> ListState:
    """Read the list's state from the request; what is unknown is ignored.

    `sorts`: the columns, the default first. `filters`: allowed values by name, None for any text.
    """
    given = request.args
    wanted = given.get("sort", "")
    sort = wanted.removeprefix("-")
    if sort not in sorts:
        sort, wanted = sorts[0], f"-{sorts[0]}" if descending else sorts[0]
    return ListState(
        query=given.get("q", "").strip()[:100],
        filters=_filters(filters or {}),
        sort=sort,
        descending=wanted.startswith("-"),
        number=read_whole(given.get("page")) or 1,
        per_page=_page_size(given.get("per_page", "")),
        path=request.path,
        default_sort=sorts[0],
    )


def _filters(allowed: Mapping[str, Sequence[str] | None]) -> dict[str, str]:
    result = {}
    for name, values in allowed.items():
        value = request.args.get(name, "").strip()[:100]
        if value and (values is None or value in values):
            result[name] = value
    return result


def _page_size(text: str) -> int:
    size = read_whole(text)
    return size if size in PAGE_SIZES else PAGE_SIZES[0]
