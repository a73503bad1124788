"""What may be asked of the acts on class sessions."""

from dataclasses import dataclass
from datetime import date, time

from vocational.shared.findings import Finding
from vocational.timetable.models import ClassSession
from vocational.timetable.rules.schedule import PracticeMode
from vocational.timetable.rules.sessions import SessionKind


@dataclass(frozen=True)
class SessionRequest:
    """A session as it is to be; `group_id` None is the whole class. Minutes."""

    module_id: int
    kind: SessionKind
    on_date: date
    starts_at: time
    minutes: int
    group_id: int | None = None
    teacher_id: int | None = None
    place: str = ""
    topic: str = ""


@dataclass(frozen=True)
class ScheduleChoice:
    """How groups share the slots; None proposes. `sets_last_day` ends the class with them."""

    practice_mode: PracticeMode | None = None
    sets_last_day: bool = False


@dataclass(frozen=True)
class SavedSession:
    """A saved session and what is to be watched: loads above the law, a place used twice."""

    session: ClassSession
    findings: tuple[Finding, ...] = ()
