"""What the catalogue's words and findings are called in the reader's language."""

from flask_babel import lazy_gettext as _l

from vocational.catalogue.rules import ClassMakeup, CourseLevel, OccupationKind
from vocational.web import messages

LEVEL_NAMES = {
    CourseLevel.ELEMENTARY_1: _l("Elementary, level I"),
    CourseLevel.ELEMENTARY_2: _l("Elementary, level II"),
    CourseLevel.ELEMENTARY_3: _l("Elementary, level III"),
    CourseLevel.UNDER_3_MONTHS: _l("Under 3 months"),
}

OCCUPATION_KIND_NAMES = {
    OccupationKind.AGRICULTURAL: _l("Agricultural"),
    OccupationKind.NON_AGRICULTURAL: _l("Non-agricultural"),
}

CLASS_MAKEUP_NAMES = {
    ClassMakeup.ORDINARY: _l("Ordinary class"),
    ClassMakeup.DISABLED_OR_VERY_SMALL_ETHNIC: _l(
        "Class for disabled learners or very small ethnic groups"
    ),
    ClassMakeup.BLIND: _l("Class for blind learners"),
}

messages.register(
    {
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
