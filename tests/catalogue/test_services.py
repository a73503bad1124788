"""Acts on the catalogue, on both engines."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.exc import NoResultFound

from tests.factories import catalogue as factory
from vocational.access.actor import Actor
from vocational.audit.queries import history_of
from vocational.catalogue import queries
from vocational.catalogue.models import CourseVersion, VersionState
from vocational.catalogue.rules.contents import CourseContents, ModuleContents
from vocational.catalogue.rules.courses import CourseLevel, OccupationKind, check_course
from vocational.catalogue.rules.starting_catalogue import starting_catalogue
from vocational.catalogue.services import courses, drafts
from vocational.catalogue.services.courses import ApprovalRequest, CourseRequest, OccupationRequest
from vocational.shared.errors import Refused, RuleViolation
from vocational.shared.findings import has_errors

TODAY = date(2026, 6, 1)
WELDING = OccupationRequest(
    "HAN", "Hàn điện", "Welding", OccupationKind.NON_AGRICULTURAL, "mechanics"
)
SHORT = CourseContents(
    name="Hàn hồ quang tay",
    level=CourseLevel.UNDER_3_MONTHS,
    approved_cost_dong=2_000_000,
    entry_conditions="Từ đủ 15 tuổi\n\n  Đủ sức khỏe ",
    modules=(
        ModuleContents("MĐ01", "Chuẩn bị", "", 600, 2400, 120),
        ModuleContents("MĐ02", "Hàn giáp mối", "", 600, 2400, 150),
    ),
)


def code_of(caught: pytest.ExceptionInfo[RuleViolation]) -> tuple[str, str | None]:
    return caught.value.code, caught.value.field


@pytest.fixture
def draft(home, registrar: Actor) -> CourseVersion:
    occupation = courses.add_occupation(registrar, WELDING)
    request = CourseRequest("han-d3t", occupation.id, SHORT)
    return courses.add_course(registrar, request).versions[0]


def approval(version: CourseVersion, **changes: object) -> ApprovalRequest:
    request = ApprovalRequest(version.id, version.version, "15/QĐ-TTGDNN", TODAY)
    return replace(request, **changes)  # type: ignore[arg-type]


class TestStartingCatalogue:
    def test_everything_is_added_as_lawful_drafts_under_the_own_code(self, home, registrar):
        added = courses.load_starting_catalogue(registrar)
        entries = starting_catalogue()
        assert added.occupations == len(entries)
        assert added.courses == sum(len(entry.courses) for entry in entries)
        course = queries.course_by_code("LD-RAT-SC1")
        version = course.versions[0]
        assert version.state is VersionState.DRAFT
        assert version.module_count == len(version.modules) > 0
        assert not has_errors(check_course(drafts.contents_of(version).outline, TODAY))

    def test_again_adds_nothing_and_leaves_changes_alone(self, home, registrar):
        courses.load_starting_catalogue(registrar, frozenset({"RAT"}))
        version = queries.course_by_code("LD-RAT-SC1").versions[0]
        changed = replace(drafts.contents_of(version), name="Trồng rau sạch")
        courses.save_draft(registrar, version.id, version.version, changed)
        again = courses.load_starting_catalogue(registrar, frozenset({"RAT"}))
        assert (again.occupations, again.courses) == (0, 0)
        assert queries.course_by_code("LD-RAT-SC1").versions[0].name == "Trồng rau sạch"

    def test_the_system_may_load_it_at_set_up(self, home):
        added = courses.load_starting_catalogue(Actor.system("setup"), frozenset({"MTD"}))
        assert added.occupations == 1

    def test_a_teacher_may_not(self, home, teacher):
        with pytest.raises(Refused):
            courses.load_starting_catalogue(teacher)


class TestOccupations:
    def test_a_code_stands_once_in_an_institution(self, home, registrar):
        courses.add_occupation(registrar, WELDING)
        with pytest.raises(RuleViolation) as caught:
            courses.add_occupation(registrar, replace(WELDING, code="han"))
        assert code_of(caught) == ("catalogue.code_taken", "code")

    def test_a_code_has_letters_digits_and_hyphens(self, home, registrar):
        with pytest.raises(RuleViolation) as caught:
            courses.add_occupation(registrar, replace(WELDING, code="HÀN 1"))
        assert code_of(caught) == ("catalogue.code", "code")

    def test_an_unknown_group_is_refused(self, home, registrar):
        with pytest.raises(RuleViolation) as caught:
            courses.add_occupation(registrar, replace(WELDING, group_code="space"))
        assert code_of(caught) == ("catalogue.unknown_group", "group_code")

    def test_courses_are_found_by_the_new_name(self, home, registrar, draft):
        occupation = queries.occupation_by_code("HAN")
        renamed = replace(WELDING, name="Hàn công nghệ cao")
        courses.change_occupation(registrar, occupation.id, occupation.version, renamed)
        assert "cong nghe cao" in queries.course_by_code("LD-HAN-D3T").versions[0].search_text

    def test_an_older_copy_is_refused(self, home, registrar):
        row = courses.add_occupation(registrar, WELDING)
        known = row.version
        courses.change_occupation(registrar, row.id, known, replace(WELDING, name="Hàn 1"))
        with pytest.raises(RuleViolation) as caught:
            courses.change_occupation(registrar, row.id, known, replace(WELDING, name="Hàn 2"))
        assert code_of(caught) == ("record.changed_meanwhile", None)


class TestDrafts:
    def test_a_new_course_has_the_institutions_code_and_clean_contents(self, draft):
        assert draft.course.code == "LD-HAN-D3T"
        assert draft.entry_conditions == "Từ đủ 15 tuổi\nĐủ sức khỏe"
        assert (draft.theory_minutes, draft.practice_minutes, draft.test_minutes) == (
            1200,
            4800,
            270,
        )

    def test_the_same_course_twice_is_one(self, registrar, draft):
        request = CourseRequest("HAN-D3T", draft.course.occupation_id, SHORT)
        with pytest.raises(RuleViolation) as caught:
            courses.add_course(registrar, request)
        assert code_of(caught) == ("catalogue.code_taken", "code")
        assert queries.course_codes() == {"LD-HAN-D3T"}

    def test_modules_may_swap_their_codes(self, registrar, draft):
        first, second = SHORT.modules
        swapped = replace(
            SHORT, modules=(replace(first, code="MĐ02"), replace(second, code="MĐ01"))
        )
        saved = courses.save_draft(registrar, draft.id, draft.version, swapped)
        assert [(m.code, m.name) for m in saved.modules] == [
            ("MĐ02", "Chuẩn bị"),
            ("MĐ01", "Hàn giáp mối"),
        ]

    def test_a_change_of_module_names_alone_refuses_the_older_copy(self, registrar, draft):
        known = draft.version
        first, second = SHORT.modules
        renamed = replace(SHORT, modules=(replace(first, name="Chuẩn bị phôi"), second))
        courses.save_draft(registrar, draft.id, known, renamed)
        with pytest.raises(RuleViolation) as caught:
            courses.save_draft(registrar, draft.id, known, SHORT)
        assert code_of(caught) == ("record.changed_meanwhile", None)

    @pytest.mark.parametrize(
        ("modules", "expected"),
        [
            (
                (ModuleContents("A", "x"), ModuleContents("A", "y")),
                ("catalogue.module_code_twice", "modules-1-code"),
            ),
            ((ModuleContents("A", ""),), ("required", "modules-0-name")),
            ((ModuleContents("A", "x" * 161),), ("too_long", "modules-0-name")),
            (
                (ModuleContents("A", "x", "", 10**9),),
                ("catalogue.too_large", "modules-0-theory_minutes"),
            ),
        ],
    )
    def test_a_bad_module_names_its_field(self, registrar, draft, modules, expected):
        with pytest.raises(RuleViolation) as caught:
            courses.save_draft(registrar, draft.id, draft.version, replace(SHORT, modules=modules))
        assert code_of(caught) == expected

    def test_what_changed_is_recorded(self, registrar, draft):
        courses.save_draft(registrar, draft.id, draft.version, replace(SHORT, name="Hàn điện"))
        newest = history_of("course_versions", draft.id)[0]
        assert newest.action == "course_version.changed"
        assert (newest.before, newest.after) == (
            {"name": "Hàn hồ quang tay"},
            {"name": "Hàn điện"},
        )


class TestApproval:
    def test_an_approved_version_never_changes(self, registrar, draft):
        approved = courses.approve_version(registrar, approval(draft), TODAY)
        assert (approved.state, approved.decision_number) == (
            VersionState.APPROVED,
            "15/QĐ-TTGDNN",
        )
        with pytest.raises(RuleViolation) as caught:
            courses.save_draft(registrar, approved.id, approved.version, SHORT)
        assert code_of(caught) == ("catalogue.not_draft", None)

    def test_errors_of_law_refuse_it(self, registrar, draft):
        first, _second = SHORT.modules
        short = replace(SHORT, modules=(first,))
        saved = courses.save_draft(registrar, draft.id, draft.version, short)
        with pytest.raises(RuleViolation) as caught:
            courses.approve_version(registrar, approval(saved), TODAY)
        assert code_of(caught) == ("catalogue.errors_left", None)

    def test_warnings_must_be_confirmed(self, registrar, draft):
        first, second = SHORT.modules
        bookish = replace(SHORT, modules=(replace(first, theory_minutes=2400), second))
        saved = courses.save_draft(registrar, draft.id, draft.version, bookish)
        with pytest.raises(RuleViolation) as caught:
            courses.approve_version(registrar, approval(saved), TODAY)
        assert code_of(caught) == ("catalogue.warnings_not_confirmed", "confirmed")
        confirmed = approval(saved, confirmed=True)
        approved = courses.approve_version(registrar, confirmed, TODAY)
        assert approved.state is VersionState.APPROVED

    @pytest.mark.parametrize(
        ("day", "expected"),
        [
            (date(2026, 6, 2), "catalogue.approved_in_future"),
            (date(1999, 1, 1), "catalogue.before_law"),
        ],
    )
    def test_the_day_is_not_in_the_future_nor_before_the_law(self, registrar, draft, day, expected):
        with pytest.raises(RuleViolation) as caught:
            courses.approve_version(registrar, approval(draft, approved_on=day), TODAY)
        assert code_of(caught) == (expected, "approved_on")

    def test_a_new_version_begins_as_a_copy_and_retires_the_old_one(self, registrar, draft):
        approved = courses.approve_version(registrar, approval(draft), TODAY)
        begun = courses.begin_version(registrar, approved.course_id)
        assert courses.begin_version(registrar, approved.course_id).id == begun.id
        assert (begun.number, begun.state) == (2, VersionState.DRAFT)
        assert drafts.contents_of(begun) == drafts.contents_of(approved)
        courses.approve_version(registrar, approval(begun), TODAY)
        states = [v.state for v in queries.course_by_code("LD-HAN-D3T").versions]
        assert states == [VersionState.RETIRED, VersionState.APPROVED]

    def test_retiring_needs_a_reason(self, registrar, draft):
        approved = courses.approve_version(registrar, approval(draft), TODAY)
        with pytest.raises(RuleViolation) as caught:
            courses.retire_version(registrar, approved.id, approved.version, " ")
        assert code_of(caught) == ("required", "reason")
        retired = courses.retire_version(
            registrar, approved.id, approved.version, "Nghề không còn tuyển"
        )
        assert retired.state is VersionState.RETIRED

    def test_another_institutions_course_is_out_of_reach(
        self, app, registrar, at_elsewhere, at_home
    ):
        with at_elsewhere():
            version = factory.course("XX-RAT-SC1", state=VersionState.DRAFT)
            version_id, known = version.id, version.version
        with at_home(), pytest.raises(NoResultFound):
            courses.save_draft(registrar, version_id, known, SHORT)
