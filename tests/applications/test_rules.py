"""Addresses of cards of before and after the districts ended."""

import pytest

from vocational.applications.rules.addresses import AddressReading, address_readings


@pytest.mark.parametrize(
    ("address", "readings"),
    [
        ("", []),
        ("Hà Nội", []),
        ("Phúc Thọ, Hà Nội", [("", "Phúc Thọ, Hà Nội")]),
        ("Thôn 2, Phúc Thọ, Hà Nội", [("Thôn 2", "Phúc Thọ, Hà Nội")]),
        (
            "Thôn 2, Thọ Lộc, Phúc Thọ, Hà Nội",
            [("Thôn 2", "Thọ Lộc, Hà Nội"), ("Thôn 2, Thọ Lộc", "Phúc Thọ, Hà Nội")],
        ),
    ],
)
def test_an_address_is_read_from_its_end(address, readings):
    assert address_readings(address) == tuple(AddressReading(*reading) for reading in readings)
