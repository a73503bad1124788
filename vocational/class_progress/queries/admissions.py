"""How admission stands in classes that give their seats by rank: a part of their progress."""

from datetime import date, datetime, time

from sqlalchemy import Select, Subquery, bindparam, func, select
from sqlalchemy.orm import aliased

from vocational.admission.models import AdmissionRun, SeatOffer
from vocational.applications.models import Application
from vocational.applications.states import ApplicationState
from vocational.classes.models import TrainingClass
from vocational.shared.clock import VIETNAM
from vocational.shared.database import Instant

NOW = bindparam("midnight", type_=Instant)


def midnight(today: date) -> datetime:
    """Give the value of `NOW`: an offer holds until the end of a day."""
    return datetime.combine(today, time(), VIETNAM)


def class_admissions(ids: Select[int]) -> Subquery:
    """Count complete applications, who waits, open and overdue offers, runs not signed."""
    ranking = aliased(TrainingClass)
    applications, offers, runs = _applications(ids), _offers(ids), _runs(ids)
    return (
        select(
            ranking.id.label("class_id"),
            applications.c.to_rank,
            applications.c.waiting,
            offers.c.offers_open,
            offers.c.offers_overdue,
            runs.c.runs_unsigned,
        )
        .outerjoin(applications, applications.c.class_id == ranking.id)
        .outerjoin(offers, offers.c.class_id == ranking.id)
        .outerjoin(runs, runs.c.class_id == ranking.id)
        .where(ranking.id.in_(ids), ranking.admits_by_ranking)
        .subquery()
    )


def _applications(ids: Select[int]) -> Subquery:
    return (
        select(
            Application.class_id,
            func.count().filter(Application.state == ApplicationState.COMPLETE).label("to_rank"),
            func.count().filter(Application.state == ApplicationState.WAITING).label("waiting"),
        )
        .where(Application.class_id.in_(ids))
        .group_by(Application.class_id)
        .subquery()
    )


def _offers(ids: Select[int]) -> Subquery:
    return (
        select(
            SeatOffer.class_id,
            func.count().label("offers_open"),
            func.count().filter(SeatOffer.answer_until < NOW).label("offers_overdue"),
        )
        .where(SeatOffer.class_id.in_(ids), SeatOffer.answer.is_(None))
        .group_by(SeatOffer.class_id)
        .subquery()
    )


def _runs(ids: Select[int]) -> Subquery:
    return (
        select(AdmissionRun.class_id, func.count().label("runs_unsigned"))
        .where(AdmissionRun.class_id.in_(ids), AdmissionRun.number.is_(None))
        .group_by(AdmissionRun.class_id)
        .subquery()
    )
