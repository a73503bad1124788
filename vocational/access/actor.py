"""The person or process on whose behalf something is done."""

from dataclasses import dataclass

from vocational.access.permissions import Permission
from vocational.access.roles import GRANTS, PermissionScope, Role
from vocational.shared.errors import Refused

SIGNATURE_LENGTH = 100
"""Characters of the columns that keep who did something."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, in which institution and with which roles.

    `user_id` is None for the public and for the system; `is_system` marks jobs and commands of
    the operator, which may do everything. `local_body_id` is whose applications an officer of a
    commune or an association brings.
    """

    name: str
    user_id: int | None = None
    institution_id: int | None = None
    roles: frozenset[Role] = frozenset()
    is_system: bool = False
    local_body_id: int | None = None

    @classmethod
    def system(cls, name: str, institution_id: int | None = None) -> "Actor":
        """Return the actor of a job or an operator's command."""
        return cls(name=name, institution_id=institution_id, is_system=True)

    @classmethod
    def public(cls) -> "Actor":
        """Return the actor of a visitor without an account."""
        return cls(name="public")

    @property
    def is_public(self) -> bool:
        """Tell whether this is a visitor without an account."""
        return self.user_id is None and not self.is_system

    @property
    def signature(self) -> str:
        """Give the name as rows keep it beside what the actor did: cut to the column's length."""
        return self.name[:SIGNATURE_LENGTH]

    def scope_of(self, permission: Permission) -> PermissionScope | None:
        """Return how far the permission reaches for this actor; None when it is not held."""
        if self.is_system:
            return PermissionScope.ALL
        held = [GRANTS[role].get(permission) for role in self.roles]
        if PermissionScope.ALL in held:
            return PermissionScope.ALL
        return next(
            (
                item
                for item in (PermissionScope.OWN_CLASSES, PermissionScope.OWN_BODY)
                if item in held
            ),
            None,
        )

    def may(self, permission: Permission) -> bool:
        """Tell whether the actor holds the permission, however far it reaches."""
        return self.scope_of(permission) is not None

    def require(self, permission: Permission) -> None:
        """Refuse the actor who does not hold the permission.

        Raises `Refused`.
        """
        if not self.may(permission):
            raise Refused(permission)

    def own_institution(self) -> int:
        """Return the institution that the actor acts in.

        Raises `Refused` for an actor without one.
        """
        if self.institution_id is None:
            raise Refused("no institution")
        return self.institution_id

    def own_local_body(self) -> int:
        """Return the commune or association that the actor acts for.

        Raises `Refused` for an actor of none.
        """
        if self.local_body_id is None:
            raise Refused("no commune or association")
        return self.local_body_id
