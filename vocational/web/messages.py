"""From the code of a refusal to a sentence in the reader's language.

Each package's `messages.py` registers its codes; a test finds a code without a sentence.
"""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from vocational.shared.errors import RuleViolation

_sentences: dict[str, LazyString] = {}


def register(sentences: Mapping[str, LazyString]) -> None:
    """Add the sentences of a package by code; parameters stand in them as `%(name)s`."""
    _sentences.update(sentences)


def sentence(code: str, params: Mapping[str, object] | None = None) -> str:
    """Return the sentence of a code in the reader's language; an unknown code is shown as is."""
    found = _sentences.get(code)
    if found is None:
        return code
    return str(found) % {key: str(value) for key, value in (params or {}).items()}


def sentence_of(violation: RuleViolation) -> str:
    """Return the sentence of a refusal."""
    return sentence(violation.code, violation.params)


def known_codes() -> frozenset[str]:
    """Return every code that has a sentence."""
    return frozenset(_sentences)


register(
    {
        "date.invalid": _l("Write the date as day/month/year, such as 05/03/2026."),
        "date.impossible": _l("There is no such day. Check the day and the month."),
        "date.year": _l("The year must lie between %(earliest)s and %(latest)s."),
        "form.too_old": _l(
            "This form was open too long. Go back, reload the page and send it again."
        ),
        "record.changed_meanwhile": _l(
            "Somebody else saved this record meanwhile. What you typed is kept here:"
            " compare it with the saved record, then save again."
        ),
        "required": _l("Fill this in."),
        "too_long": _l("At most %(most)s characters. There are %(length)s."),
    }
)
