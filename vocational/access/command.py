"""`@command`: the permission check and the transaction of every act.

The outermost command is the transaction: it commits on return and rolls back on any exception.
A command called by a command joins it; when the inner one fails, the whole is lost, even if the
outer one catches the failure. Rows of a file that may fail one by one use `savepoint()`.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import update_wrapper
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy.orm import Session

from vocational.access.actor import Actor
from vocational.access.permissions import Permission
from vocational.extensions import db

Parameters = ParamSpec("Parameters")
Answer = TypeVar("Answer")
Act = Callable[Concatenate[Actor, Parameters], Answer]

_OPEN = "command_open"
_BROKEN = "command_broken"


class BrokenTransaction(RuntimeError):
    """An outer command went on after an inner one had failed."""


def command(
    permission: Permission | None,
) -> Callable[[Act[Parameters, Answer]], Act[Parameters, Answer]]:
    """Make a function an act: first argument the actor, guarded, in one transaction.

    `permission` None is for acts of the public, which check for themselves who may call.
    """

    def decorate(act: Act[Parameters, Answer]) -> Act[Parameters, Answer]:
        def guarded(actor: Actor, /, *args: Parameters.args, **kwargs: Parameters.kwargs) -> Answer:
            if permission is not None:
                actor.require(permission)
            with transaction():
                return act(actor, *args, **kwargs)

        update_wrapper(guarded, act)
        guarded.__dict__["command_permission"] = permission
        return guarded

    return decorate


@contextmanager
def transaction() -> Iterator[None]:
    """Open the write transaction, or join the one that is open."""
    session = db.session()
    if session.info.get(_OPEN):
        with _joined(session):
            yield
        return
    session.rollback()
    session.expire_all()
    session.info[_OPEN], session.info[_BROKEN] = True, False
    try:
        session.connection(execution_options={"write_transaction": True})
        yield
        if session.info[_BROKEN]:
            raise BrokenTransaction
        session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        session.info[_OPEN] = False


@contextmanager
def _joined(session: Session) -> Iterator[None]:
    try:
        yield
    except BaseException:
        session.info[_BROKEN] = True
        raise


@contextmanager
def savepoint() -> Iterator[None]:
    """Undo only this block when it fails; commands inside may fail without breaking the whole."""
    session = db.session()
    broken = session.info.get(_BROKEN, False)
    with session.begin_nested():
        try:
            yield
        except BaseException:
            session.info[_BROKEN] = broken
            raise
