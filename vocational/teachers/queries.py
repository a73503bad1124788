"""Read teachers, and the users who may be linked to them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import joinedload

from vocational.access.roles import Role
from vocational.accounts.models import Membership, User
from vocational.extensions import db
from vocational.shared.paging import ListRequest, Page, fetch_page
from vocational.shared.vietnamese_text import fold
from vocational.teachers.models import Teacher
from vocational.teachers.rules import QualificationRoute

SORTS = ("name", "route")
INVITED, STAFF, LEFT = "invited", "staff", "left"


def teacher(teacher_id: int) -> Teacher:
    """Return one teacher with the linked user; raises `NoResultFound`."""
    return db.session.scalars(
        select(Teacher).where(Teacher.id == teacher_id).options(joinedload(Teacher.user))
    ).one()


def teacher_for_update(teacher_id: int) -> Teacher:
    """Return one teacher, locked until the transaction ends; raises `NoResultFound`."""
    return db.session.scalars(
        select(Teacher).where(Teacher.id == teacher_id).with_for_update()
    ).one()


def same_teacher(full_name: str, phone: str) -> Teacher | None:
    """Return an active teacher of that very name and telephone number, if there is one."""
    return db.session.scalars(
        select(Teacher)
        .where(Teacher.full_name == full_name, Teacher.phone == phone, Teacher.is_active)
        .order_by(Teacher.id)
        .limit(1)
    ).one_or_none()


def teachers(request: ListRequest) -> Page[Teacher]:
    """Return one page of teachers with the linked users.

    Filters: `kind` = staff, invited or left (who left is shown only then), `route`. Words are
    sought without tone marks in the name and as they are in the telephone number.
    """
    return fetch_page(db.session(), _list(request), request)


def all_teachers(request: ListRequest) -> Sequence[Teacher]:
    """Return every teacher of the list, in its order; for spreadsheets."""
    return db.session.scalars(_list(request)).all()


def active_teachers() -> Sequence[Teacher]:
    """Return who teaches now, in the order of names; for forms."""
    return db.session.scalars(
        select(Teacher).where(Teacher.is_active).order_by(Teacher.sort_name, Teacher.id)
    ).all()


def teachers_by_id(teacher_ids: frozenset[int]) -> dict[int, Teacher]:
    """Map ids to those teachers of this institution that exist."""
    rows = db.session.scalars(
        select(Teacher).where(Teacher.id.in_(teacher_ids)).order_by(Teacher.id)
    )
    return {row.id: row for row in rows}


def linkable_users(institution_id: int, teacher_id: int | None = None) -> Sequence[User]:
    """Return the active users with the role teacher whom no other teacher is linked to."""
    taken = select(Teacher.user_id).where(Teacher.user_id.is_not(None))
    if teacher_id is not None:
        taken = taken.where(Teacher.id != teacher_id)
    teaching = select(Membership.user_id).where(
        Membership.institution_id == institution_id, Membership.role == Role.TEACHER
    )
    return db.session.scalars(
        select(User)
        .where(User.id.in_(teaching), User.id.not_in(taken), User.is_active)
        .order_by(User.full_name, User.id)
    ).all()


def _list(request: ListRequest) -> Select[Teacher]:
    order: dict[str, tuple[ColumnElement[Any], ...]] = {
        "name": (_way(request, Teacher.sort_name),),
        "route": (_way(request, Teacher.qualification_route), Teacher.sort_name.asc()),
    }
    return (
        select(Teacher)
        .where(*_wanted(request))
        .options(joinedload(Teacher.user).lazyload(User.memberships))
        .order_by(*order.get(request.sort, order["name"]), Teacher.id)
    )


def _way(request: ListRequest, column: Any) -> ColumnElement[Any]:
    ordered: ColumnElement[Any] = column.desc() if request.descending else column.asc()
    return ordered


def _wanted(request: ListRequest) -> list[ColumnElement[bool]]:
    kind = request.filters.get("kind")
    result: list[ColumnElement[bool]] = [
        or_(
            Teacher.folded_name.contains(word, autoescape=True),
            Teacher.phone.contains(word, autoescape=True),
        )
        for word in fold(request.query).split()
    ]
    result.append(Teacher.is_active.is_(kind != LEFT))
    if kind in {INVITED, STAFF}:
        result.append(Teacher.is_invited.is_(kind == INVITED))
    if route := request.filters.get("route"):
        result.append(Teacher.qualification_route == QualificationRoute(route))
    return result
