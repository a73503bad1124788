"""The shape of a list of words."""

from collections.abc import Mapping

from flask_babel.speaklater import LazyString

Words = Mapping[str, LazyString]
