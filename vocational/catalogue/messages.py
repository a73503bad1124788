"""What the catalogue's words and findings are called in the reader's language."""

from decimal import Decimal

from flask_babel import format_decimal
from flask_babel import lazy_gettext as _l

from vocational.catalogue.models import VersionState
from vocational.catalogue.rules.courses import CourseLevel, OccupationKind
from vocational.catalogue.rules.starting_catalogue import occupation_groups
from vocational.shared.findings import Finding
from vocational.web import messages
from vocational.web.labels import register_labels
from vocational.web.language import cited, localised

LEVEL_NAMES = register_labels(
    {
        CourseLevel.ELEMENTARY_1: _l("Elementary, level I"),
        CourseLevel.ELEMENTARY_2: _l("Elementary, level II"),
        CourseLevel.ELEMENTARY_3: _l("Elementary, level III"),
        CourseLevel.UNDER_3_MONTHS: _l("Under 3 months"),
    }
)

OCCUPATION_KIND_NAMES = register_labels(
    {
        OccupationKind.AGRICULTURAL: _l("Agricultural"),
        OccupationKind.NON_AGRICULTURAL: _l("Non-agricultural"),
    }
)

STATE_NAMES = register_labels(
    {
        VersionState.DRAFT: _l("Draft"),
        VersionState.APPROVED: _l("Approved"),
        VersionState.RETIRED: _l("Retired"),
    }
)

messages.register(
    {
        "catalogue.approved_in_future": _l(
            "The decision cannot be dated after today. Check the date."
        ),
        "catalogue.before_law": _l(
            "The rules on courses were not in force on that day. Check the date."
        ),
        "catalogue.code": _l(
            "Use capital letters without marks, digits and hyphens, such as %(example)s."
        ),
        "catalogue.code_taken": _l("This code is taken already. Choose another one."),
        "catalogue.errors_left": _l(
            "The course does not meet the law yet. Mend what is marked as an error, then approve."
        ),
        "catalogue.not_approved": _l("Only an approved version can be retired."),
        "catalogue.not_draft": _l(
            "This version was approved meanwhile and does not change any more."
            " Begin a new version for changes."
        ),
        "catalogue.too_large": _l("This number is too large."),
        "catalogue.too_many_modules": _l("At most %(most)s modules."),
        "catalogue.unknown_group": _l("Choose a group from the list."),
        "catalogue.warnings_not_confirmed": _l(
            "Read the warnings and tick that they were considered."
        ),
        "catalogue.no_modules": _l("The course has no module yet."),
        "catalogue.module_code_twice": _l("The module code %(module)s stands twice."),
        "catalogue.module_without_hours": _l("The module %(module)s has no hours."),
        "catalogue.hours_below": _l(
            "The course has %(actual)s hours; at least %(required)s are needed."
        ),
        "catalogue.modules_below": _l(
            "The course has %(actual)s modules; this level needs at least %(required)s."
        ),
        "catalogue.credits_below": _l(
            "The course has %(actual)s credits; this level needs at least %(required)s."
        ),
        "catalogue.credits_above_hours": _l(
            "The module %(module)s states %(actual)s credits; its hours make %(earned)s."
        ),
        "catalogue.practice_below": _l(
            "Practice is %(actual)s %% of the learning time; at least %(required)s %% is needed."
        ),
        "catalogue.practice_below_advised": _l(
            "Practice is %(actual)s %% of the learning time; %(required)s %% is advised."
        ),
        "catalogue.weeks_below": _l(
            "The course lasts %(actual)s weeks; at least %(required)s are needed."
        ),
        "catalogue.weeks_above": _l(
            "The course lasts %(actual)s weeks; at most %(required)s are allowed."
        ),
        "catalogue.class_too_large_theory": _l(
            "%(actual)s learners in theory; at most %(required)s are allowed together."
        ),
        "catalogue.class_too_large_practice": _l(
            "%(actual)s learners in practice; at most %(required)s are allowed together."
        ),
    }
)


def group_name(code: str) -> str:
    """Name an occupation group in the reader's language; an unknown code is shown as is."""
    for group in occupation_groups():
        if group.code == code:
            return localised(group.name, group.name_en)
    return code


def finding_sentence(finding: Finding) -> str:
    """Say what a check found, numbers written in the reader's way."""
    shown = {key: _number(value) for key, value in finding.params.items()}
    return messages.sentence(finding.code, shown)


def legal_basis(finding: Finding) -> str:
    """Cite the source of a finding in the reader's language; empty for the product's own."""
    return cited(finding.legal_basis or "")


def _number(value: object) -> object:
    return format_decimal(value) if isinstance(value, int | Decimal) else value
