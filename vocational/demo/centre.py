"""The centre itself: names, signatories, people with accounts, teachers, an approved catalogue."""

from dataclasses import dataclass
from datetime import date, datetime
from random import Random

from vocational.access.actor import Actor
from vocational.access.command import transaction
from vocational.access.roles import OUTSIDE_ROLES, Role
from vocational.accounts.services import membership, passwords
from vocational.accounts.services.membership import UserDetails
from vocational.catalogue import queries as courses
from vocational.catalogue.models import VersionState
from vocational.catalogue.services import courses as catalogue
from vocational.catalogue.services.courses import ApprovalRequest
from vocational.demo import queries
from vocational.demo.people import name
from vocational.institutions import queries as institutions
from vocational.institutions.rules import SignatoryKind
from vocational.institutions.services import settings as institution_services
from vocational.institutions.services.settings import Contact, Names, SignatoryDetails
from vocational.shared.encryption import keyring
from vocational.shared.sex import Sex
from vocational.teachers import services as teachers
from vocational.teachers.rules import ELEMENTARY_ROUTES
from vocational.teachers.services import TeacherRequest

CODE = "LD"
COMMUNE = "09715"
TEACHERS = 18
CONTACT = Contact(
    short_name="Trung tâm GDNN Sông Đáy",
    place_name="Hà Nội",
    address="Thôn 5, xã Phúc Thọ, Hà Nội",
    commune_code=COMMUNE,
    phone="02430000000",
    opening_hours="Thứ Hai đến thứ Bảy, 07:30 – 17:00",
)
NAMES = Names(
    name="Trung tâm Giáo dục nghề nghiệp Sông Đáy",
    superior_body="Ủy ban nhân dân thành phố Hà Nội",
    document_symbol="TTGDNN",
    name_en="Song Day Vocational Education Centre",
    superior_body_en="People's Committee of Hanoi",
)
HEAD = SignatoryDetails(SignatoryKind.HEAD, "Nguyễn Đăng Khoa", "Giám đốc", "Director")
DEPUTY = SignatoryDetails(
    SignatoryKind.DEPUTY,
    "Phùng Thị Hải Yến",
    "Giám đốc",
    "Director",
    "Phó giám đốc",
    "Deputy Director",
)
PEOPLE = (
    (Role.ADMINISTRATOR, "quantri", "Vũ Minh Quân"),
    (Role.REGISTRAR, "giaovu", "Lê Thu Trang"),
    (Role.DIRECTOR, "giamdoc", "Nguyễn Đăng Khoa"),
    (Role.TEACHER, "nhagiao", "Đỗ Thị Lan"),
    (Role.ACCOUNTANT, "ketoan", "Phạm Thu Hằng"),
    (Role.COMMUNE_OFFICER, "canboxa", "Phùng Văn Tám"),
)
LOCAL_BODY = "UBND xã Phúc Thọ"


@dataclass(frozen=True)
class Account:
    """With what a role signs in."""

    role: Role
    username: str
    password: str


@dataclass(frozen=True)
class Staff:
    """Who acts in the demonstration, and who teaches."""

    registrar: Actor
    director: Actor
    officer: Actor
    teacher_ids: tuple[int, ...]


def accounts() -> tuple[Account, ...]:
    """Return the accounts; passwords differ in every installation and stay the same in one."""
    return tuple(Account(role, username, _password(username)) for role, username, _name in PEOPLE)


def prepare(actor: Actor, institution_id: int, *, since: date, now: datetime, seed: int) -> Staff:
    """Make what is missing of the centre; names and signatories hold from `since` on."""
    with transaction():
        if institutions.name_on(since) is None:
            _name(actor, since)
        if not queries.teacher_ids():
            _hire(actor, now, Random(seed))
            _approve_courses(actor, since)
    users = queries.users_by_name([username for _role, username, _name in PEOPLE])
    return Staff(
        registrar=_acting(users["giaovu"], institution_id),
        director=_acting(users["giamdoc"], institution_id),
        officer=_acting(users["canboxa"], institution_id),
        teacher_ids=tuple(queries.teacher_ids()),
    )


def _password(username: str) -> str:
    digits = keyring().fingerprint(f"demonstration {username}")
    return "-".join((digits[:4], digits[4:8], digits[8:12]))


def _acting(user: queries.KnownUser, institution_id: int) -> Actor:
    return Actor(
        name=user.full_name,
        user_id=user.user_id,
        institution_id=institution_id,
        is_system=True,
        local_body_id=user.local_body_id,
    )


def _name(actor: Actor, since: date) -> None:
    institution_services.start_names(actor, actor.own_institution(), NAMES, HEAD, since)
    institution_services.add_signatory(actor, DEPUTY, since)


def _hire(actor: Actor, now: datetime, random: Random) -> None:
    user_ids = {}
    for role, username, full_name in PEOPLE:
        body = (LOCAL_BODY, COMMUNE) if role in OUTSIDE_ROLES else ("", "")
        details = UserDetails(full_name, username, "", frozenset({role}), *body)
        password_hash = passwords.hash_password(_password(username))
        user_ids[role] = membership.add_user(actor, details, now, password_hash).id
    routes = sorted(ELEMENTARY_ROUTES)
    for number in range(TEACHERS):
        is_user = number == 0
        sex = Sex.FEMALE if number % 2 == 0 else Sex.MALE
        teachers.add_teacher(
            actor,
            TeacherRequest(
                full_name=PEOPLE[3][2] if is_user else name(random, sex),
                phone=f"0990990{number:03}",
                qualification_route=routes[number % len(routes)],
                qualification_detail="",
                has_pedagogy=True,
                is_invited=number % 3 == 2,
                user_id=user_ids[Role.TEACHER] if is_user else None,
            ),
        )


def _approve_courses(actor: Actor, since: date) -> None:
    catalogue.load_starting_catalogue(actor)
    for number, version in enumerate(queries.draft_versions(), start=1):
        catalogue.approve_version(
            actor,
            ApprovalRequest(
                version_id=version.id,
                known_version=version.version,
                decision_number=f"{number:02}/QĐ-{NAMES.document_symbol}",
                approved_on=since,
                confirmed=True,
            ),
            since,
        )


def version_ids() -> dict[str, int]:
    """Return the approved version of each course by the course's own code, `RAT-SC1`."""
    return {
        version.course.code.removeprefix(f"{CODE}-"): version.id
        for version in courses.approved_versions()
        if version.state is VersionState.APPROVED
    }
