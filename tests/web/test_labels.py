"""Labels of enumerations: one table, complete, asked by one filter."""

from enum import StrEnum

import pytest
from flask_babel import lazy_gettext as _l

from tests.architecture.sources import PRODUCT
from vocational import features
from vocational.shared.database import Base, column_enumeration
from vocational.web.labels import has_labels, label, register_labels


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


#: Their members are named by data: the official list of communes, the texts of law.
NAMED_BY_DATA = {"CommuneKind", "Scheme"}


def test_an_enumeration_is_registered_whole_and_once():
    with pytest.raises(ValueError, match="none for"):
        register_labels({Colour.RED: _l("Open")})
    register_labels({Colour.RED: _l("Open"), Colour.BLUE: _l("Closed")})
    with pytest.raises(ValueError, match="twice"):
        register_labels({Colour.RED: _l("Open"), Colour.BLUE: _l("Closed")})


def test_none_has_no_label_and_a_plain_text_is_refused(app):
    with app.test_request_context():
        assert label(None) == ""
        with pytest.raises(KeyError):
            label("open")


def test_every_enumeration_that_a_column_holds_has_labels():
    assert features.MESSAGES
    unnamed = {
        enumeration.__name__
        for table in Base.metadata.tables.values()
        for column in table.columns
        if (enumeration := column_enumeration(table.name, column.name)) is not None
        if not has_labels(enumeration)
    }
    assert unnamed == NAMED_BY_DATA


def test_every_feature_with_messages_is_listed():
    listed = {module.__name__.split(".")[1] for module in features.MESSAGES}
    folders = {path.relative_to(PRODUCT).parts[0] for path in features_with_messages()}
    assert listed == folders - {"web"}


def features_with_messages():
    return [*PRODUCT.glob("*/messages.py"), *PRODUCT.glob("*/messages/refusals.py")]
