"""Data files are read strictly, and a fault says where it stands."""

from datetime import date
from pathlib import Path

import pytest

from vocational.shared.data_files import DataFileError, Entry, check_unique, read_toml

ENTRY = Entry(
    "file.toml.course[0]",
    {
        "name": "Trồng nấm",
        "blank": " ",
        "hours": 120,
        "yes": True,
        "on": date(2026, 2, 17),
        "list": ["a", "b"],
        "numbers": [1],
        "module": [{"code": "MĐ 01"}],
        "one": {"code": "x"},
    },
)


def test_values_of_the_right_type_are_read() -> None:
    assert ENTRY.text("name") == "Trồng nấm"
    assert ENTRY.integer("hours", at_least=120) == 120
    assert ENTRY.flag("yes")
    assert not ENTRY.flag("absent")
    assert ENTRY.day("on") == date(2026, 2, 17)
    assert ENTRY.texts("list") == ("a", "b")
    assert ENTRY.entry("one").text("code") == "x"
    assert ENTRY.entries("absent") == ()


def test_a_nested_table_knows_its_place() -> None:
    assert ENTRY.entries("module")[0].place == "file.toml.course[0].module[0]"


@pytest.mark.parametrize("key", ["absent", "blank", "hours"])
def test_what_is_no_text_is_refused_with_its_place(key: str) -> None:
    with pytest.raises(DataFileError, match=r"^file\.toml\.course\[0\]: " + key):
        ENTRY.text(key)


def test_wrong_types_are_refused() -> None:
    for read, key in [
        (ENTRY.integer, "yes"),
        (ENTRY.flag, "name"),
        (ENTRY.day, "name"),
        (ENTRY.texts, "numbers"),
        (ENTRY.texts, "name"),
        (ENTRY.entries, "list"),
        (ENTRY.entry, "list"),
    ]:
        with pytest.raises(DataFileError, match=key):
            read(key)  # type: ignore[operator]


def test_a_number_below_the_least_is_refused() -> None:
    with pytest.raises(DataFileError, match="hours must be a whole number of at least 121"):
        ENTRY.integer("hours", at_least=121)


def test_a_misspelt_key_is_refused() -> None:
    with pytest.raises(DataFileError, match="unknown key nmae"):
        Entry("file.toml", {"nmae": 1}).allow("name")


def test_a_file_that_is_no_toml_is_named(tmp_path: Path) -> None:
    path = tmp_path / "broken.toml"
    path.write_text("name = ", encoding="utf-8")
    with pytest.raises(DataFileError, match=r"^broken\.toml: "):
        read_toml(path)


def test_keys_that_stand_twice_are_named() -> None:
    check_unique("file.toml", ["a", "b"])
    with pytest.raises(DataFileError, match="a stands twice"):
        check_unique("file.toml", ["a", "b", "a"])
