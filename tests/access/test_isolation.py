"""The fence between institutions: whatever the shape of a statement, nothing foreign is seen."""

from collections.abc import Iterator

import pytest
from sqlalchemy import delete, exists, func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, aliased, selectinload
from sqlalchemy.orm.exc import DetachedInstanceError

from tests.factories import learners
from tests.world import ELSEWHERE, HOME
from vocational.accounts.models import User
from vocational.extensions import db
from vocational.institutions.models import Counter
from vocational.learners.models import Learner
from vocational.shared import tenancy
from vocational.shared.database import Base
from vocational.shared.tenancy import OutsideInstitution


@pytest.fixture
def one_each(app) -> Iterator[Session]:
    """One learner and counter at home and one elsewhere; no scope is entered."""
    with app.app_context():
        for place in (HOME, ELSEWHERE):
            with tenancy.institution_scope(db.session(), place.institution_id):
                learners.learner(1, name=f"Lê Thị {place.code.capitalize()}")
                db.session.add(Counter(series="x", next_value=place.institution_id))
                db.session.commit()
        yield db.session()


def at_home(session: Session):
    return tenancy.institution_scope(session, HOME.institution_id)


SHAPES = {
    "entity": select(Learner.learner_number),
    "count": select(func.count()).select_from(Learner),
    "aliased": select(func.count()).select_from(aliased(Learner)),
    "aggregate": select(func.count(Learner.id)),
    "subquery": select(func.count()).select_from(select(Learner.id).subquery()),
    "expression": select(func.count()).select_from(select(Learner.id).cte()),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_without_an_institution_no_shape_of_statement_is_answered(one_each, shape):
    with pytest.raises(OutsideInstitution):
        one_each.execute(SHAPES[shape])


def test_without_an_institution_a_condition_on_scoped_rows_is_refused(one_each):
    statement = select(User.id).where(exists().where(Learner.commune_code == User.username))
    with pytest.raises(OutsideInstitution):
        one_each.execute(statement)


@pytest.mark.parametrize("shape", [name for name in SHAPES if name != "entity"])
def test_counts_see_the_own_institution_alone(one_each, shape):
    with at_home(one_each):
        assert one_each.scalar(SHAPES[shape]) == 1


def test_a_condition_sees_the_own_institution_alone(one_each):
    foreign = select(Learner.full_name).where(Learner.full_name.contains("Xx"))
    statement = select(User.id).where(exists(foreign))
    with at_home(one_each):
        assert one_each.execute(statement).all() == []


def test_bare_tables_are_refused(one_each):
    with at_home(one_each), pytest.raises(OutsideInstitution):
        one_each.execute(select(Learner.__table__.c.id))


def test_all_institutions_are_seen_for_a_reason_and_not_written(one_each):
    with tenancy.all_institutions(one_each, "a test"):
        assert one_each.scalar(SHAPES["count"]) == 2
        with pytest.raises(OutsideInstitution):
            one_each.execute(update(Counter).values(next_value=9))
        one_each.add(Counter(series="y"))
        with pytest.raises(OutsideInstitution):
            one_each.flush()
        one_each.rollback()


def test_bulk_update_and_delete_touch_the_own_institution_alone(one_each):
    with at_home(one_each):
        one_each.execute(update(Counter).values(next_value=50))
        one_each.execute(delete(Counter).where(Counter.series == "nothing"))
        one_each.commit()
    with tenancy.all_institutions(one_each, "a test"):
        values = one_each.scalars(select(Counter.next_value).order_by(Counter.institution_id))
        assert values.all() == [50, ELSEWHERE.institution_id]
    with at_home(one_each):
        one_each.execute(delete(Counter))
        one_each.commit()
    with tenancy.all_institutions(one_each, "a test"):
        owners = one_each.scalars(select(Counter.institution_id)).all()
        assert owners == [ELSEWHERE.institution_id]


def test_bulk_insert_is_stamped_and_refuses_another_institution(one_each):
    with at_home(one_each):
        one_each.execute(insert(Counter), [{"series": "bulk", "next_value": 1}])
        made = one_each.scalars(select(Counter).where(Counter.series == "bulk")).one()
        assert made.institution_id == HOME.institution_id
        foreign = {"series": "f", "next_value": 1, "institution_id": ELSEWHERE.institution_id}
        with pytest.raises(OutsideInstitution):
            one_each.execute(insert(Counter), [foreign])
        with pytest.raises(OutsideInstitution):
            one_each.execute(insert(Counter).from_select(["series"], select(User.username)))


def test_a_new_row_of_another_institution_is_refused(one_each):
    with at_home(one_each):
        one_each.add(Counter(series="z", institution_id=ELSEWHERE.institution_id))
        with pytest.raises(OutsideInstitution):
            one_each.flush()
        one_each.rollback()


def test_a_foreign_row_is_not_found_by_its_key_after_the_scope_changed(one_each):
    with tenancy.institution_scope(one_each, ELSEWHERE.institution_id):
        foreign = one_each.scalars(select(Learner)).one()
        assert one_each.get(Learner, foreign.id) is foreign
    with at_home(one_each):
        assert one_each.get(Learner, foreign.id) is None


def test_a_lazy_load_stays_inside_and_ends_with_the_scope(one_each):
    with at_home(one_each):
        own = one_each.scalars(select(Learner)).one()
        learners.category(own.id)
        assert len(own.categories) == 1
        one_each.expire(own, ["categories"])
    with (
        tenancy.institution_scope(one_each, ELSEWHERE.institution_id),
        pytest.raises(DetachedInstanceError),
    ):
        _ = own.categories


def test_the_database_itself_refuses_a_row_that_points_elsewhere(one_each):
    with tenancy.institution_scope(one_each, ELSEWHERE.institution_id):
        foreign_id = one_each.scalars(select(Learner.id)).one()
    with at_home(one_each):
        with pytest.raises(IntegrityError):
            learners.category(foreign_id)
        one_each.rollback()


def test_a_statement_that_is_kept_sees_the_institution_of_each_run(one_each):
    kept = select(Learner.institution_id).order_by(Learner.id)
    derived = None
    for place in (HOME, ELSEWHERE, HOME):
        with tenancy.institution_scope(one_each, place.institution_id):
            assert one_each.scalars(kept).all() == [place.institution_id]
            if derived is None:
                derived = kept.limit(5)
            assert one_each.scalars(derived).all() == [place.institution_id]
    with tenancy.institution_scope(one_each, HOME.institution_id, ELSEWHERE.institution_id):
        assert len(one_each.scalars(kept).all()) == 2
    with pytest.raises(OutsideInstitution):
        one_each.scalars(kept)


#: Every table without an owner, and why its rows may be seen from any institution.
SHARED_TABLES = {
    "attempts": "counts tries by address, before anybody is known",
    "communes": "the state's list of places",
    "department_provisions": "the department sets them for all institutions of its province",
    "ended_sessions": "a session ends whatever institution it was in",
    "ethnic_groups": "the state's list",
    "holidays": "the state's list",
    "institutions": "says who there is",
    "password_resets": "belongs to a person, who may work in several institutions",
    "provinces": "the state's list of places",
    "reference_states": "says which lists were loaded",
    "schooling_levels": "the state's list",
    "supported_people": "support is given once, by whichever institution; holds no name",
    "users": "a person may work in several institutions",
}


def test_a_fence_that_stands_many_times_follows_the_institution_of_each_run(one_each):
    other, third = aliased(Learner), aliased(Learner)
    inner = select(third.id).where(third.id == other.id).exists()
    listed = select(Learner.id).cte("listed")
    kept = (
        select(Learner, other.institution_id, func.count(Counter.id))
        .join(other, other.id == Learner.id)
        .outerjoin(Counter, Counter.series == "x")
        .where(inner, Learner.id.in_(select(listed.c.id)))
        .group_by(Learner.id, other.institution_id)
        .options(selectinload(Learner.categories))
        .order_by(Learner.id)
    )
    for place in (HOME, ELSEWHERE, HOME, ELSEWHERE):
        with tenancy.institution_scope(one_each, place.institution_id):
            ((row, owner, counters),) = one_each.execute(kept).all()
            assert (row.institution_id, owner, counters) == (
                place.institution_id, place.institution_id, 1,
            )  # fmt: skip


def test_every_table_has_an_owner_or_a_reason_why_not():
    unowned = {
        name for name, table in Base.metadata.tables.items() if "institution_id" not in table.c
    }
    assert unowned == set(SHARED_TABLES)
