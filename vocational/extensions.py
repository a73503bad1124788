"""The Flask extensions of the product: instances, nothing else."""

from typing import Any

from flask_babel import Babel
from flask_login import LoginManager
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session
from flask_wtf.csrf import CSRFProtect
from sqlalchemy import Connection, Engine

from vocational.shared import tenancy
from vocational.shared.database import Base


class ScopedSession(Session):
    """A session fenced to institutions, which obeys the connection it is bound to."""

    def get_bind(self, *args: Any, **kwargs: Any) -> Engine | Connection:
        """Prefer the session's own bind: Flask-SQLAlchemy would ignore it."""
        return self.bind if self.bind is not None else super().get_bind(*args, **kwargs)


tenancy.install(ScopedSession)

db = SQLAlchemy(
    model_class=Base,
    disable_autonaming=True,
    session_options={"class_": ScopedSession, "expire_on_commit": False},
)
login_manager = LoginManager()
csrf = CSRFProtect()
babel = Babel()
migrate = Migrate()
