"""Commands: who may, what is committed, what a failure inside undoes."""

import pytest
from sqlalchemy import select

from vocational.access.actor import Actor
from vocational.access.command import BrokenTransaction, command, savepoint, transaction
from vocational.access.permissions import Permission
from vocational.access.roles import GRANTS, PermissionScope, Role
from vocational.extensions import db
from vocational.institutions.models import Counter
from vocational.shared.errors import Refused, RuleViolation


@command(Permission.CLASS_EDIT)
def add(actor: Actor, series: str) -> None:
    """Add a counter."""
    db.session.add(Counter(series=series))
    db.session.flush()


@command(Permission.CLASS_EDIT)
def add_and_fail(actor: Actor, series: str) -> None:
    """Add a counter and refuse."""
    add(actor, series)
    raise RuleViolation("test.refused")


@command(Permission.CLASS_EDIT)
def go_on_after_failure(actor: Actor) -> None:
    """Catch the failure of an inner command and go on, which is not allowed."""
    add(actor, "outer")
    try:
        add_and_fail(actor, "inner")
    except RuleViolation:
        add(actor, "after")


@command(Permission.CLASS_EDIT)
def row_by_row(actor: Actor) -> None:
    """Undo only the row that fails."""
    add(actor, "first")
    with pytest.raises(RuleViolation), savepoint():
        add_and_fail(actor, "second")
    add(actor, "third")


def saved() -> list[str]:
    db.session.rollback()
    return list(db.session.scalars(select(Counter.series).order_by(Counter.series)))


def test_who_lacks_the_permission_is_refused_before_anything_happens(session, teacher):
    with pytest.raises(Refused):
        add(teacher, "x")
    assert saved() == []


def test_the_outermost_command_commits(session, registrar):
    add(registrar, "x")
    assert saved() == ["x"]


def test_a_failure_undoes_the_inner_commands_too(session, registrar):
    with pytest.raises(RuleViolation):
        add_and_fail(registrar, "x")
    assert saved() == []


def test_going_on_after_an_inner_failure_loses_the_whole(session, registrar):
    with pytest.raises(BrokenTransaction):
        go_on_after_failure(registrar)
    assert saved() == []


def test_a_savepoint_undoes_one_row_alone(session, registrar):
    row_by_row(registrar)
    assert saved() == ["first", "third"]


def test_after_a_failure_the_next_command_works(session, registrar):
    with pytest.raises(BrokenTransaction):
        go_on_after_failure(registrar)
    add(registrar, "x")
    assert saved() == ["x"]


def test_a_transaction_ends_what_was_read_before(session, registrar):
    session.add(Counter(series="never saved"))
    with transaction():
        pass
    assert saved() == []


def test_the_system_may_everything_and_the_public_nothing():
    system, public = Actor.system("tests"), Actor.public()
    assert all(system.may(permission) for permission in Permission)
    assert not any(public.may(permission) for permission in Permission)


def test_the_widest_reach_of_several_roles_counts():
    both = Actor("x", roles=frozenset({Role.TEACHER, Role.REGISTRAR}))
    assert GRANTS[Role.TEACHER][Permission.CLASS_VIEW] is PermissionScope.OWN_CLASSES
    assert both.scope_of(Permission.CLASS_VIEW) is PermissionScope.ALL
