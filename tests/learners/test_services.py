"""Registering and changing learners, with hostile input."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select

from tests.factories import learners as factory
from tests.world import COMMUNE
from vocational.audit import queries as audit
from vocational.learners import queries
from vocational.learners.models import Learner, LearnerCategory
from vocational.learners.services import learners
from vocational.learners.services.claims import Claim
from vocational.learners.services.persons import LearnerEntry
from vocational.shared.citizen_number import CitizenNumber
from vocational.shared.dates import BirthDate
from vocational.shared.errors import Refused, RuleViolation
from vocational.shared.sex import Sex

ON = date(2026, 10, 1)
ENTRY = LearnerEntry(
    on=ON,
    full_name="  Nguyễn Thị   Hoà ",
    birth_date=BirthDate(1979, 8, 14),
    sex=Sex.FEMALE,
    citizen_number=CitizenNumber.read("001 179 016 243"),
    phone="0362 418 777",
    commune_code=COMMUNE,
    hamlet="Thôn 2",
    ethnic_group="Kinh",
    schooling_code="lower_secondary",
)
POOR = Claim(
    "poor_household",
    "poor_household_certificate",
    "117/GCN",
    "UBND xã Phúc Thọ",
    date(2026, 1, 5),
    date(2026, 12, 31),
    original_seen=True,
)


def test_a_learner_gets_a_number_and_the_name_as_written(home, session, registrar):
    first = learners.register(registrar, ENTRY)
    assert first.full_name == "Nguyễn Thị Hoà"
    assert (first.learner_number, first.citizen_number_tail) == ("HV-2026-0001", "6243")
    second = learners.register(registrar, replace(ENTRY, citizen_number=None))
    assert second.learner_number == "HV-2026-0002"
    session.expire_all()
    assert queries.learner(first.id).citizen_number == "001179016243"


def test_the_audit_record_holds_no_citizen_number(home, registrar):
    row = learners.register(registrar, ENTRY)
    (record,) = audit.history_of("learners", row.id)
    assert "001179016243" not in str(record.after)
    assert row.citizen_number_hash not in str(record.after)


def test_two_learners_never_share_a_citizen_number(home, session, registrar):
    learners.register(registrar, ENTRY)
    with pytest.raises(RuleViolation, match=r"learners\.number_taken") as refusal:
        learners.register(registrar, replace(ENTRY, full_name="Người Khác"))
    assert refusal.value.field == "citizen_number"
    assert session.scalar(select(func.count()).select_from(Learner)) == 1


def test_another_institution_may_know_the_same_person(at_home, at_elsewhere, registrar, stranger):
    with at_home():
        learners.register(registrar, ENTRY)
    with at_elsewhere():
        assert learners.register(stranger, ENTRY).learner_number == "HV-2026-0001"


def test_a_number_that_contradicts_must_be_compared(home, registrar):
    odd = replace(ENTRY, sex=Sex.MALE)
    with pytest.raises(RuleViolation, match=r"learners\.number_contradicts"):
        learners.register(registrar, odd)
    assert learners.register(registrar, replace(odd, number_confirmed=True)).sex is Sex.MALE


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"full_name": "<script>alert(1)</script>"}, "person_name.character", "full_name"),
        ({"full_name": "Ă" * 500}, "person_name.too_long", "full_name"),
        ({"full_name": "Nguyễn 🙂"}, "person_name.character", "full_name"),
        ({"full_name": "a" + "\u0301" * 20}, "person_name.character", "full_name"),
        ({"full_name": ""}, "person_name.empty", "full_name"),
        ({"phone": "036241877"}, "phone.length", "phone"),
        ({"phone": "0123456789"}, "phone.unknown", "phone"),
        ({"phone": "gọi sau"}, "phone.digits", "phone"),
        ({"hamlet": "x" * 121}, "too_long", "hamlet"),
        ({"birth_place": "x" * 121}, "too_long", "birth_place"),
        ({"birth_date": BirthDate(2027, 1, 1)}, "learners.born_in_future", "birth_date"),
        ({"commune_code": "00000"}, "learners.place_unknown", "commune"),
        ({"ethnic_group": "Không có"}, "learners.place_unknown", "ethnic_group"),
        ({"schooling_code": "none"}, "learners.place_unknown", "schooling_code"),
    ],
)
def test_hostile_input_is_refused_beside_its_field(home, session, registrar, changes, code, field):
    with pytest.raises(RuleViolation) as refusal:
        learners.register(registrar, replace(ENTRY, number_confirmed=True, **changes))
    assert (refusal.value.code, refusal.value.field) == (code, field)
    assert session.scalar(select(func.count()).select_from(Learner)) == 0


def test_control_characters_are_dropped_from_what_is_typed(home, registrar):
    row = learners.register(registrar, replace(ENTRY, hamlet="Thôn\x00 2\u202e", note="a\x07\r\nb"))
    assert (row.hamlet, row.note) == ("Thôn 2", "a\nb")


def test_a_change_from_an_older_copy_is_refused(home, registrar):
    row = factory.learner()
    entry = replace(
        ENTRY, citizen_number=CitizenNumber(factory.citizen_number(1)), number_confirmed=True
    )
    learners.change(registrar, row.id, entry, row.version)
    with pytest.raises(RuleViolation, match=r"record\.changed_meanwhile"):
        learners.change(registrar, row.id, replace(entry, hamlet="Thôn 9"), 1)


def test_changing_a_category_alone_also_counts_as_a_change(home, registrar):
    row = learners.register(registrar, replace(ENTRY, claims=(POOR,)))
    version = row.version
    shown = frozenset(claim.id for claim in row.categories)
    learners.change(registrar, row.id, replace(ENTRY, shown_claims=shown), version)
    fresh = queries.learner(row.id)
    assert fresh.version == version + 1
    assert [claim.ended_on for claim in fresh.categories] == [ON]


def test_a_renewed_paper_stands_beside_the_old_one(home, session, registrar):
    row = learners.register(registrar, replace(ENTRY, claims=(POOR,)))
    renewed = replace(
        POOR,
        row_id=row.categories[0].id,
        paper_number="9/GCN",
        valid_from=date(2027, 1, 4),
        valid_to=date(2027, 12, 31),
    )
    corrected = replace(POOR, row_id=row.categories[0].id, paper_number="118/GCN")
    learners.change(registrar, row.id, replace(ENTRY, claims=(corrected,)), row.version)
    row = queries.learner(row.id)
    assert [claim.paper_number for claim in row.categories] == ["118/GCN"]
    learners.change(registrar, row.id, replace(ENTRY, claims=(renewed,)), row.version)
    session.expire_all()
    numbers = [claim.paper_number for claim in queries.learner(row.id).categories]
    assert numbers == ["118/GCN", "9/GCN"]


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"valid_to": date(2026, 1, 4)}, "period.reversed", "poor_household-valid_to"),
        ({"valid_to": None}, "evidence.last_day_missing", "poor_household-valid_to"),
        ({"paper_kind": "crew_book"}, "evidence.kind", "poor_household-paper_kind"),
        ({"paper_number": "9" * 61}, "too_long", "poor_household-paper_number"),
    ],
)
def test_a_faulty_paper_saves_nothing(home, session, registrar, changes, code, field):
    with pytest.raises(RuleViolation) as refusal:
        learners.register(registrar, replace(ENTRY, claims=(replace(POOR, **changes),)))
    assert (refusal.value.code, refusal.value.field) == (code, field)
    assert session.scalar(select(func.count()).select_from(Learner)) == 0
    assert session.scalar(select(func.count()).select_from(LearnerCategory)) == 0


def test_the_same_kind_of_paper_cannot_cover_a_day_twice(home, registrar):
    row = learners.register(registrar, replace(ENTRY, claims=(POOR,)))
    again = replace(POOR, paper_number="5/GCN", valid_from=date(2026, 12, 31))
    with pytest.raises(RuleViolation, match=r"evidence\.overlap"):
        learners.change(registrar, row.id, replace(ENTRY, claims=(again,)), row.version)


def test_looking_at_a_number_is_recorded_and_not_for_teachers(home, registrar, teacher):
    row = learners.register(registrar, ENTRY)
    assert learners.reveal_citizen_number(registrar, row.id) == "001179016243"
    assert audit.history_of("learners", row.id)[0].action == "learner.number_revealed"
    with pytest.raises(Refused):
        learners.reveal_citizen_number(teacher, row.id)


def test_consent_is_kept_once_for_each_wording(home, registrar):
    row = factory.learner()
    learners.record_consent(registrar, row.id)
    learners.record_consent(registrar, row.id)
    (consent,) = queries.learner(row.id).consents
    assert (consent.purpose, consent.recorded_by_name) == ("training", "registrar")
