"""Every public holiday has a name in both languages."""

from flask import Flask
from flask_babel import force_locale

from vocational.reference.messages import HOLIDAY_NAMES
from vocational.reference.rules import communes
from vocational.reference.rules.communes import HolidayKind


def test_the_vietnamese_names_are_those_of_the_law(app: Flask) -> None:
    with app.test_request_context(), force_locale("vi"):
        names = {kind: str(name) for kind, name in HOLIDAY_NAMES.items()}
    assert names == {rule.kind: rule.name for rule in communes.holiday_rules()}


def test_the_english_names_are_those_of_the_file(app: Flask) -> None:
    with app.test_request_context(), force_locale("en"):
        names = {kind: str(name) for kind, name in HOLIDAY_NAMES.items()}
    assert names == {rule.kind: rule.name_en for rule in communes.holiday_rules()}
    assert set(names) == set(HolidayKind)
