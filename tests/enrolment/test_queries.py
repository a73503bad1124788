"""Lists of classes, seats and learners, with rows around them that must stay out."""

from datetime import date

from tests.factories import classes, enrolment, learners
from vocational.classes.rules import ClassState
from vocational.enrolment.queries import enrolments, seats
from vocational.enrolment.queries import learners as learners_queries
from vocational.shared.paging import ListRequest

ON = date(2026, 10, 1)


def test_seats_count_those_who_hold_a_place(home):
    first, second = classes.training_class(), classes.training_class("LD-2026-002")
    enrolment.filled_class(first, 3)
    enrolment.enrolment(first, number=9, withdrawn_on=ON)
    assert seats.seats_taken([first.id, second.id]) == {first.id: 3, second.id: 0}


def test_the_counter_offers_open_classes_and_those_just_begun(home):
    open_class = classes.training_class("LD-2026-001")
    begun = classes.training_class(
        "LD-2026-002", state=ClassState.RUNNING, starts_on=date(2026, 9, 28)
    )
    classes.training_class("LD-2026-003", state=ClassState.RUNNING, starts_on=date(2026, 6, 1))
    classes.training_class("LD-2026-004", state=ClassState.PLANNED)
    enrolment.filled_class(open_class, 2)
    open_classes = seats.open_classes_with_seats(ON)
    assert [(row.id, row.offer.taken, row.offer.left) for row in open_classes] == [
        (begun.id, 0, 20),
        (open_class.id, 2, 18),
    ]


def test_a_class_list_begins_with_its_numbers(home):
    training_class = classes.training_class()
    enrolment.enrolment(training_class, learners.learner(1, name="Trần Thị Ánh").id)
    enrolment.enrolment(training_class, learners.learner(2, name="Lê Văn Bình").id, list_number=2)
    enrolment.enrolment(training_class, learners.learner(3, name="Đỗ Thị Anh").id, list_number=1)
    names = [row.learner.full_name for row in enrolments.enrolments_of_class(training_class.id)]
    assert names == ["Đỗ Thị Anh", "Lê Văn Bình", "Trần Thị Ánh"]


def test_learners_are_listed_with_their_newest_class(home):
    old = classes.training_class("LD-2025-001", starts_on=date(2025, 3, 1), ends_on=ON)
    new = classes.training_class("LD-2026-001")
    busy, free = learners.learner(1, name="Lê Văn An"), learners.learner(2, name="Lê Văn Bình")
    enrolment.enrolment(old, busy.id)
    enrolment.enrolment(new, busy.id)
    rows = learners_queries.learner_rows(ListRequest(sort="name")).rows
    assert [(r.learner.id, r.latest and r.latest.class_id) for r in rows] == [
        (busy.id, new.id),
        (free.id, None),
    ]
    unplaced = learners_queries.learner_rows(ListRequest(filters={"class_state": "none"})).rows
    assert [row.learner.id for row in unplaced] == [free.id]


def test_listing_learners_takes_as_many_queries_for_three_as_for_sixty(home, count_queries):
    training_class = classes.training_class(capacity=70)
    enrolment.filled_class(training_class, 3)
    with count_queries() as few:
        learners_queries.learner_rows(ListRequest(per_page=100))
    enrolment.filled_class(training_class, 60, first=10)
    with count_queries() as many:
        assert len(learners_queries.learner_rows(ListRequest(per_page=100)).rows) == 63
    assert len(few) == len(many) <= 5
