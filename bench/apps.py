"""The applications that the benchmark serves: a bare page, and the product with a counter."""

from typing import Any

from flask import Flask, Response, g
from sqlalchemy import Connection, event

from vocational.app import create_app
from vocational.extensions import db

QUERIES_HEADER = "X-Bench-Queries"
NOT_QUERIES = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "PRAGMA")


def hello() -> Flask:
    """Make the bare page that everything is compared with."""
    app = Flask("hello")

    @app.get("/")
    def index() -> str:
        return "Hello, world"

    return app


def measured() -> Flask:
    """Make the product, with the number of statements of each answer in a header."""
    app = create_app()
    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", _count)
    app.before_request(_begin)
    app.after_request(_tell)
    return app


def _count(_connection: Connection, _cursor: Any, statement: str, *_rest: Any) -> None:
    if not statement.lstrip().upper().startswith(NOT_QUERIES) and "bench_queries" in g:
        g.bench_queries += 1


def _begin() -> None:
    g.bench_queries = 0


def _tell(response: Response) -> Response:
    response.headers[QUERIES_HEADER] = str(g.get("bench_queries", 0))
    return response
