"""What SQLite's planner is told about conditions, as it keeps no statistics of its own."""

from typing import Any

from sqlalchemy import BinaryExpression, ColumnElement
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

_SHARE = 0.1


class LowSelectivity(FunctionElement[Any]):
    """An equation, `column == value`, that holds for a good part of a table's rows.

    Without the hint SQLite takes it for one that leaves ten rows, and reads all rows of an
    institution where it could read those of one class. PostgreSQL counts for itself.
    """

    inherit_cache = True

    def __init__(self, equation: ColumnElement[bool]) -> None:
        if not isinstance(equation, BinaryExpression):
            raise TypeError("column == value is wanted")
        super().__init__(equation)
        # Copies of the element share this one value, however often they stand in a statement:
        # SQLAlchemy would compare copies of it with each other at each execution.
        self.value = equation.right


@compiles(LowSelectivity)
def _plain(element: LowSelectivity, compiler: SQLCompiler, **options: Any) -> str:
    (equation,) = element.clauses
    left = compiler.process(equation.left, **options)
    return f"{left} = {compiler.process(element.value, **options)}"


@compiles(LowSelectivity, "sqlite")
def _hinted(element: LowSelectivity, compiler: SQLCompiler, **options: Any) -> str:
    return f"likelihood({_plain(element, compiler, **options)}, {_SHARE})"
