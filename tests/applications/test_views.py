"""The counter: what is read, what is saved, and what is refused with everything kept."""

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from tests.factories import classes, enrolment, learners
from tests.world import COMMUNE
from vocational.access.roles import Role
from vocational.classes.rules import ClassState
from vocational.enrolment.models import Enrolment
from vocational.learners.models import Consent, Learner, LearnerCategory

ON = date(2026, 9, 15)
CARD = "001179016243|012345678|Nguyễn Thị Hoà|14081979|Nữ|Thôn 2, Phúc Thọ, Hà Nội|10022026"
TOKEN = "0123456789abcdef0123456789abcdef"


@pytest.fixture(autouse=True)
def _on_a_fixed_day(freeze):
    freeze(ON)


@pytest.fixture
def class_id(at_home):
    with at_home():
        return classes.training_class().id


@pytest.fixture
def counter(client_of):
    return client_of(Role.REGISTRAR)


def _form(chosen, **changes):
    form = {
        "action": "save",
        "form_token": TOKEN,
        "citizen_number": "001179016243",
        "full_name": "Nguyễn Thị Hoà",
        "birth_date": "14/08/1979",
        "sex": "female",
        "commune": "Xã Phúc Thọ, Hà Nội",
        "commune_code": COMMUNE,
        "hamlet": "Thôn 2",
        "phone": "0362 418 777",
        "schooling_code": "lower_secondary",
        "ethnic_group": "Kinh",
        "class_id": str(chosen),
        "consent": "y",
    }
    return {key: value for key, value in (form | changes).items() if value is not None}


POOR = {
    "poor_household-ticked": "y",
    "poor_household-paper_kind": "poor_household_certificate",
    "poor_household-paper_number": "117/GCN",
    "poor_household-issuer": "UBND xã Phúc Thọ",
    "poor_household-valid_from": "05/01/2026",
    "poor_household-valid_to": "31/12/2026",
    "poor_household-original_seen": "y",
}


def _counts(at_home):
    with at_home() as session:
        return [
            session.scalar(select(func.count()).select_from(model))
            for model in (Learner, LearnerCategory, Consent, Enrolment)
        ]


def test_one_form_saves_person_category_consent_and_seat(counter, class_id, at_home):
    answer = counter.post("/counter", _form(class_id, **POOR))
    assert _counts(at_home) == [1, 1, 1, 1]
    page = counter.get(answer.location).get_data(as_text=True)
    assert "Nguyễn Thị Hoà" in page
    assert "HV-2026-0001" in page


def test_the_same_form_sent_twice_saves_once(counter, class_id, at_home):
    first = counter.post("/counter", _form(class_id))
    assert counter.post("/counter", _form(class_id)).location == first.location
    assert _counts(at_home) == [1, 0, 1, 1]


def test_fields_of_an_unticked_category_are_ignored(counter, class_id, at_home):
    unticked = {key: value for key, value in POOR.items() if not key.endswith("ticked")}
    unticked["poor_household-valid_to"] = "không phải ngày"
    counter.post("/counter", _form(class_id, **unticked))
    assert _counts(at_home) == [1, 0, 1, 1]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"full_name": "<script>alert(1)</script>"}, "full_name"),
        ({"full_name": "Ă" * 500}, "full_name"),
        ({"full_name": "a" + "\u0301" * 60}, "full_name"),
        ({"full_name": "Nguyễn 🙂"}, "full_name"),
        ({"full_name": ""}, "full_name"),
        ({"citizen_number": "00117901624"}, "citizen_number"),
        ({"citizen_number": ""}, "citizen_number"),
        ({"citizen_number": "<b>001179016243</b>"}, "citizen_number"),
        ({"birth_date": "31/02/1979"}, "birth_date"),
        ({"birth_date": "14/08/2079"}, "birth_date"),
        ({"birth_date": ""}, "birth_date"),
        ({"sex": "khác"}, "sex"),
        ({"sex": None}, "sex"),
        ({"commune": "Nowhere", "commune_code": ""}, "commune"),
        ({"commune": ""}, "commune"),
        ({"phone": "036241877"}, "phone"),
        ({"phone": "\x00" * 10}, "phone"),
        ({"hamlet": "x" * 500}, "hamlet"),
        ({"schooling_code": "none"}, "schooling_code"),
        ({"ethnic_group": ""}, "ethnic_group"),
        ({"class_id": "0x1"}, "class_id"),
        ({"class_id": None}, "class_id"),
        ({"consent": None}, "consent"),
        ({**POOR, "poor_household-valid_to": "30/02/2026"}, "poor_household-valid_to"),
        ({**POOR, "poor_household-valid_to": "01/01/2026"}, "poor_household-valid_to"),
        ({**POOR, "poor_household-valid_to": ""}, "poor_household-valid_to"),
        ({**POOR, "poor_household-paper_kind": "x"}, "poor_household-paper_kind"),
        ({**POOR, "poor_household-paper_number": "9" * 500}, "poor_household-paper_number"),
    ],
)
def test_hostile_input_is_kept_and_refused_beside_its_field(
    counter, class_id, at_home, changes, field
):
    page = counter.post("/counter", _form(class_id, **changes), status=422)
    text = page.get_data(as_text=True)
    assert f'href="#{field}"' in text
    assert f'id="{field}-error"' in text
    assert "<script>alert" not in text
    assert "0362 418 777" in text or "phone" in changes
    assert _counts(at_home) == [0, 0, 0, 0]


