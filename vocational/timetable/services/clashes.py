"""Who and what a class's sessions occupy, and what they would clash with, said by name."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time

from vocational.classes.models import TrainingClass
from vocational.shared.vietnamese_text import fold
from vocational.teachers import queries as teachers
from vocational.timetable import queries
from vocational.timetable.models import ClassSession
from vocational.timetable.rules import sessions
from vocational.timetable.rules.sessions import BookedSession, Clash, ClashKind


@dataclass(frozen=True)
class Booking:
    """A session as it is to be: when, where, with whom; `session_id` None is a new one."""

    session_id: int | None
    on: date
    starts_at: time
    minutes: int
    place: str
    teacher_id: int | None
    group_id: int | None


@dataclass(frozen=True)
class NamedClash:
    """Who (or which place) would be in two sessions, and the other session.

    `name` is empty where it is the same class or group; `others` counts further learners.
    """

    kind: ClashKind
    name: str
    on: date
    other_code: str
    other_starts_at: time
    other_ends_at: time
    others: int = 0


def named_clashes(
    training_class: TrainingClass,
    bookings: Sequence[Booking],
    replaced_ids: frozenset[int] = frozenset(),
) -> tuple[NamedClash, ...]:
    """Find what the bookings of a class clash with, by time; sessions to be replaced are left out.

    The bookings are not compared with each other. Six queries, however many there are.
    """
    if not bookings:
        return ()
    existing = [s for s in _existing(training_class, bookings) if s.id not in replaced_ids]
    occupied = _Occupied(training_class, existing)
    by_day: dict[date, list[BookedSession]] = defaultdict(list)
    for session in existing:
        by_day[session.on_date].append(occupied.of_session(session))
    result = [
        (booking, clash)
        for booking in bookings
        for clash in sessions.clashes_with(occupied.of_booking(booking), by_day[booking.on])
    ]
    return _named(result, {session.id: session for session in existing})


class _Occupied:
    """Turns sessions into what they occupy."""

    def __init__(self, training_class: TrainingClass, existing: Iterable[ClassSession]) -> None:
        self._class = training_class
        class_ids = {training_class.id, *(session.class_id for session in existing)}
        self._groups = queries.groups_of_classes(class_ids)
        self._seats: dict[int, list[queries.Seat]] = defaultdict(list)
        for seat in queries.seats_of(class_ids):
            self._seats[seat.class_id].append(seat)

    def of_session(self, session: ClassSession) -> BookedSession:
        """Say what a saved session occupies."""
        booking = Booking(
            session.id,
            session.on_date,
            session.starts_at,
            session.minutes,
            session.place,
            session.teacher_id,
            session.group_id,
        )
        return self._booked(booking, session.training_class)

    def of_booking(self, booking: Booking) -> BookedSession:
        """Say what a session of the class would occupy."""
        return self._booked(booking, self._class)

    def _booked(self, booking: Booking, owner: TrainingClass) -> BookedSession:
        return BookedSession(
            session_id=booking.session_id,
            on=booking.on,
            starts_at=booking.starts_at,
            minutes=booking.minutes,
            teacher_ids=_one(booking.teacher_id),
            place=f"{owner.commune_code} {fold(booking.place)}" if booking.place else None,
            learner_ids=self._learners(owner.id, booking.group_id),
        )

    def _learners(self, class_id: int, group_id: int | None) -> frozenset[int]:
        """Groups count as learners with negative ids: they clash while nobody is enrolled yet."""
        groups = self._groups[class_id] if group_id is None else [group_id]
        everyone = {-(10**9) - class_id} if not self._groups[class_id] else set()
        seated = {
            seat.learner_id
            for seat in self._seats[class_id]
            if group_id is None or seat.group_id == group_id
        }
        return frozenset({-group for group in groups} | everyone | seated)


def _one(teacher_id: int | None) -> frozenset[int]:
    return frozenset() if teacher_id is None else frozenset({teacher_id})


def _existing(training_class: TrainingClass, bookings: Sequence[Booking]) -> Sequence[ClassSession]:
    days = (min(b.on for b in bookings), max(b.on for b in bookings))
    teacher_ids = {b.teacher_id for b in bookings if b.teacher_id is not None}
    places = {b.place for b in bookings if b.place}
    return queries.sessions_to_compare(training_class.id, days, teacher_ids, places)


def _named(
    clashs: Sequence[tuple[Booking, Clash]], existing: dict[int, ClassSession]
) -> tuple[NamedClash, ...]:
    """One line for each pair of sessions and kind, however many learners they share."""
    gathered: dict[tuple[Booking, ClashKind, int], list[int | str]] = defaultdict(list)
    for booking, clash in clashs:
        gathered[booking, clash.kind, _other_id(booking, clash)].append(clash.who)
    name_of = _names(clashs)
    named = []
    for (booking, kind, other_id), who in gathered.items():
        names = [name_of[kind, item] for item in who if (kind, item) in name_of]
        other = existing[other_id]
        named.append(
            NamedClash(
                kind=kind,
                name=names[0] if names else "",
                on=booking.on,
                other_code=other.training_class.code,
                other_starts_at=other.starts_at,
                other_ends_at=other.ends_at,
                others=max(0, len(names) - 1),
            )
        )
    return tuple(sorted(named, key=lambda clash: (clash.on, clash.other_starts_at, clash.kind)))


def _names(clashs: Sequence[tuple[Booking, Clash]]) -> dict[tuple[ClashKind, int | str], str]:
    who: dict[ClashKind, set[int]] = defaultdict(set)
    places: dict[tuple[ClashKind, int | str], str] = {}
    for booking, clash in clashs:
        if clash.kind is ClashKind.PLACE:
            places[clash.kind, clash.who] = booking.place
        elif int(clash.who) > 0:
            who[clash.kind].add(int(clash.who))
    people = teachers.teachers_by_id(frozenset(who[ClashKind.TEACHER]))
    learners = queries.learner_names(who[ClashKind.LEARNER]) if who[ClashKind.LEARNER] else {}
    names: dict[tuple[ClashKind, int | str], str] = dict(places)
    names |= {(ClashKind.TEACHER, i): teacher.full_name for i, teacher in people.items()}
    return names | {(ClashKind.LEARNER, i): name for i, name in learners.items()}


def _other_id(booking: Booking, clash: Clash) -> int:
    """The saved session of the two that is not the booking itself."""
    ids = {clash.first.session_id, clash.second.session_id} - {None, booking.session_id}
    return next(i for i in ids if i is not None)
