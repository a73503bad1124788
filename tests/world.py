"""What every test database holds from the start: two institutions and their people.

`HOME` is the institution under test, `ELSEWHERE` the other one, whose rows nobody at home may
see. Each has one user for every role; their user names are `<role>` and `<role>.elsewhere`. The
officer of a commune acts for the only local body there, whose id is the institution's.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from vocational.access.actor import Actor
from vocational.access.roles import OUTSIDE_ROLES, Role
from vocational.accounts.models import LocalBody, Membership, User
from vocational.accounts.services.passwords import hash_password
from vocational.institutions.models import Institution, InstitutionName, Signatory
from vocational.shared import tenancy

PASSWORD = "mat-khau-thu-nghiem"
COMMUNE = "09715"
CREATED = datetime(2026, 1, 2, 1, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Place:
    """An institution of the test world; ids are fixed by the order of creation."""

    institution_id: int
    code: str
    suffix: str
    first_user_id: int

    def actor(self, role: Role) -> Actor:
        """Return the actor of a role in this institution."""
        return Actor(
            name=f"{role.value}{self.suffix}",
            user_id=self.first_user_id + list(Role).index(role),
            institution_id=self.institution_id,
            roles=frozenset({role}),
            local_body_id=self.institution_id if role in OUTSIDE_ROLES else None,
        )

    def username(self, role: Role) -> str:
        """Return the user name of a role in this institution."""
        return f"{role.value}{self.suffix}"


HOME = Place(institution_id=1, code="LD", suffix="", first_user_id=1)
ELSEWHERE = Place(institution_id=2, code="XX", suffix=".elsewhere", first_user_id=1 + len(Role))


def build(session: Session) -> None:
    """Add both institutions with their names, signatories and users, and commit."""
    password_hash = hash_password(PASSWORD, cheap=True)
    for place in (HOME, ELSEWHERE):
        _add_institution(session, place)
        for role in Role:
            user = User(
                username=place.username(role),
                full_name=f"{role.value}{place.suffix}",
                password_hash=password_hash,
                created_at=CREATED,
            )
            body_id = place.actor(role).local_body_id
            user.memberships.append(
                Membership(institution_id=place.institution_id, role=role, local_body_id=body_id)
            )
            session.add(user)
            session.flush()
            assert user.id == place.actor(role).user_id
    session.commit()


def _add_institution(session: Session, place: Place) -> None:
    institution = Institution(
        code=place.code,
        short_name=f"Trung tâm GDNN {place.code}",
        place_name="Hà Nội",
        address="Thôn 5",
        commune_code=COMMUNE,
        phone="02430001177",
        created_at=CREATED,
    )
    session.add(institution)
    session.flush()
    assert institution.id == place.institution_id
    with tenancy.institution_scope(session, place.institution_id):
        session.add_all(
            [
                InstitutionName(
                    effective_from=date(2020, 1, 1),
                    name=f"Trung tâm Giáo dục nghề nghiệp {place.code}",
                    name_en=f"{place.code} Vocational Education Centre",
                    superior_body="Ủy ban nhân dân thành phố Hà Nội",
                    document_symbol="TTGDNN",
                ),
                Signatory(
                    full_name="Trần Văn Mẫu",
                    title="Giám đốc",
                    title_en="Director",
                    is_head=True,
                    effective_from=date(2020, 1, 1),
                ),
                LocalBody(name="UBND xã Phúc Thọ", commune_code=COMMUNE),
            ]
        )
        session.flush()
