"""Who gets in where, from the guards: what `docs/access.md` and `routes.txt` hold."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Flask

from vocational.access.guards import route_guards
from vocational.access.permissions import Permission
from vocational.access.roles import GRANTS, PermissionScope, Role

_REACH = {
    PermissionScope.ALL: "yes",
    PermissionScope.OWN_CLASSES: "own classes",
    PermissionScope.OWN_BODY: "own body",
    None: "",
}


@dataclass(frozen=True)
class Route:
    """One route and its guard."""

    methods: tuple[str, ...]
    rule: str
    guard: str

    @property
    def is_public(self) -> bool:
        """Whether everybody may call it."""
        return self.guard.startswith("public: ")

    @property
    def permissions(self) -> frozenset[Permission]:
        """The permissions of which one is needed."""
        if self.is_public:
            return frozenset()
        return frozenset(Permission(item) for item in self.guard.split(" | "))

    def reach(self, role: Role) -> PermissionScope | None:
        """How far a role gets in; None: not at all."""
        held = {GRANTS[role].get(permission) for permission in self.permissions}
        if self.is_public or PermissionScope.ALL in held:
            return PermissionScope.ALL
        return next(
            (
                item
                for item in (PermissionScope.OWN_CLASSES, PermissionScope.OWN_BODY)
                if item in held
            ),
            None,
        )


def routes(app: Flask) -> list[Route]:
    """List every route, by path."""
    return [
        Route(tuple(methods.split(",")), rule, guard)
        for methods, rule, _endpoint, guard in route_guards(app)
    ]


def routes_text(app: Flask) -> str:
    """Write `METHOD path -> guard`, one line each."""
    lines = [
        f"{method} {route.rule} -> {route.guard}"
        for route in routes(app)
        for method in route.methods
    ]
    return "\n".join(lines) + "\n"


def access_text(app: Flask) -> str:
    """Write the page of the documentation."""
    return "\n".join([*_introduction(), *_permissions(), "", *_routes(app)]) + "\n"


def _introduction() -> Iterator[str]:
    yield "# Who may do what"
    yield ""
    yield "Written by `tests/architecture/test_access.py` from `vocational/access/roles.py` and the"
    yield "guards of the routes; do not edit. Everything happens inside one's own institution:"
    yield "records of another are not found, whatever the role. *Own classes*: as homeroom teacher,"
    yield "teacher of the class, of a session or of a practice group. *Own body*: applications that"
    yield "the person's commune or association brought."
    yield ""
    yield "## Permissions of the roles"
    yield ""


def _heading(*first: str) -> Iterator[str]:
    cells = [*first, *(role.value for role in Role)]
    yield f"| {' | '.join(cells)} |"
    yield "|" + "---|" * len(cells)


def _permissions() -> Iterator[str]:
    yield from _heading("Permission")
    for permission in Permission:
        held = [_REACH[GRANTS[role].get(permission)] for role in Role]
        yield f"| `{permission}` | {' | '.join(held)} |"


def _routes(app: Flask) -> Iterator[str]:
    yield "## Pages and acts"
    yield ""
    yield from _heading("Method and path", "Guard", "public")
    for route in routes(app):
        everybody = "yes" if route.is_public else ""
        reached = " | ".join(_REACH[route.reach(role)] for role in Role)
        path = f"`{' '.join(route.methods)} {route.rule}`"
        yield f"| {path} | {route.guard.replace(' | ', ', ')} | {everybody} | {reached} |"
