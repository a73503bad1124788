"""Read users."""

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from vocational.accounts.models import Membership, User
from vocational.extensions import db


def user_of_session(session_key: str) -> User | None:
    """Return the active user of a browser session, or None when that session has ended.

    `session_key` is what `User.get_id` returned at sign-in.
    """
    user_id, _, epoch = session_key.partition(".")
    if not user_id.isdigit() or not epoch.isdigit():
        return None
    return db.session.scalars(
        select(User)
        .where(User.id == int(user_id), User.session_epoch == int(epoch), User.is_active)
        .options(selectinload(User.memberships).joinedload(Membership.institution))
    ).one_or_none()
