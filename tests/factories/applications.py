"""Applications for a place: the request of the n-th applicant, and rows of any state."""

from dataclasses import replace
from datetime import UTC, date, datetime

from tests.factories import learners
from tests.world import COMMUNE, HOME, Place
from vocational.access.roles import Role
from vocational.applications.models import Application, ApplicationCategory
from vocational.applications.rules.receipts import ALPHABET, LENGTH, grouped
from vocational.applications.services.submissions import ApplicationRequest
from vocational.applications.states import ApplicationState, IntakeChannel
from vocational.classes.models import TrainingClass
from vocational.communes.models import ApplicationFile
from vocational.communes.rules.sheet_contents import SheetRow, as_text
from vocational.extensions import db
from vocational.learners.rules.categories import PriorityCategory
from vocational.learners.services.claims import Claim
from vocational.learners.services.persons import LearnerEntry
from vocational.shared.citizen_number import CitizenNumber
from vocational.shared.dates import BirthDate
from vocational.shared.encryption import keyring
from vocational.shared.person_names import sort_key
from vocational.shared.sex import Sex
from vocational.shared.vietnamese_text import fold

ON = date(2026, 9, 15)
SUBMITTED = datetime(2026, 9, 12, 2, 0, tzinfo=UTC)
BORN = BirthDate(1990, 5, 1)
POOR = Claim(
    category_code="poor_household",
    paper_kind="poor_household_certificate",
    paper_number="117/GCN",
    issuer="UBND xã Phúc Thọ",
    valid_from=date(2026, 1, 5),
    valid_to=date(2026, 12, 31),
    original_seen=True,
)


def entry(number: int = 1, **changes: object) -> LearnerEntry:
    """Return what the n-th applicant writes in a form."""
    made = LearnerEntry(
        on=ON,
        full_name=learners.full_name(number),
        birth_date=BORN,
        sex=Sex.FEMALE,
        citizen_number=CitizenNumber(learners.citizen_number(number)),
        phone="0912345678",
        commune_code=COMMUNE,
        hamlet="Thôn 2",
        ethnic_group="Kinh",
        schooling_code="lower_secondary",
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def request(class_id: int, number: int = 1, **changes: object) -> ApplicationRequest:
    """Return the application of the n-th applicant as the public hands it in."""
    made = ApplicationRequest(
        class_id=class_id,
        entry=entry(number),
        form_token=f"{number:032x}",
        purposes=frozenset({"training"}),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def application(
    training_class: TrainingClass,
    number: int = 1,
    *,
    state: ApplicationState = ApplicationState.SUBMITTED,
    way: IntakeChannel = IntakeChannel.PUBLIC,
    submitted_at: datetime = SUBMITTED,
    category: PriorityCategory | None = None,
    local_body_id: int | None = None,
) -> Application:
    """Save the application of the n-th applicant; `category` comes with a paper that was seen.

    `local_body_id`: the commune or association that brought it.
    """
    name, digits = learners.full_name(number), learners.citizen_number(number)
    row = Application(
        class_id=training_class.id,
        receipt_code=receipt(number),
        way=way,
        state=state,
        submitted_at=submitted_at,
        completed_at=None if state is ApplicationState.SUBMITTED else submitted_at,
        full_name=name,
        folded_name=fold(name),
        sort_name=sort_key(name),
        birth_date=BORN.counts_as(),
        sex=Sex.FEMALE,
        citizen_number=digits,
        citizen_number_hash=keyring().fingerprint(digits),
        citizen_number_tail=digits[-4:],
        phone="0912345678",
        commune_code=COMMUNE,
        hamlet="Thôn 2",
        ethnic_group="Kinh",
        schooling_code="lower_secondary",
        consent_version="2026-11",
        consent_purposes=["training"],
        consent_at=submitted_at,
        local_body_id=local_body_id,
    )
    if category is not None:
        paper = POOR if category is PriorityCategory.POOR_HOUSEHOLD else None
        row.categories = [
            ApplicationCategory(
                category_code=category,
                paper_kind=paper.paper_kind if paper else "",
                paper_number="117/GCN",
                issuer="UBND xã Phúc Thọ",
                valid_from=date(2026, 1, 5),
                valid_to=date(2026, 12, 31),
                original_seen=True,
            )
        ]
    db.session.add(row)
    db.session.commit()
    return row


def sheet_file(training_class: TrainingClass, place: Place = HOME) -> ApplicationFile:
    """Save a file of one person that the officer of a commune has sent and not yet entered."""
    officer = place.actor(Role.COMMUNE_OFFICER)
    row = ApplicationFile(
        class_id=training_class.id,
        local_body_id=officer.own_local_body(),
        name="danh-sach.xlsx",
        sheet=as_text([SheetRow(2, sheet_cells(1))]),
        row_count=1,
        consent_signed_on=ON,
        consent_brought_by=officer.name,
        uploaded_at=SUBMITTED,
        uploaded_by_id=officer.user_id,
        uploaded_by_name=officer.name,
    )
    db.session.add(row)
    db.session.commit()
    return row


def sheet_cells(number: int, **changes: str) -> dict[str, str]:
    """Return what stands in a commune's spreadsheet on the n-th applicant."""
    cells = {
        "full_name": learners.full_name(number),
        "birth_date": "01/05/1990",
        "sex": "Nữ",
        "citizen_number": learners.citizen_number(number),
        "phone": "0912345678",
        "commune": "Xã Phúc Thọ, Hà Nội",
        "hamlet": "Thôn 2",
        "schooling_code": "Tốt nghiệp THCS",
        "ethnic_group": "Kinh",
    }
    return cells | changes


def receipt(number: int) -> str:
    """Return the receipt code of the n-th applicant."""
    signs, rest = "", number
    for _ in range(LENGTH):
        rest, place = divmod(rest, len(ALPHABET))
        signs = ALPHABET[place] + signs
    return grouped(signs)
