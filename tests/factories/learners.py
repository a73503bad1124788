"""Learners of a commune near Hà Nội, each with an own name, number and citizen number."""

from datetime import UTC, date, datetime

from tests.world import COMMUNE
from vocational.extensions import db
from vocational.learners.models import Learner, LearnerCategory
from vocational.learners.rules.categories import PriorityCategory
from vocational.shared.encryption import keyring
from vocational.shared.person_names import sort_key
from vocational.shared.sex import Sex
from vocational.shared.vietnamese_text import fold

CREATED = datetime(2026, 9, 2, 2, 0, tzinfo=UTC)
_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Đỗ", "Vũ", "Bùi")
_GIVEN = ("An", "Bình", "Chi", "Dũng", "Đào", "Hà", "Hoà", "Khánh", "Lan", "Minh", "Ngọc")


def citizen_number(number: int, *, sex: Sex = Sex.FEMALE, birth_year: int = 1990) -> str:
    """Return the citizen number of the n-th learner; agrees with sex and year of birth."""
    century = (birth_year - 1900) // 100 * 2 + (sex is Sex.FEMALE)
    return f"001{century}{birth_year % 100:02}{number:06}"


def full_name(number: int) -> str:
    """Return the invented name of the n-th learner; the middle name keeps names apart."""
    family = _FAMILY[number % len(_FAMILY)]
    middle = "".join(chr(ord("a") + int(digit)) for digit in str(number)).capitalize()
    return f"{family} {middle} {_GIVEN[number % len(_GIVEN)]}"


def learner(
    number: int = 1,
    *,
    name: str | None = None,
    birth_date: date = date(1990, 5, 1),
    only_birth_year: bool = False,
    sex: Sex = Sex.FEMALE,
    with_citizen_number: bool = True,
    phone: str = "0912345678",
    commune_code: str = COMMUNE,
) -> Learner:
    """Save the n-th learner; name, learner number and citizen number follow from `number`."""
    name = name or full_name(number)
    digits = citizen_number(number, sex=sex, birth_year=birth_date.year)
    row = Learner(
        learner_number=f"HV-2025-{number:04}",
        full_name=name,
        folded_name=fold(name),
        sort_name=sort_key(name),
        birth_date=birth_date,
        only_birth_year=only_birth_year,
        sex=sex,
        citizen_number=digits if with_citizen_number else None,
        citizen_number_hash=keyring().fingerprint(digits) if with_citizen_number else None,
        citizen_number_tail=digits[-4:] if with_citizen_number else "",
        phone=phone,
        commune_code=commune_code,
        hamlet="Thôn 3",
        ethnic_group="Kinh",
        schooling_code="lower_secondary",
        created_at=CREATED,
    )
    db.session.add(row)
    db.session.commit()
    return row


def category(
    learner_id: int,
    code: PriorityCategory = PriorityCategory.POOR_HOUSEHOLD,
    *,
    paper_kind: str = "poor_household_certificate",
    paper_number: str = "117/GCN",
    valid_from: date | None = date(2026, 1, 5),
    valid_to: date | None = date(2026, 12, 31),
) -> LearnerCategory:
    """Save a priority category with its paper, the original seen."""
    row = LearnerCategory(
        learner_id=learner_id,
        category_code=code,
        paper_kind=paper_kind,
        paper_number=paper_number,
        issuer="UBND xã Phúc Thọ",
        valid_from=valid_from,
        valid_to=valid_to,
        original_seen=True,
        seen_by_name="registrar",
        seen_on=CREATED.date(),
        created_at=CREATED,
    )
    db.session.add(row)
    db.session.commit()
    return row
