"""Read learners: lists, one with categories, and who may be the same person."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, joinedload, selectinload

from vocational.extensions import db
from vocational.learners.models import Consent, Learner, LearnerCategory
from vocational.learners.rules.categories import DuplicateReason
from vocational.reference.models import Commune, EthnicGroup, SchoolingLevel
from vocational.shared import citizen_number, tenancy
from vocational.shared.dates import BirthDate
from vocational.shared.encryption import keyring
from vocational.shared.paging import ListRequest, Page, fetch_page
from vocational.shared.vietnamese_text import fold

SORTS = ("name", "number", "birth_date", "commune")
MOST_DUPLICATES = 5


@dataclass(frozen=True)
class PossibleMatch:
    """A learner already known who may be the person at the counter, and why."""

    learner: Learner
    reasons: tuple[DuplicateReason, ...]

    @property
    def is_certain(self) -> bool:
        """Tell whether it is the same citizen number, thus the same person."""
        return DuplicateReason.CITIZEN_NUMBER in self.reasons


def check_data_key() -> None:
    """See that stored citizen numbers can be read; raises `WrongDataKey` when they cannot."""
    with tenancy.all_institutions(db.session(), "the health of the whole installation"):
        db.session.scalar(
            select(Learner.citizen_number).where(Learner.citizen_number.is_not(None)).limit(1)
        )


def learner(learner_id: int) -> Learner:
    """Return a learner with commune, province, categories and consents.

    Raises `NoResultFound`.
    """
    return db.session.scalars(
        select(Learner)
        .where(Learner.id == learner_id)
        .options(
            joinedload(Learner.commune, innerjoin=True).joinedload(
                Commune.province, innerjoin=True
            ),
            selectinload(Learner.categories),
            selectinload(Learner.consents),
        )
    ).one()


def learner_for_update(learner_id: int) -> Learner:
    """Return a learner with categories, the row locked; raises `NoResultFound`."""
    return db.session.scalars(
        select(Learner)
        .where(Learner.id == learner_id)
        .options(selectinload(Learner.categories))
        .with_for_update(of=Learner)
    ).one()


def category_of_learner(learner_id: int, category_id: int) -> LearnerCategory:
    """Return a claim of this learner with learner and file; raises `NoResultFound`."""
    return db.session.scalars(
        select(LearnerCategory)
        .where(LearnerCategory.id == category_id, LearnerCategory.learner_id == learner_id)
        .options(
            joinedload(LearnerCategory.learner, innerjoin=True), joinedload(LearnerCategory.file)
        )
    ).one()


def category_for_update(category_id: int) -> LearnerCategory:
    """Return a claim with its file, the row locked; raises `NoResultFound`."""
    return db.session.scalars(
        select(LearnerCategory)
        .where(LearnerCategory.id == category_id)
        .options(selectinload(LearnerCategory.file), selectinload(LearnerCategory.learner))
        .with_for_update(of=LearnerCategory)
    ).one()


def learners(request: ListRequest) -> Page[Learner]:
    """Return one page of learners with communes and categories loaded; see `matching`."""
    return fetch_page(db.session(), matching(request), request)


def matching(request: ListRequest) -> Select[Learner]:
    """Select the learners of a list, ordered, with communes and categories loaded.

    Words are sought without tone marks in the name; digits in phone, learner number and the
    last four of the citizen number; all twelve digits by their hash. Filters: `category`
    (code), `commune` (code). Sorts: `SORTS`.
    """
    return (
        select(Learner)
        .join(Learner.commune)
        .where(*_wanted(request))
        .options(joinedload(Learner.commune, innerjoin=True), selectinload(Learner.categories))
        .order_by(*_order(request))
    )


def possible_matches(
    *,
    citizen_number: str | None,
    full_name: str,
    birth_date: BirthDate | None,
    other_than: int | None = None,
) -> list[PossibleMatch]:
    """Find who may already be known: at most five, the surest first.

    The same citizen number; or the same name without tone marks with the same date of birth;
    where one of the two knows the year alone, the same year. Nothing given finds nobody.
    """
    number_hash = keyring().fingerprint(citizen_number) if citizen_number else None
    conditions = []
    if number_hash:
        conditions.append(Learner.citizen_number_hash == number_hash)
    if full_name and birth_date is not None:
        conditions.append(and_(Learner.folded_name == fold(full_name), _born_on(birth_date)))
    if not conditions:
        return []
    rows = db.session.scalars(
        select(Learner)
        .where(or_(*conditions), Learner.id != (other_than or 0))
        .options(
            joinedload(Learner.commune, innerjoin=True).joinedload(
                Commune.province, innerjoin=True
            ),
            selectinload(Learner.categories),
        )
        .order_by((Learner.citizen_number_hash == number_hash).desc(), Learner.id)
        .limit(MOST_DUPLICATES)
    ).all()
    return [PossibleMatch(row, reasons(row, citizen_number, full_name, birth_date)) for row in rows]


def reasons(
    row: Learner, number: str | None, full_name: str, birth_date: BirthDate | None
) -> tuple[DuplicateReason, ...]:
    """Say why a learner on file may be the person with this number, name and date of birth."""
    result = []
    if number and row.citizen_number_hash == keyring().fingerprint(number):
        result.append(DuplicateReason.CITIZEN_NUMBER)
    if birth_date is None or not full_name or fold(full_name) != row.folded_name:
        return tuple(result)
    if birth_date.is_year_alone or row.only_birth_year:
        same_year = row.birth_date.year == birth_date.year
        return (*result, DuplicateReason.NAME_AND_YEAR) if same_year else tuple(result)
    same_day = row.birth_date == birth_date.counts_as()
    return (*result, DuplicateReason.NAME_AND_BIRTH_DATE) if same_day else tuple(result)


def unknown_reference(commune_code: str, ethnic_group: str, schooling_code: str) -> str:
    """Name the first that does not exist: `commune` (in force), `ethnic_group` or
    `schooling_code`; empty when all do."""
    given = {"commune": commune_code, "ethnic_group": ethnic_group, "schooling": schooling_code}
    row = db.session.execute(_KNOWN, given).one()
    names = ("commune", "ethnic_group", "schooling_code")
    return next((name for name, is_known in zip(names, row, strict=True) if not is_known), "")


def category_counts(on: date) -> dict[str, int]:
    """Count the learners of each priority category that has not ended by a day."""
    return dict(db.session.execute(_COUNTS, {"on": on}).all())


def has_consent(learner_id: int, purpose: str, text_version: str) -> bool:
    """Tell whether the learner agreed to this version of the text."""
    where = select(Consent.id).where(
        Consent.learner_id == learner_id,
        Consent.purpose == purpose,
        Consent.text_version == text_version,
    )
    return db.session.scalar(where.limit(1)) is not None


def _wanted(request: ListRequest) -> list[ColumnElement[bool]]:
    match = [_mentions(request.query)] if request.query.strip() else []
    if code := request.filters.get("category"):
        match.append(
            exists().where(
                LearnerCategory.learner_id == Learner.id,
                LearnerCategory.category_code == code,
                LearnerCategory.ended_on.is_(None),
            )
        )
    if commune_code := request.filters.get("commune"):
        match.append(Learner.commune_code == commune_code)
    return match


def _mentions(query: str) -> ColumnElement[bool]:
    """A learner number has letters and digits, a phone digits, anything else is a name."""
    digits = "".join(filter(str.isdigit, query))
    words = fold(query)
    if citizen_number.is_well_formed(digits) and not any(map(str.isalpha, query)):
        return Learner.citizen_number_hash == keyring().fingerprint(digits)
    result = [Learner.learner_number.contains(query.strip().upper(), autoescape=True)]
    if digits and digits == query.replace(" ", "").replace(".", ""):
        result.append(Learner.phone.contains(digits, autoescape=True))
        if len(digits) <= 4:
            result.append(Learner.citizen_number_tail.endswith(digits, autoescape=True))
    else:
        result.append(
            and_(*(Learner.folded_name.contains(word, autoescape=True) for word in words.split()))
        )
    return or_(*result)


def _order(request: ListRequest) -> list[ColumnElement[Any] | InstrumentedAttribute[Any]]:
    columns = {
        "name": Learner.sort_name,
        "number": Learner.learner_number,
        "birth_date": Learner.birth_date,
        "commune": Commune.folded_name,
    }
    column = columns.get(request.sort, Learner.sort_name)
    return [column.desc() if request.descending else column.asc(), Learner.id.asc()]


def _born_on(birth_date: BirthDate) -> ColumnElement[bool]:
    first, last = date(birth_date.year, 1, 1), date(birth_date.year, 12, 31)
    same_year = Learner.birth_date.between(first, last)
    if birth_date.is_year_alone:
        return same_year
    return or_(
        Learner.birth_date == birth_date.counts_as(), and_(same_year, Learner.only_birth_year)
    )


#: Built once: every page of the list asks it.
_COUNTS = (
    select(LearnerCategory.category_code, func.count(LearnerCategory.learner_id.distinct()))
    .where(or_(LearnerCategory.ended_on.is_(None), LearnerCategory.ended_on > bindparam("on")))
    .group_by(LearnerCategory.category_code)
    .order_by(LearnerCategory.category_code)
)

#: Built once: everybody who is taken up asks it.
_KNOWN = select(
    exists().where(Commune.code == bindparam("commune"), Commune.valid_to.is_(None)),
    exists().where(EthnicGroup.name == bindparam("ethnic_group")),
    exists().where(SchoolingLevel.code == bindparam("schooling")),
)
