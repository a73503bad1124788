"""Rows by the thousand: copies of the first row in one statement, each with parents of its own.

Since no two classes share a course or a teacher, a page that asks for those of each row anew
asks more often the longer its list.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy import insert, inspect, select

from tests.factories import applications, learners
from vocational.accounts.models import Membership, User
from vocational.admission.models import AdmissionTiers
from vocational.applications.models import Application, ApplicationCategory
from vocational.assessment.models import RecognitionEntry
from vocational.audit.models import AuditRecord
from vocational.catalogue.models import Course, CourseVersion, Occupation
from vocational.certificates.models import Certificate
from vocational.classes.models import TrainingClass, WeeklySlot
from vocational.communes.models import ApplicationFile
from vocational.enrolment.models import Enrolment
from vocational.extensions import db
from vocational.jobs.models import Job
from vocational.learners.models import Learner, LearnerCategory
from vocational.provisions.models import LocalProvision
from vocational.shared.database import Base
from vocational.shared.encryption import keyring
from vocational.shared.person_names import sort_key
from vocational.shared.vietnamese_text import fold
from vocational.teachers.models import Teacher
from vocational.timetable.models import ClassSession

Numbers = Sequence[int]
Ids = Sequence[int]


def copies(kind: type[Base], changes: Iterable[Mapping[str, object]]) -> Ids:
    """Save a copy of the first row for each of the changes, in their order; return the ids."""
    first = db.session.scalars(select(kind).order_by(kind.id).limit(1)).one()
    columns = [
        column_attr.key for column_attr in inspect(kind).column_attrs if column_attr.key != "id"
    ]
    like = {name: getattr(first, name) for name in columns}
    saved = insert(kind).returning(kind.id, sort_by_parameter_order=True)
    ids = db.session.scalars(saved, [like | dict(change) for change in changes]).all()
    db.session.commit()
    return ids


def teachers(numbers: Numbers) -> Ids:
    """Save teachers."""
    return copies(Teacher, [_named(number) for number in numbers])


def users(numbers: Numbers) -> None:
    """Save users, each with a role."""
    ids = copies(User, [{**_named(number), "username": f"user{number}"} for number in numbers])
    copies(Membership, [{"user_id": user_id} for user_id in ids])


def occupations(numbers: Numbers) -> Ids:
    """Save occupations."""
    return copies(Occupation, [{"code": f"O{number}"} for number in numbers])


def courses(numbers: Numbers) -> Ids:
    """Save courses, each of an occupation of its own; return the ids of their versions."""
    numbered = zip(numbers, occupations(numbers), strict=True)
    ids = copies(Course, [{"code": f"LD-M-{n}", "occupation_id": item} for n, item in numbered])
    return copies(CourseVersion, [{"course_id": course_id} for course_id in ids])


def classes(numbers: Numbers) -> Ids:
    """Save classes with a week, each of a course and with a teacher of its own."""
    numbered = zip(numbers, courses(numbers), teachers(numbers), strict=True)
    ids = copies(
        TrainingClass,
        [
            {"code": f"LD-M-{number}", "version_id": version, "homeroom_teacher_id": homeroom}
            for number, version, homeroom in numbered
        ],
    )
    copies(WeeklySlot, [{"class_id": class_id} for class_id in ids])
    return ids


def places(numbers: Numbers, class_ids: Ids = ()) -> Ids:
    """Save learners with a category and a place in the first class, or each in one of these."""
    ids = copies(
        Learner,
        [
            {**_named(number), **_citizen(number), "learner_number": f"HV-2025-{number}"}
            for number in numbers
        ],
    )
    copies(LearnerCategory, [{"learner_id": learner_id} for learner_id in ids])
    changes = [
        {"learner_id": item, "list_number": number}
        for number, item in zip(numbers, ids, strict=True)
    ]
    return copies(Enrolment, _in_classes(changes, class_ids))


def places_in_classes(numbers: Numbers) -> None:
    """Save learners, each with a place in a class of its own."""
    places(numbers, classes(numbers))


def applicants(numbers: Numbers, class_ids: Ids = ()) -> None:
    """Save applications with a category, in the first class or in these classes."""
    changes = [
        {**_named(n), **_citizen(n), "receipt_code": applications.receipt(n)} for n in numbers
    ]
    ids = copies(Application, _in_classes(changes, class_ids))
    copies(ApplicationCategory, [{"application_id": id_} for id_ in ids])


def applicants_in_classes(numbers: Numbers) -> None:
    """Save applications, each in a class of its own."""
    applicants(numbers, classes(numbers))


def sheet_files(numbers: Numbers) -> None:
    """Save files that a commune sent, each for a class of its own."""
    copies(ApplicationFile, [{"class_id": class_id} for class_id in classes(numbers)])


def certificates(numbers: Numbers) -> None:
    """Save certificates, each of a learner, a place and a recognition of its own."""
    entries = copies(
        RecognitionEntry,
        [
            {"enrolment_id": place, "position": number}
            for number, place in zip(numbers, places(numbers), strict=True)
        ],
    )
    copies(
        Certificate,
        [
            {
                "entry_id": entry_id,
                "registry_sequence": number,
                "serial_number": f"LD-SC {number}",
                "serial_key": f"ldsc{number}",
                "token": f"{number:040}",
                "holder_sort_name": sort_key(learners.full_name(number)),
            }
            for number, entry_id in zip(numbers, entries, strict=True)
        ],
    )


def sessions(numbers: Numbers) -> None:
    """Save sessions, each of a class of its own."""
    copies(ClassSession, [{"class_id": class_id} for class_id in classes(numbers)])


def audit_records(numbers: Numbers) -> None:
    """Save acts on record."""
    copies(AuditRecord, [{"subject_id": number} for number in numbers])


def jobs(numbers: Numbers) -> None:
    """Save jobs, each with a file."""
    copies(Job, [{"unique_key": f"job {number}"} for number in numbers])


def figures(numbers: Numbers) -> None:
    """Save figures of the institution that were withdrawn."""
    copies(LocalProvision, [{"note": str(number)} for number in numbers])


def admission_tiers(numbers: Numbers) -> None:
    """Save orders of admission, one a day."""
    copies(
        AdmissionTiers,
        [{"effective_from": date(2020, 1, 1) + timedelta(number)} for number in numbers],
    )


def _in_classes(
    changes: Sequence[dict[str, object]], class_ids: Ids
) -> Iterable[dict[str, object]]:
    if not class_ids:
        return changes
    return [{**row, "class_id": item} for row, item in zip(changes, class_ids, strict=True)]


def _named(number: int) -> dict[str, object]:
    name = learners.full_name(number)
    return {"full_name": name, "folded_name": fold(name), "sort_name": sort_key(name)}


def _citizen(number: int) -> dict[str, object]:
    digits = learners.citizen_number(number)
    return {
        "citizen_number": digits,
        "citizen_number_hash": keyring().fingerprint(digits),
        "citizen_number_tail": digits[-4:],
    }
