"""Every feature's blueprint, and what templates get from features: the only list of them."""

from flask import Blueprint, Flask

from vocational.accounts import context
from vocational.accounts.views import accounts, setting_up
from vocational.classes import views as classes
from vocational.jobs import health
from vocational.reference import views as reference
from vocational.teachers import views as teachers

BLUEPRINTS: tuple[Blueprint, ...] = (
    accounts.bp,
    classes.bp,
    health.bp,
    reference.bp,
    setting_up.bp,
    teachers.bp,
)


def install(app: Flask) -> None:
    """Register the blueprints and the template values of all features."""
    context.install(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
