"""What the demonstration centre has: classes in every state, and as many past ones as asked.

Days are counted from the day of loading, so that the centre always looks as on a working day.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from random import Random

BASE_LEARNERS = 300
WEEKS_A_YEAR = 52
#: Classes that ended lie at least so far back.
LATEST_PAST_START_WEEKS = 22


class Stage(IntEnum):
    """How far a class is taken, in order."""

    PLANNED = 0
    OPEN = 1
    RUNNING = 2
    TAUGHT = 3
    PREPARED = 4
    RECOGNISED = 5
    CERTIFIED = 6
    CLOSED = 7


@dataclass(frozen=True)
class ClassPlan:
    """One class to make; `place` counts the places of the centre, `index` all classes from 1.

    A class with `applicants` admits by ranking.
    """

    index: int
    course_code: str
    starts_on: date
    capacity: int
    learners: int
    place: int
    stage: Stage
    is_cancelled: bool = False
    applicants: int = 0


@dataclass(frozen=True)
class _Line:
    course_code: str
    weeks_from_now: int
    capacity: int
    learners: int
    stage: Stage
    is_cancelled: bool = False
    applicants: int = 0


_BASE = (
    _Line("RAT-SC1", -8, 20, 20, Stage.RUNNING),
    _Line("NAU-D3T", -4, 35, 33, Stage.RUNNING),
    _Line("HAN-SC1", -3, 18, 17, Stage.RUNNING),
    _Line("GAV-D3T", -5, 35, 30, Stage.RUNNING),
    _Line("GAV-SC1", 1, 35, 33, Stage.OPEN),
    _Line("RAT-D3T", 2, 20, 11, Stage.OPEN),
    _Line("MAY-SC1", 3, 18, 12, Stage.OPEN),
    _Line("MNN-SC1", 6, 8, 0, Stage.OPEN, applicants=14),
    _Line("NAM-D3T", 9, 20, 0, Stage.PLANNED),
    _Line("CSD-SC1", 11, 18, 0, Stage.PLANNED),
    _Line("DDD-D3T", -10, 20, 19, Stage.TAUGHT),
    _Line("MTD-D3T", -11, 20, 18, Stage.PREPARED),
    _Line("MAY-D3T", -13, 18, 18, Stage.RECOGNISED),
    _Line("NAM-SC1", -22, 18, 17, Stage.CERTIFIED),
    _Line("CNN-D3T", -19, 35, 32, Stage.CLOSED),
    _Line("DDD-SC1", -30, 35, 31, Stage.CLOSED),
    _Line("XAY-SC1", 4, 18, 0, Stage.OPEN, is_cancelled=True),
)
_PAST_COURSES = (
    "RAT-D3T",
    "GAV-D3T",
    "NAU-D3T",
    "MAY-D3T",
    "CNN-D3T",
    "DDD-D3T",
    "NAM-D3T",
    "MTD-D3T",
    "RAT-SC1",
    "MAY-SC1",
    "NAU-SC1",
    "HAN-SC1",
)


def class_plans(*, learners: int, years: int, seed: int, today: date) -> Iterator[ClassPlan]:
    """Plan classes until their learners come to about `learners`.

    The first classes stand in every state; fewer learners than theirs make them smaller. Further
    ones are past classes of the last `years` years.
    """
    share = min(1.0, learners / BASE_LEARNERS)
    planned = 0
    for index, line in enumerate(_BASE, start=1):
        plan = _base_plan(index, line, share, today)
        planned += plan.learners
        yield plan
    random = Random(seed)
    index = len(_BASE)
    while planned < learners:
        index += 1
        plan = _past_plan(random, index, min(learners - planned, 35), years, today)
        planned += plan.learners
        yield plan


def _base_plan(index: int, line: _Line, share: float, today: date) -> ClassPlan:
    size = max(1, round(line.learners * share)) if line.learners else 0
    return ClassPlan(
        index=index,
        course_code=line.course_code,
        starts_on=monday(today) + timedelta(weeks=line.weeks_from_now),
        capacity=line.capacity,
        learners=size,
        place=index,
        stage=line.stage,
        is_cancelled=line.is_cancelled,
        applicants=line.applicants,
    )


def _past_plan(random: Random, index: int, most: int, years: int, today: date) -> ClassPlan:
    weeks = random.randrange(LATEST_PAST_START_WEEKS, max(years, 1) * WEEKS_A_YEAR + 1)
    size = min(most, random.randint(15, 35))
    return ClassPlan(
        index=index,
        course_code=random.choice(_PAST_COURSES),
        starts_on=monday(today) - timedelta(weeks=weeks),
        capacity=35,
        learners=size,
        place=index,
        stage=Stage.CLOSED,
    )


def monday(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())
