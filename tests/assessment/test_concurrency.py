"""Decisions signed at once take different numbers; marks saved at once are not mixed."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

from tests.conftest import inside
from tests.factories import assessment, classes, enrolment
from tests.world import HOME
from vocational.access.roles import Role
from vocational.assessment.queries import marks as mark_queries
from vocational.assessment.rules.marking import LearnerMarks
from vocational.assessment.services import marks, recognition
from vocational.assessment.services.marks import ModuleMarksRequest
from vocational.assessment.services.recognition import DecideRequest
from vocational.classes.rules import ClassState
from vocational.shared.errors import RuleViolation

AT_ONCE = 5
DIRECTOR, REGISTRAR = HOME.actor(Role.DIRECTOR), HOME.actor(Role.REGISTRAR)


def test_decisions_signed_at_once_take_consecutive_numbers(app, at_home):
    with at_home():
        prepared = []
        for place in range(AT_ONCE):
            row = classes.training_class(f"LD-2026-10{place}", state=ClassState.FINISHED)
            assessment.all_passed(row, enrolment.filled_class(row, 1, first=10 + place))
            decision = recognition.prepare(REGISTRAR, row.id, assessment.NOW)
            prepared.append((row.id, decision.id, decision.version))

    def sign(keys: tuple[int, int, int]) -> str:
        request = DecideRequest(*keys, number="", decided_on=assessment.DECIDED_ON)
        with inside(app, HOME):
            return recognition.decide(DIRECTOR, request, assessment.NOW).number

    with ThreadPoolExecutor(AT_ONCE) as pool:
        numbers = sorted(pool.map(sign, prepared))
    assert numbers == [f"{number:02}/QĐ-TTGDNN" for number in range(1, AT_ONCE + 1)]


def test_of_several_pages_of_marks_sent_at_once_one_is_saved(app, at_home):
    with at_home():
        row = classes.training_class(state=ClassState.RUNNING)
        ids = [item.id for item in enrolment.filled_class(row, 3)]
        class_id, module_id = row.id, row.course_version.modules[0].id
        token = mark_queries.fingerprint([])

    def send(mark: int) -> str:
        lines = tuple(LearnerMarks(id_, regular=(Decimal(mark),)) for id_ in ids)
        request = ModuleMarksRequest(class_id, module_id, token, lines)
        with inside(app, HOME):
            try:
                marks.save_marks(REGISTRAR, request, assessment.NOW)
            except RuleViolation as violation:
                return violation.code
        return "saved"

    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(send, range(1, AT_ONCE + 1)))
    assert sorted(answers) == ["record.changed_meanwhile"] * (AT_ONCE - 1) + ["saved"]
    with at_home():
        saved = mark_queries.marks_of_module(class_id, module_id)
        assert len({row.mark for row in saved}) == 1
        assert len(saved) == 3