def test_a_number_that_contradicts_is_confirmed_with_a_box(counter, class_id, at_home):
    odd = _form(class_id, sex="male")
    page = counter.post("/counter", odd, status=422).get_data(as_text=True)
    assert 'id="confirm_number"' in page
    counter.post("/counter", {**odd, "confirm_number": "y"})
    assert _counts(at_home)[0] == 1


def test_a_class_that_filled_up_meanwhile_is_named_beside_the_choice(counter, at_home):
    with at_home():
        full = classes.training_class("LD-2026-009", capacity=1)
        enrolment.filled_class(full, 1)
        full_id = full.id
    page = counter.post("/counter", _form(full_id), status=422).get_data(as_text=True)
    assert 'id="class_id-error"' in page
    assert 'value="Nguyễn Thị Hoà"' in page
    assert _counts(at_home) == [1, 0, 0, 1]


def test_every_class_says_how_it_is_entered_or_why_it_is_not(counter, at_home):
    with at_home() as session:
        full = classes.training_class("LD-2026-005", capacity=1)
        enrolment.filled_class(full, 1)
        full_ranked = classes.training_class("LD-2026-006", capacity=1)
        enrolment.enrolment(full_ranked, learners.learner(9).id)
        begun = classes.training_class("LD-2026-007", state=ClassState.RUNNING)
        begun.starts_on = ON - timedelta(days=3)
        full_ranked.admits_by_ranking = True
        session.commit()
        ids = full.id, full_ranked.id, begun.id
    page = counter.get("/counter").text
    assert re.search(rf'id="class-{ids[0]}"[^>]* disabled', page)
    assert "Không chọn được: đã đủ 1 chỗ" in page
    assert not re.search(rf'id="class-{ids[1]}"[^>]* disabled', page)
    assert "nhận đơn vào danh sách chờ" in page
    assert "Đã khai giảng; còn nhận người học đến hết ngày" in page
    sent = counter.post("/counter", _form(ids[1]))
    assert "/counter/applied/" in sent.location


def test_a_known_person_must_be_decided_before_saving(counter, class_id, at_home):
    with at_home():
        known = learners.learner(7, name="Nguyễn Thị Hòa", birth_date=date(1979, 8, 14))
        known_id = known.id
    page = counter.post("/counter", _form(class_id), status=422).get_data(as_text=True)
    assert f'value="same:{known_id}"' in page
    assert "Hãy chọn ở khung bên dưới" in page
    counter.post("/counter", _form(class_id, rejected=str(known_id)))
    assert _counts(at_home)[0] == 2


def test_going_on_with_a_record_shows_and_changes_it(counter, class_id, at_home):
    with at_home():
        known = learners.learner(7, name="Nguyễn Thị Hòa", birth_date=date(1979, 8, 14))
        known_id, version = known.id, known.version
        paper_id = learners.category(known_id).id
    form = _form(class_id, action=f"same:{known_id}", phone="", schooling_code="")
    page = counter.post("/counter", form, status=200).get_data(as_text=True)
    assert f'name="learner_id" type="hidden" value="{known_id}"' in page
    assert "0912345678" in page
    counter.post(
        "/counter",
        _form(
            class_id, learner_id=str(known_id), version=str(version), **POOR,
            **{"poor_household-row_id": str(paper_id)},
        ),
    )  # fmt: skip
    assert _counts(at_home) == [1, 1, 1, 1]


def test_the_counter_opens_with_a_record_on_file_and_keeps_its_number(counter, class_id, at_home):
    with at_home():
        known_id = learners.learner(7, name="Nguyễn Thị Hòa").id
    page = counter.get(f"/counter?learner={known_id}&class={class_id}").get_data(as_text=True)
    assert 'value="Nguyễn Thị Hòa"' in page
    assert learners.citizen_number(7) not in page
    form = _form(
        class_id, learner_id=str(known_id), version="1", citizen_number="", birth_date="01/05/1990"
    )
    counter.post("/counter", form)
    with at_home() as session:
        assert session.get(Learner, known_id).citizen_number == learners.citizen_number(7)
    counter.get("/counter?learner=999999", status=404)


