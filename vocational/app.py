"""The application: configuration, extensions, features, error pages."""

from pathlib import Path

from flask import Flask, request
from flask_login import current_user
from werkzeug.middleware.proxy_fix import ProxyFix

from vocational import features
from vocational.access import guards
from vocational.access.permissions import Permission
from vocational.config import MAX_UPLOAD_BYTES, Settings, read_settings
from vocational.documents import fonts
from vocational.extensions import csrf, db, login_manager, migrate
from vocational.shared import engine, tenancy
from vocational.shared.encryption import Keyring, install_keyring
from vocational.web import (
    assets,
    compression,
    errors,
    formats,
    headers,
    indentation,
    labels,
    locale,
    numbers,
    requests,
    uploads,
)

_HERE = Path(__file__).resolve().parent
SESSION_SECONDS = 12 * 3600


def resource_folder(name: str) -> Path:
    """Return templates, translations or migrations: inside the package when it is installed,
    beside it in a checkout."""
    inside = _HERE / name
    return inside if inside.is_dir() else _HERE.parent / name


def create_app(settings: Settings | None = None) -> Flask:
    """Make the application.

    Raises `BadSetting`, `FontsIncomplete` and `UnguardedRoute`: it then refuses to start.
    """
    fonts.check_fonts()
    settings = settings or read_settings()
    app = Flask(
        "vocational",
        root_path=str(_HERE),
        template_folder=str(resource_folder("templates")),
        static_folder="static",
    )
    _configure(app, settings)
    _install_extensions(app, settings)
    features.install(app)
    guards.public("styles, scripts and pictures")(app.view_functions["static"])
    guards.check_guards(app)
    return app


def _configure(app: Flask, settings: Settings) -> None:
    install_keyring(Keyring.from_secret(settings.data_key))
    app.config.update(
        SETTINGS=settings,
        SECRET_KEY=settings.secret_key,
        BASE_URL=settings.base_url,
        STORAGE_URL=settings.storage_url,
        TESTING=settings.testing,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=engine.engine_options(settings.database_url),
        MAX_CONTENT_LENGTH=MAX_UPLOAD_BYTES,
        MAX_FORM_PARTS=20_000,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.uses_https,
        PERMANENT_SESSION_LIFETIME=SESSION_SECONDS,
        WTF_CSRF_TIME_LIMIT=SESSION_SECONDS,
        BABEL_DOMAIN="messages",
    )
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    if settings.uses_https:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1)  # type: ignore[method-assign]


def _install_extensions(app: Flask, settings: Settings) -> None:
    requests.configure_logging(as_json=not settings.testing)
    requests.install(app)
    numbers.install(app)
    uploads.install(app)
    db.init_app(app)
    with app.app_context():
        engine.prepare(db.engine)
    migrate.init_app(app, db, directory=str(resource_folder("migrations")))
    csrf.init_app(app)
    login_manager.init_app(app)
    locale.install(app, str(resource_folder("translations")))
    indentation.install(app)
    formats.install(app)
    labels.install(app)
    assets.install(app)
    compression.install(app)
    headers.install(app)
    errors.install(app)
    app.before_request(_enter_institution)
    app.jinja_env.globals["can"] = _can


def _enter_institution() -> None:
    """Everything a signed-in person asks for is asked inside that person's institution."""
    if request.endpoint == "static":
        return
    if current_user.is_authenticated and current_user.institution_id is not None:
        tenancy.enter_scope(db.session(), tenancy.Scope(frozenset({current_user.institution_id})))


def _can(permission: str) -> bool:
    return guards.current_actor().may(Permission(permission))
