"""The menus: which pages each role is led to."""

from dataclasses import replace

import pytest

from tests.world import HOME
from vocational.access.roles import Role
from vocational.portal.pages import navigation


@pytest.fixture(autouse=True)
def _in_a_request(app):
    with app.test_request_context():
        yield


@pytest.mark.parametrize(
    ("role", "paths"),
    [
        (Role.REGISTRAR, ["/home", "/classes", "/learners", "/catalogue", "/certificates"]),
        (Role.TEACHER, ["/today", "/classes"]),
        (Role.DIRECTOR, ["/home", "/classes", "/certificates"]),
        (Role.ADMINISTRATOR, ["/users", "/settings", "/law", "/jobs", "/audit"]),
    ],
)
def test_each_role_has_its_menu(role, paths):
    assert [entry.path for entry in navigation.entries_of(HOME.actor(role))] == paths


def test_every_entry_leads_to_a_page():
    entries = [entry for _role, menu in navigation.MENUS for entry in menu]
    assert all(entry.path.startswith("/") for entry in (*entries, *navigation.WITHOUT_PLACE))


def test_a_person_with_two_roles_sees_each_page_once():
    both = replace(HOME.actor(Role.REGISTRAR), roles=frozenset({Role.REGISTRAR, Role.TEACHER}))
    paths = [entry.path for entry in navigation.entries_of(both)]
    assert paths == ["/home", "/classes", "/learners", "/catalogue", "/certificates", "/today"]


def test_pages_without_a_place_in_the_menu_are_named_beside_it():
    beside = navigation.further_entries(HOME.actor(Role.REGISTRAR))
    expected = [
        "/evidence",
        "/teachers",
        "/support",
        "/law",
        "/settings/admission",
        "/jobs",
        "/audit",
    ]
    assert [entry.path for entry in beside] == expected
    assert navigation.further_entries(HOME.actor(Role.ADMINISTRATOR)) == []
    director = navigation.further_entries(HOME.actor(Role.DIRECTOR))
    assert "/catalogue" in [entry.path for entry in director]


def test_the_page_one_is_on_is_marked_and_a_phone_shows_four():
    assert navigation.CLASSES.holds("/classes/LD-2026-001/sessions")
    assert navigation.CLASSES.holds("/sessions/4/attendance")
    assert not navigation.CLASSES.holds("/classesx")
    assert [navigation.is_low(place, 4) for place in range(4)] == [False] * 4
    assert [navigation.is_low(place, 5) for place in range(5)] == [False, False, False, True, True]
