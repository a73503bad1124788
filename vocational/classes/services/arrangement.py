"""Write what was planned into a class: its own facts, teachers, weekly times, practice groups."""

from sqlalchemy.exc import IntegrityError

from vocational.access.command import savepoint
from vocational.catalogue.models import CourseVersion, VersionState
from vocational.catalogue.rules.courses import CourseLevel
from vocational.classes import queries, rules
from vocational.classes.models import ClassTeacher, PracticeGroup, TrainingClass, WeeklySlot
from vocational.classes.rules import OpeningBlock
from vocational.classes.services import qualification
from vocational.classes.services.requests import ClassRequest
from vocational.extensions import db
from vocational.law.parameters import NotInForce, nearest
from vocational.law.support import scheme_law
from vocational.reference import queries as reference
from vocational.shared.errors import RuleViolation
from vocational.shared.findings import Severity
from vocational.teachers import queries as teachers


def fill(row: TrainingClass, request: ClassRequest) -> None:
    """Write the class's own facts, each checked.

    Raises `RuleViolation`: `classes.course`, `classes.capacity`, `classes.commune`,
    `classes.teacher`, `classes.support_basis_missing`, `classes.scheme_ended`,
    `classes.scheme_not_yet`, sizes by the codes of the catalogue, those of
    `qualification.check` and of `rules`.
    """
    version = _version(row, request.version_id)
    rules.check_dates(request.starts_on, request.ends_on, request.apply_until)
    rules.check_fee(request.funding_source, request.fee_dong)
    _check_support(request)
    _check_sizes(version, request)
    if reference.commune(request.commune_code) is None:
        raise RuleViolation("classes.commune", "commune")
    _check_teachers(row, request, version.level)
    row.version_id = version.id
    row.starts_on, row.ends_on = request.starts_on, request.ends_on
    row.apply_until = request.apply_until
    row.admits_by_ranking = request.admits_by_ranking
    row.capacity = request.capacity
    row.place, row.commune_code = request.place, request.commune_code
    row.funding_source, row.funding_detail = request.funding_source, request.funding_detail
    row.fee_dong = request.fee_dong
    row.support_scheme = request.support_scheme
    row.support_basis = request.support_basis if request.support_scheme else ""
    row.homeroom_teacher_id = request.homeroom_teacher_id
    row.search_text = rules.search_text(row.code, version.name, row.place)


def fill_parts(row: TrainingClass, request: ClassRequest) -> None:
    """Write teachers, weekly times and practice groups of a flushed class.

    Lines that stay keep their row. Raises `RuleViolation`: `classes.slots_overlap`,
    `classes.group_count`, `classes.group_in_use`.
    """
    rules.check_slots(request.slots)
    _fill_teachers(row, request.teacher_ids)
    _fill_slots(row, request)
    _fill_groups(row, request)


def parts_of(row: TrainingClass) -> dict[str, object]:
    """Return teachers, times and groups as words for the audit record.

    Times in the notation of timetables: T2 is Monday, CN Sunday.
    """
    homeroom = row.homeroom_teacher
    return {
        "homeroom_teacher": homeroom.full_name if homeroom else "",
        "teachers": [
            teacher.full_name
            for teacher in sorted(
                (line.teacher for line in row.teachers), key=lambda teacher: teacher.sort_name
            )
        ],
        "slots": [
            f"{rules.DAY_MARKS[slot.weekday - 1]} {slot.starts_at:%H:%M} ({slot.minutes}')"
            for slot in sorted(row.slots, key=lambda slot: (slot.weekday, slot.starts_at))
        ],
        "groups": [_group_words(group) for group in row.groups],
    }


def opening_blocks(row: TrainingClass) -> tuple[OpeningBlock, ...]:
    """List what a class with loaded parts still lacks before it may open."""
    return rules.opening_blocks(
        course_is_approved=row.course_version.state is VersionState.APPROVED,
        slots=len(row.slots),
        place=row.place,
        homeroom_teacher_id=row.homeroom_teacher_id,
    )


def check_fixed(row: TrainingClass, request: ClassRequest) -> None:
    """Refuse to change what is fixed once a class runs: code, course, first day, funding.

    Raises `RuleViolation`: `classes.fixed_while_running` at the field.
    """
    fixed = {
        "code": (row.code, request.code or row.code),
        "version_id": (row.version_id, request.version_id),
        "starts_on": (row.starts_on, request.starts_on),
        "funding_source": (row.funding_source, request.funding_source),
    }
    for field, (now, wanted) in fixed.items():
        if now != wanted:
            raise RuleViolation("classes.fixed_while_running", field)


