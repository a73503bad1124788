"""What SQLite's planner is told about conditions, as it keeps no statistics of its own."""

from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

_SHARE = 0.1


class TrueForMany(FunctionElement[Any]):
    """A condition that holds for a good part of a table's rows.

    Without the hint SQLite takes it for one that leaves ten rows, and reads all rows of an
    institution where it could read those of one class. PostgreSQL counts for itself.
    """

    inherit_cache = True

    def __init__(self, condition: ColumnElement[bool]) -> None:
        super().__init__(condition)


@compiles(TrueForMany)
def _plain(element: TrueForMany, compiler: SQLCompiler, **options: Any) -> str:
    return compiler.process(element.clauses, **options)


@compiles(TrueForMany, "sqlite")
def _hinted(element: TrueForMany, compiler: SQLCompiler, **options: Any) -> str:
    return f"likelihood({compiler.process(element.clauses, **options)}, {_SHARE})"
