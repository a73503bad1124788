"""Every feature's blueprint, and what templates get from features: the only list of them."""

from flask import Flask

BLUEPRINTS: tuple[object, ...] = ()


def install(app: Flask) -> None:
    """Register the blueprints and the template values of all features."""
