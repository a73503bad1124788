"""The parts that every administrative paper shares: head, signatures, receivers.

All text is as printed: dates written by `shared.dates`, numbers with Vietnamese separators.
Source: NĐ 30/2020/NĐ-CP annex I.
"""

from dataclasses import dataclass

SIGN_BY_HAND = "Ký, ghi rõ họ tên"
"""What stands in brackets under the title of who signs a list by hand."""


@dataclass(frozen=True)
class Letterhead:
    """The two columns at the head of a paper.

    `number` is number and symbol without the word Số (05/QĐ-TTGDNN), `place_and_date` as
    `statutory_place_and_day` writes it; either may be empty, as on lists and forms.
    """

    superior_body: str
    institution_name: str
    number: str = ""
    place_and_date: str = ""


@dataclass(frozen=True)
class Signature:
    """One signature: title in capitals, deputy's title below KT., name, and what to do there.

    `note` is `SIGN_BY_HAND` on lists; decisions have none.
    """

    title: str
    deputy_title: str = ""
    name: str = ""
    note: str = ""
