"""What may be asked of the acts on a class."""

from dataclasses import dataclass
from datetime import date, datetime

from vocational.classes.rules import FundingSource, GroupLine, SlotLine
from vocational.law.support import Scheme


@dataclass(frozen=True)
class ClassRequest:
    """What is planned of a class.

    `code` None takes the next number of the year, or keeps the code. `group_count` None shares
    the seats out evenly, each group within the law's size; `groups` says where and with whom
    the first of them work. `support_scheme` None: nobody is supported; else `support_basis` names
    the paper that says so. Anyone who is of the homeroom or a group need not be in `teacher_ids`.
    """

    code: str | None
    version_id: int
    starts_on: date
    ends_on: date
    place: str
    commune_code: str
    capacity: int
    funding_source: FundingSource
    funding_detail: str = ""
    fee_dong: int = 0
    support_scheme: Scheme | None = None
    support_basis: str = ""
    apply_until: date | None = None
    admits_by_ranking: bool = False
    homeroom_teacher_id: int | None = None
    teacher_ids: frozenset[int] = frozenset()
    slots: tuple[SlotLine, ...] = ()
    groups: tuple[GroupLine, ...] = ()
    group_count: int | None = None


@dataclass(frozen=True)
class OpeningDecision:
    """The decision by which a class begins, and when its list numbers were fixed."""

    number: str
    decided_on: date
    list_frozen_at: datetime