def _check_support(request: ClassRequest) -> None:
    """A scheme must be in force on the first day, and rest on a paper."""
    scheme = request.support_scheme
    if scheme is None:
        return
    if not request.support_basis:
        raise RuleViolation("classes.support_basis_missing", "support_basis")
    try:
        scheme_law(scheme, request.starts_on)
    except NotInForce as error:
        rule = nearest(error.key, error.on)
        has_ended = rule.effective_to is not None and rule.effective_to < request.starts_on
        raise RuleViolation(
            "classes.scheme_ended" if has_ended else "classes.scheme_not_yet",
            "support_scheme",
            legal_basis=rule.legal_basis,
            rule=rule.rule_id,
            day=rule.effective_to if has_ended else rule.effective_from,
        ) from error


def _version(row: TrainingClass, version_id: int) -> CourseVersion:
    """The class may keep a version that was retired meanwhile; a new one must be on offer."""
    version = queries.version_for_class(version_id)
    if version is None:
        raise RuleViolation("classes.course", "version_id")
    is_kept = row.id is not None and row.version_id == version_id
    if not is_kept and not queries.is_on_offer(version):
        raise RuleViolation("classes.course", "version_id")
    return version


def _check_sizes(version: CourseVersion, request: ClassRequest) -> None:
    if request.capacity < 1:
        raise RuleViolation("classes.capacity", "capacity")
    groups = _group_count(version.level, request)
    for field, finding in rules.size_findings(
        version.level, request.capacity, groups, request.starts_on
    ):
        if finding.severity is Severity.ERROR:
            code = finding.code.replace("catalogue.class_", "classes.")
            raise RuleViolation(
                code, field, legal_basis=finding.legal_basis or "", **finding.params
            )


def _group_count(level: CourseLevel, request: ClassRequest) -> int:
    if request.group_count is None:
        return rules.practice_groups_needed(level, request.capacity, request.starts_on)
    if not 1 <= request.group_count <= rules.MOST_GROUPS:
        raise RuleViolation("classes.group_count", "group_count", most=rules.MOST_GROUPS)
    return request.group_count


def _check_teachers(row: TrainingClass, request: ClassRequest, level: CourseLevel) -> None:
    """Those of the class may stay when they no longer teach; new ones must be teaching and may."""
    kept = {row.homeroom_teacher_id, *(line.teacher_id for line in row.teachers)}
    kept |= {group.teacher_id for group in row.groups}
    wanted: dict[str, set[int | None]] = {
        "homeroom_teacher_id": {request.homeroom_teacher_id},
        "teacher_ids": set(request.teacher_ids),
        "groups": {line.teacher_id for line in request.groups},
    }
    ids = frozenset(i for given in wanted.values() for i in given if i is not None)
    known = teachers.teachers_by_id(ids)
    for field, given in wanted.items():
        for teacher_id in sorted(given - {None} - kept, key=str):
            teacher = known.get(teacher_id or 0)
            if teacher is None or not teacher.is_active:
                raise RuleViolation("classes.teacher", field)
            qualification.check([teacher], level, request.starts_on, field)


def _group_words(group: PracticeGroup) -> str:
    teacher = group.teacher.full_name if group.teacher else ""
    told = " · ".join(part for part in (group.place, teacher) if part)
    return f"{group.number}: {told}" if told else str(group.number)


def _fill_teachers(row: TrainingClass, teacher_ids: frozenset[int]) -> None:
    for line in list(row.teachers):
        if line.teacher_id not in teacher_ids:
            row.teachers.remove(line)
    present = {line.teacher_id for line in row.teachers}
    row.teachers += [ClassTeacher(teacher_id=i) for i in sorted(teacher_ids - present)]


def _fill_slots(row: TrainingClass, request: ClassRequest) -> None:
    wanted = {(slot.weekday, slot.starts_at): slot.minutes for slot in request.slots}
    for slot in list(row.slots):
        minutes = wanted.pop((slot.weekday, slot.starts_at), None)
        if minutes is None:
            row.slots.remove(slot)
        else:
            slot.minutes = minutes
    row.slots += [
        WeeklySlot(weekday=day, starts_at=at, minutes=minutes)
        for (day, at), minutes in sorted(wanted.items())
    ]


def _fill_groups(row: TrainingClass, request: ClassRequest) -> None:
    version = queries.version_for_class(row.version_id)
    if version is None:
        raise RuleViolation("classes.course", "version_id")
    count = _group_count(version.level, request)
    known = {group.number: group for group in row.groups}
    for number, line in enumerate(rules.adjusted_groups(request.groups, count), start=1):
        group = known.pop(number, None)
        if group is None:
            group = PracticeGroup(number=number)
            row.groups.append(group)
        group.place, group.teacher_id = line.place, line.teacher_id
    for group in known.values():
        row.groups.remove(group)
    _flush_groups()


def _flush_groups() -> None:
    try:
        with savepoint():
            db.session.flush()
    except IntegrityError as error:
        raise RuleViolation("classes.group_in_use", "group_count") from error
