"""Which texts of law an opening decision rests on."""

from datetime import date, timedelta

from vocational.class_opening.rules import opening_grounds

NEW_LAW = date(2026, 1, 1)


def test_the_law_in_force_on_the_day_is_named():
    assert "124/2025/QH15" in opening_grounds(NEW_LAW, elementary=True)[0]
    assert "74/2014/QH13" in opening_grounds(NEW_LAW - timedelta(1), elementary=True)[0]


def test_each_level_names_its_circular():
    assert "42/2015" in opening_grounds(NEW_LAW, elementary=True)[-1]
    assert "43/2015" in opening_grounds(NEW_LAW, elementary=False)[-1]
