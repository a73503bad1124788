"""Acts on training classes."""

from vocational.access.actor import Actor
from vocational.access.permissions import Permission
from vocational.access.roles import Reach
from vocational.classes import queries
from vocational.shared.errors import Refused


def check_reach(actor: Actor, permission: Permission, class_id: int) -> None:
    """Refuse who may not do this in this class: a teacher acts in own classes alone.

    Raises `Refused`.
    """
    reach = actor.reach(permission)
    if reach is Reach.ALL:
        return
    if reach is None or actor.user_id is None:
        raise Refused(permission)
    if not queries.is_own_class(class_id, actor.user_id):
        raise Refused(f"{permission} outside own classes")
