"""Commands on plain text: search form, order of names, money in words, citizen card."""

from collections.abc import Callable

import click

from vocational.shared import citizen_card as card_reader
from vocational.shared import money, person_names, vietnamese_text
from vocational.shared.command_line import JsonAnswer, json_text, text_command
from vocational.shared.errors import InputError


@click.group()
def text() -> None:
    """Turn lines of text into lines of text."""


@click.group("citizen-card")
def citizen_card() -> None:
    """Read the QR code of a citizen card."""


def fold_lines(lines: str) -> str:
    """Give each line in its search form."""
    return _line_by_line(lines, vietnamese_text.fold)


def sort_name_lines(lines: str) -> str:
    """Put names in Vietnamese order, one a line; blank lines stay where they are."""
    rows = _rows(lines)
    ordered = iter(person_names.sort_names(row for row in rows if row.strip()))
    return _joined([next(ordered) if row.strip() else row for row in rows])


def money_lines(lines: str) -> str:
    """Write each amount in words.

    Raises `InputError` `invalid`, naming the first line that is no whole amount.
    """
    rows = _rows(lines)
    return _joined([_amount_in_words(row, place) for place, row in enumerate(rows, start=1)])


def read_card(payload: str) -> str:
    """Answer the JSON of a card.

    Raises `InputError` `missing` when there is nothing to read.
    """
    if not payload.strip():
        raise InputError("missing", "The input is empty.")
    card = card_reader.read(payload)
    answer: JsonAnswer = {
        "citizen_number": card.citizen_number,
        "old_number": card.old_number,
        "full_name": card.full_name,
        "birth_date": card.birth_date.iso() if card.birth_date else None,
        "sex": card.sex,
        "address": card.address,
        "issued_on": card.issued_on.isoformat() if card.issued_on else None,
        "warnings": list(card.warnings),
    }
    return json_text(answer) + "\n"


def _amount_in_words(row: str, line: int) -> str:
    if not row.strip():
        return row
    try:
        return money.in_words(money.whole_dong(row))
    except ValueError:
        message = f"Line {line} is no whole amount of đồng."
        raise InputError("invalid", message, f"line {line}") from None


def _line_by_line(lines: str, change: Callable[[str], str]) -> str:
    return _joined([change(row) for row in _rows(lines)])


def _rows(lines: str) -> list[str]:
    """Split at line feeds alone: a form feed within a name ends no line."""
    rows = lines.replace("\r\n", "\n").split("\n")
    return rows[:-1] if rows[-1] == "" else rows


def _joined(rows: list[str]) -> str:
    return "".join(f"{row}\n" for row in rows)


text.add_command(text_command("fold", fold_lines, "Give each line in its search form."))
text.add_command(text_command("sort-names", sort_name_lines, "Put names in Vietnamese order."))
text.add_command(text_command("money-in-words", money_lines, "Write each amount in words."))
citizen_card.add_command(
    text_command("read", read_card, "Read the text of a card's QR code, print JSON.")
)
