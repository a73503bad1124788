"""Check the people of a file against each other and those who want or have a place already."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from vocational.applications.queries import applications as every
from vocational.applications.queries.lists import numbers_at_the_same_hours
from vocational.classes.models import TrainingClass
from vocational.communes import queries
from vocational.communes.rules.sheet_contents import SheetRow
from vocational.communes.services import rows as reading
from vocational.communes.services.rows import Fault, RowReader, SheetPerson
from vocational.shared.errors import RuleViolation


@dataclass(frozen=True)
class CheckedSheet:
    """A file that was checked: who is new, whom this body entered before, what is wrong.

    `at_the_same_hours` are rows of people who attend another class then: that warns only.
    """

    new: Sequence[SheetPerson] = ()
    known: Sequence[SheetPerson] = ()
    faults: Sequence[Fault] = ()
    at_the_same_hours: Sequence[SheetPerson] = ()

    @property
    def people(self) -> list[SheetPerson]:
        """Give everybody who could be read, in the order of the file."""
        return sorted([*self.new, *self.known], key=lambda person: person.row)


def check_sheet(
    rows: Iterable[SheetRow], training_class: TrainingClass, body_id: int, on: date
) -> CheckedSheet:
    """Check every row of a file of a body for a class; nothing is saved.

    The same rules as for one person, all faults of a row at once, in the order of the file. Who
    stands twice in the file, or wants or has a place by another way, is a fault as well.
    """
    lists = reading.lists()
    faults: list[Fault] = []
    people: dict[str, SheetPerson] = {}
    for row in rows:
        reader = RowReader(row, lists, training_class.starts_on, on)
        person = reader.person()
        faults += reader.faults
        if person is None:
            continue
        first = people.setdefault(person.number_hash, person)
        if first is not person:
            violation = RuleViolation("sheet.twice", row=first.row)
            faults.append(Fault(row.number, "citizen_number", violation))
    return _sorted_out(people, faults, training_class, body_id)


def _sorted_out(
    people: Mapping[str, SheetPerson],
    faults: list[Fault],
    training_class: TrainingClass,
    body_id: int,
) -> CheckedSheet:
    known = queries.entered_before(body_id, training_class.id, people.keys())
    taken = every.taken_numbers(training_class.id, people.keys()) - known.keys()
    for number_hash in taken:
        violation = RuleViolation("applications.ask_the_centre")
        faults.append(Fault(people[number_hash].row, "citizen_number", violation))
    new = [p for key, p in people.items() if key not in known and key not in taken]
    busy = numbers_at_the_same_hours(training_class, [person.number_hash for person in new])
    return CheckedSheet(
        new=new,
        known=[person for key, person in people.items() if key in known],
        faults=sorted(faults, key=lambda fault: fault.row),
        at_the_same_hours=[person for person in new if person.number_hash in busy],
    )
