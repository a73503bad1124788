"""Vietnamese is complete: the default language has no message left in English."""

import unicodedata

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from scripts import check_translations

MISSPELT = ("mô đun", "môđun", "thuý", "hoà ")


def test_every_message_has_its_vietnamese():
    used = check_translations.extracted_messages(check_translations.ROOT)
    assert list(check_translations.faults(used, _vietnamese())) == []


def test_extraction_finds_the_messages_of_code_and_templates():
    used = check_translations.extracted_messages(check_translations.ROOT)
    assert len(used) >= check_translations.FEWEST_MESSAGES
    places = set(used.values())
    assert any(place.startswith("templates/") for place in places)
    assert any(place.startswith("vocational/") for place in places)


def test_a_missing_a_fuzzy_and_a_mismatched_message_are_found():
    catalogue = Catalog(locale="vi")
    catalogue.add("Fuzzy", "Mờ", flags=["fuzzy"])
    catalogue.add("%(count)s places", "%(number)s chỗ")
    catalogue.add("Good", "Tốt")
    used = {"Missing": "a:1", "Fuzzy": "a:2", "%(count)s places": "a:3", "Good": "a:4"}
    faults = list(check_translations.faults(used, catalogue))
    assert [fault.split(" ")[0] for fault in faults] == ["a:1:", "a:2:", "a:3:"]


def test_vietnamese_is_spelt_as_the_glossary_says_in_composed_letters():
    texts = [
        text
        for message in _vietnamese()
        for text in ([message.string] if isinstance(message.string, str) else message.string)
    ]
    decomposed = [text for text in texts if not unicodedata.is_normalized("NFC", text)]
    misspelt = [text for text in texts if any(word in text.lower() for word in MISSPELT)]
    assert decomposed + misspelt == []


def test_every_placeholder_survives_translation_as_the_compiler_asks():
    faults = [
        (message.id, [str(error) for error in errors]) for message, errors in _vietnamese().check()
    ]
    assert faults == []


def _vietnamese() -> Catalog:
    with check_translations.PO_FILE.open("rb") as file:
        return read_po(file, locale="vi")