def test_a_record_that_somebody_else_saved_meanwhile_is_not_overwritten(counter, class_id, at_home):
    with at_home():
        known_id = learners.learner(7).id
    form = _form(class_id, learner_id=str(known_id), version="9")
    counter.post("/counter", form, status=422)
    assert _counts(at_home) == [1, 0, 0, 0]


def test_a_class_on_the_same_days_is_confirmed_with_a_box(counter, class_id, at_home):
    with at_home():
        known = learners.learner(7)
        enrolment.enrolment(classes.training_class("LD-2026-002"), known.id)
        form = _form(class_id, learner_id=str(known.id), version=str(known.version))
    page = counter.post("/counter", form, status=422).get_data(as_text=True)
    assert 'id="confirm_overlap"' in page
    counter.post("/counter", {**form, "confirm_overlap": "y"})


def test_a_card_is_read_without_scripts_and_never_saved(counter, class_id, at_home):
    form = {"citizen_number": CARD, "form_token": TOKEN}
    page = counter.post("/counter", form, status=200).get_data(as_text=True)
    for value in ("001179016243", "Nguyễn Thị Hoà", "14/08/1979", "Thôn 2", "Xã Phúc Thọ"):
        assert f'value="{value}' in page
    assert _counts(at_home) == [0, 0, 0, 0]


def test_a_card_is_read_for_scripts(counter, class_id, at_home):
    with at_home():
        learners.learner(1, name="nguyễn thị hòa", birth_date=date(1979, 8, 14))
    answer = counter.post("/counter/card", {"text": CARD}, status=200).json
    assert answer["fields"] == {
        "citizen_number": "001179016243",
        "full_name": "Nguyễn Thị Hoà",
        "birth_date": "14/08/1979",
        "sex": "female",
        "hamlet": "Thôn 2",
        "commune": "Xã Phúc Thọ, Hà Nội",
        "commune_code": COMMUNE,
    }
    assert len(answer["found"]) == 1
    assert "same:" in answer["panel"]


@pytest.mark.parametrize("text", ["", "|||||||", "\x00|x", "🙂" * 3000, "1" * 13, "a|b|c"])
def test_a_broken_card_only_warns(counter, class_id, text):
    answer = counter.post("/counter/card", {"text": text}, status=200).json
    assert answer["warnings"] or not text.strip()
    counter.post("/counter", {"citizen_number": text}, status=200)


def test_a_paper_is_judged_on_the_first_day_of_the_class(counter, class_id):
    url = (
        "/counter/paper?category=poor_household&kind=poor_household_certificate&number=1"
        f"&from=05/01/2026&seen=yes&class={class_id}"
    )
    answer = counter.get(url).json
    assert (answer["mark"], answer["last_day"]) == ("ok", "31/12/2026")
    assert counter.get(f"{url}&to=01/09/2026").json["mark"] == "out"


@pytest.mark.parametrize("role", [None, Role.TEACHER, Role.DIRECTOR, Role.ADMINISTRATOR])
def test_the_counter_is_for_registrars(client_of, role):
    client_of(role).get("/counter", status=302 if role is None else 403)


def test_saving_takes_few_queries_however_many_classes(counter, class_id, at_home, count_queries):
    with count_queries() as few:
        counter.post("/counter", _form(class_id, **POOR))
    with at_home():
        big = classes.training_class("LD-2026-050", capacity=60)
        enrolment.filled_class(big, 35, first=100)
        big_id = big.id
    with count_queries() as many:
        counter.post(
            "/counter",
            _form(
                big_id, **POOR, form_token="f" * 32, full_name="Lê Thị Mai",
                citizen_number="001179016299",
            ),
        )  # fmt: skip
    assert len(many) <= len(few) <= 27


@pytest.mark.engines
@pytest.mark.parametrize("field", ["full_name", "commune", "commune_code", "hamlet", "form_token"])
def test_a_zero_byte_is_no_defect_on_any_database(counter, class_id, field):
    form = _form(class_id, phone="1", **{field: "Phúc\x00 Thọ"})
    counter.post("/counter", form, status=422)
    counter.get("/learners?q=%00&commune=%00")
    counter.get("/communes?q=a%00")
    counter.get("/classes/LD%00", status=404)


def test_the_counter_keeps_the_place_of_birth(counter, class_id, at_home):
    counter.post("/counter", _form(class_id, birth_place="Huyện Phúc Thọ, Hà Nội"))
    with at_home() as session:
        assert session.scalar(select(Learner.birth_place)) == "Huyện Phúc Thọ, Hà Nội"
