"""Names of public holidays in the reader's language."""

from flask_babel import lazy_gettext as _l

from vocational.reference.rules.communes import HolidayKind
from vocational.web import messages
from vocational.web.labels import register_labels

HOLIDAY_NAMES = register_labels(
    {
        HolidayKind.NEW_YEAR: _l("New Year's Day"),
        HolidayKind.TET: _l("Lunar New Year"),
        HolidayKind.HUNG_KINGS: _l("Hùng Kings Commemoration"),
        HolidayKind.VICTORY_DAY: _l("Victory Day"),
        HolidayKind.LABOUR_DAY: _l("International Labour Day"),
        HolidayKind.NATIONAL_DAY: _l("National Day"),
        HolidayKind.CULTURE_DAY: _l("Vietnam Culture Day"),
    }
)

messages.register({f"reference.holiday.{kind}": name for kind, name in HOLIDAY_NAMES.items()})

messages.register(
    {
        "commune.unknown": _l("No commune has this name. Check it, or type a part of it."),
        "commune.several": _l(
            "Several communes have this name: %(names)s. Write the province too."
        ),
    }
)
