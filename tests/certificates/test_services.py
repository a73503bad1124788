"""What issue, hand-over, reissue and revocation promise."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from tests.factories import catalogue
from tests.factories.certificates import (
    DECIDED_ON,
    ISSUED_ON,
    TODAY,
    issued_class,
    recognised_class,
)
from vocational.audit.models import AuditRecord
from vocational.certificates.models import Certificate
from vocational.certificates.queries import issued as queries
from vocational.certificates.rules.numbers import RevocationGround
from vocational.certificates.services import plans
from vocational.certificates.services.candidates import issue_preview
from vocational.certificates.services.changes import (
    HandOver,
    Revocation,
    hand_over,
    reissue,
    revoke,
)
from vocational.certificates.services.issue import issue_certificates
from vocational.certificates.services.numbering import Plan, Series
from vocational.certificates.states import CertificateKind, CertificateState
from vocational.institutions.models import Institution
from vocational.jobs.models import Job
from vocational.learners.models import Learner
from vocational.shared.errors import Refused, RuleViolation

URL = "http://localhost:8000"


def all_certificates(session):
    return session.scalars(select(Certificate).order_by(Certificate.id)).all()


def test_a_class_is_issued_in_the_order_of_the_list(session, registrar):
    recognised, ids = issued_class(registrar, 3)
    rows = all_certificates(session)
    assert [row.id for row in rows] == ids
    assert [row.entry_id for row in rows] == list(recognised.entry_ids)
    assert [row.serial_number for row in rows] == ["LD-SC 000001", "LD-SC 000002", "LD-SC 000003"]
    assert [row.registry_number for row in rows] == [f"000{n}/2026/CCSC-TTGDNN" for n in (1, 2, 3)]
    assert all(len(row.token) >= 22 for row in rows)
    assert len({row.token for row in rows}) == 3
    assert rows[0].printed["verify_url"] == f"{URL}/verify/{rows[0].token}"
    assert rows[0].printed["place_and_date"] == "Hà Nội, ngày 14 tháng 4 năm 2026"
    assert session.scalar(select(func.count()).select_from(Job)) == 1
    issued = session.scalars(select(AuditRecord).where(AuditRecord.action == "certificate.issued"))
    assert len(issued.all()) == 3


def test_the_same_form_sent_twice_issues_once(session, registrar):
    recognised, ids = issued_class(registrar, 2)
    assert issue_certificates(registrar, recognised.request()) == []
    assert [row.id for row in all_certificates(session)] == ids
    assert session.scalar(select(func.count()).select_from(Job)) == 1


def test_who_passed_later_follows_in_the_same_book(session, registrar):
    recognised = recognised_class(3)
    first, second, third = recognised.entry_ids
    issue_certificates(registrar, recognised.request(entry_ids=(third,)))
    issue_certificates(registrar, recognised.request(entry_ids=(second, first)))
    assert [(row.entry_id, row.registry_sequence) for row in all_certificates(session)] == [
        (third, 1),
        (first, 2),
        (second, 3),
    ]


def test_each_kind_has_its_own_numbers(session, registrar):
    issued_class(registrar, 1)
    issued_class(registrar, 1, code="LD-2026-002", version=catalogue.short_course(), first=5)
    rows = all_certificates(session)
    assert [row.serial_number for row in rows] == ["LD-SC 000001", "LD-ĐT 000001"]
    assert rows[1].registry_number == "0001/2026/CCĐT-TTGDNN"
    assert rows[1].printed["result"] == "Đạt yêu cầu"
    assert rows[1].printed["training_period"].startswith("120 giờ, từ ngày 05/01/2026")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"base_url": ""}, "certificates.no_base_url"),
        ({"issued_on": TODAY + timedelta(days=1)}, "certificates.issued_in_future"),
        ({"issued_on": DECIDED_ON - timedelta(days=1)}, "certificates.refused"),
        ({"entry_ids": ()}, "certificates.nothing_to_issue"),
        ({"signatory_id": 999}, "certificates.signatory_unknown"),
    ],
)
def test_what_forbids_an_issue_leaves_nothing_behind(session, registrar, changes, code):
    recognised = recognised_class(2)
    with pytest.raises(RuleViolation, match=code):
        issue_certificates(registrar, recognised.request(**changes))
    assert all_certificates(session) == []


def test_a_list_that_is_not_decided_gives_no_certificate(session, registrar):
    recognised = recognised_class(1, decided=False)
    with pytest.raises(RuleViolation, match=r"certificates\.refused") as refusal:
        issue_certificates(registrar, recognised.request())
    assert refusal.value.params["reason"] == "certificates.not_recognised"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Nguyễn " + "Thị Trường Xuân " * 5 + "Hoà", "certificates.text_does_not_fit"),
        ("Nguyễn Thị 😀", "certificates.no_glyph"),
    ],
)
def test_a_name_that_cannot_be_printed_stops_the_whole_class(session, registrar, name, code):
    recognised = recognised_class(2)
    learner = session.get(Learner, recognised.learner_ids[1])
    learner.full_name = name
    session.commit()
    with pytest.raises(RuleViolation, match=code) as refusal:
        issue_certificates(registrar, recognised.request())
    assert refusal.value.params["name"] == name
    assert all_certificates(session) == []
    learner = session.get(Learner, recognised.learner_ids[1])
    learner.full_name = "Nguyễn Thị Hoà"
    session.commit()
    issue_certificates(registrar, recognised.request())
    assert [row.registry_sequence for row in all_certificates(session)] == [1, 2]


def test_the_page_tells_such_a_name_before(session, registrar):
    recognised = recognised_class(3)
    session.get(Learner, recognised.learner_ids[1]).full_name = "Nguyễn Thị 😀"
    session.commit()
    result = issue_preview(recognised.class_id, ISSUED_ON, URL)
    assert [item.entry.id for item in result.eligible] == [
        recognised.entry_ids[0],
        recognised.entry_ids[2],
    ]
    assert [item.refusals[0].code for item in result.not_eligible] == ["certificates.no_glyph"]


def test_who_is_in_no_list_is_named_with_the_reason(session, registrar):
    recognised = recognised_class(1, decided=False)
    result = issue_preview(recognised.class_id, ISSUED_ON, URL)
    assert result.eligible == []
    assert [item.refusals[0].code for item in result.not_eligible] == [
        "certificates.not_recognised"
    ]


def test_a_demonstration_issues_specimens(session, registrar):
    session.get(Institution, 1).is_demonstration = True
    session.commit()
    issued_class(registrar, 1)
    row = all_certificates(session)[0]
    assert row.is_specimen
    assert row.printed["specimen"]


def test_only_a_registrar_issues(session, teacher, director):
    recognised = recognised_class(1)
    for actor in (teacher, director):
        with pytest.raises(Refused):
            issue_certificates(actor, recognised.request())


def test_the_certificate_does_not_follow_later_changes(session, registrar):
    recognised, _ids = issued_class(registrar, 1)
    session.get(Learner, recognised.learner_ids[0]).full_name = "Người Khác"
    session.commit()
    assert all_certificates(session)[0].printed["holder_name"] != "Người Khác"


def test_hand_over_is_recorded_once(session, registrar):
    _recognised, ids = issued_class(registrar, 2)
    request = HandOver(tuple(ids), TODAY, TODAY)
    assert hand_over(registrar, request) == 2
    assert hand_over(registrar, request) == 0
    row = all_certificates(session)[0]
    assert (row.handed_over_on, row.handed_over_to) == (TODAY, row.printed["holder_name"])


def test_a_proxy_must_be_named_with_the_paper(session, registrar):
    _recognised, ids = issued_class(registrar, 1)
    with pytest.raises(RuleViolation, match=r"certificates\.proxy_unnamed"):
        hand_over(registrar, HandOver(tuple(ids), TODAY, TODAY, "Lê Văn An", by_proxy=True))
    hand_over(
        registrar,
        HandOver(tuple(ids), TODAY, TODAY, "Lê Văn An", by_proxy=True, note="Giấy ủy quyền 5"),
    )
    assert all_certificates(session)[0].handed_over_to == "Lê Văn An"


@pytest.mark.parametrize("day", [ISSUED_ON - timedelta(days=1), TODAY + timedelta(days=1)])
def test_nothing_is_handed_over_before_the_issue_or_in_the_future(session, registrar, day):
    _recognised, ids = issued_class(registrar, 1)
    with pytest.raises(RuleViolation, match=r"certificates\.day_"):
        hand_over(registrar, HandOver(tuple(ids), day, TODAY))


def test_a_misprint_is_replaced_on_the_same_line(session, registrar):
    recognised, ids = issued_class(registrar, 2)
    session.get(Learner, recognised.learner_ids[0]).full_name = "Nguyễn Thị Hoà"
    session.commit()
    new = reissue(registrar, ids[0], "In sai tên", base_url=URL, today=TODAY)
    old = queries.certificate(ids[0])
    assert (old.state, old.replaced_on) == (CertificateState.REPLACED, TODAY)
    assert (new.registry_number, new.reissue_number) == (old.registry_number, 1)
    assert new.serial_number == "LD-SC 000003"
    assert new.token != old.token
    assert new.printed["holder_name"] == "Nguyễn Thị Hoà"
    assert new.issued_on == old.issued_on


def test_what_was_handed_over_is_not_reissued(session, registrar):
    _recognised, ids = issued_class(registrar, 1)
    hand_over(registrar, HandOver(tuple(ids), TODAY, TODAY))
    with pytest.raises(RuleViolation, match=r"certificates\.handed_over"):
        reissue(registrar, ids[0], "In sai tên", base_url=URL, today=TODAY)


def revocation(certificate_id: int, day: date = TODAY) -> Revocation:
    return Revocation(
        certificate_id, RevocationGround.ALTERED, "163/QĐ-TTGDNN", day, "Tẩy xóa", TODAY
    )


def test_the_director_revokes_and_nothing_is_deleted(session, registrar, director):
    recognised, ids = issued_class(registrar, 1)
    with pytest.raises(Refused):
        revoke(registrar, revocation(ids[0]))
    revoke(director, revocation(ids[0]))
    row = queries.certificate(ids[0])
    assert (row.state, row.revoked_on) == (CertificateState.REVOKED, TODAY)
    with pytest.raises(RuleViolation, match=r"certificates\.not_in_force"):
        revoke(director, revocation(ids[0]))
    with pytest.raises(RuleViolation, match=r"certificates\.refused") as refusal:
        issue_certificates(registrar, recognised.request())
    assert refusal.value.params["reason"] == "certificates.revoked_before"


def test_settings_change_the_next_numbers(session, registrar, administrator):
    plan = Plan(
        CertificateKind.ELEMENTARY,
        Series("{prefix} {number:06}", "SĐ", False),
        Series("{number:03}-{year}", "", True),
    )
    plans.settle(administrator, plan, 2026)
    issued_class(registrar, 1)
    row = all_certificates(session)[0]
    assert (row.serial_number, row.registry_number) == ("SĐ 000001", "001-2026")
    assert row.serial_key == "sd000001"


def test_a_series_in_use_does_not_restart_otherwise(session, registrar, administrator):
    issued_class(registrar, 1)
    plan = plans.plan_for(CertificateKind.ELEMENTARY, ISSUED_ON)
    changed = Plan(plan.kind, plan.serial, Series(plan.registry.pattern, "X", False))
    with pytest.raises(RuleViolation, match=r"certificates\.restart_in_use"):
        plans.settle(administrator, changed, 2026)


def test_settings_saved_meanwhile_are_not_overwritten(session, administrator):
    plan = plans.plan_for(CertificateKind.TRAINING, ISSUED_ON)
    plans.settle(administrator, plan, 2026)
    with pytest.raises(RuleViolation, match=r"record\.changed_meanwhile"):
        plans.settle(administrator, plan, 2026)


def test_a_bad_pattern_is_refused(session, administrator):
    plan = Plan(
        CertificateKind.TRAINING, Series("{nummer}", "", False), Series("{number}", "", False)
    )
    with pytest.raises(RuleViolation) as refusal:
        plans.settle(administrator, plan, 2026)
    assert refusal.value.field == "serial_pattern"
