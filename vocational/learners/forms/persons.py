"""Who a person is, as every form asks it."""

from datetime import date
from typing import Any, Protocol

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, RadioField, SelectField, ValidationError
from wtforms.validators import Optional

from vocational.learners.forms.papers import checked, set_value
from vocational.learners.messages import SEX_NAMES
from vocational.learners.rules import categories
from vocational.learners.services.claims import Claim
from vocational.learners.services.persons import LearnerEntry
from vocational.reference import queries as reference
from vocational.reference.models import Commune
from vocational.reference.services.choosing import chosen_commune
from vocational.shared import citizen_number
from vocational.shared.citizen_number import CitizenNumber
from vocational.shared.dates import BirthDate
from vocational.shared.errors import RuleViolation
from vocational.shared.free_text import clean_line
from vocational.shared.person_names import clean_name
from vocational.shared.phone_numbers import parse_phone
from vocational.shared.sex import Sex
from vocational.web import messages
from vocational.web.fields import BirthDateField, TextField
from vocational.web.forms import VersionedForm
from vocational.web.language import localised

REQUIRED = "required"


class KeptPerson(Protocol):
    """A row that says who a person is."""

    full_name: str
    birth_date: date
    only_birth_year: bool
    sex: Sex
    citizen_number_hash: Any
    phone: str
    commune_code: str
    hamlet: str
    birth_place: str
    ethnic_group: str
    schooling_code: str
    version: int

    @property
    def commune(self) -> Commune:
        """Where the person lives."""


class PersonForm(VersionedForm):
    """Name, number, birth, sex, home, schooling and ethnic group of one person."""

    field_names = {"commune_code": "commune"}

    citizen_number = TextField(_l("Citizen number"))
    no_number = BooleanField(_l("Has no citizen number yet"))
    confirm_number = BooleanField(_l("Compared with the card: the number is as written there"))
    full_name = TextField(_l("Full name"))
    birth_date = BirthDateField(_l("Date of birth"))
    sex = RadioField(_l("Sex"), choices=lambda: list(SEX_NAMES.items()), validate_choice=False)
    commune = TextField(_l("Commune, ward"))
    commune_code = HiddenField()
    hamlet = TextField(_l("Hamlet, house number"), [Optional()])
    birth_place = TextField(_l("Place of birth"), [Optional()])
    phone = TextField(_l("Telephone"))
    schooling_code = SelectField(_l("Schooling"), choices=[], validate_choice=False)
    ethnic_group = SelectField(_l("Ethnic group"), choices=[], validate_choice=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.late_violations: list[RuleViolation] = []
        self.keeps_number = False
        self.on: date | None = None
        super().__init__(*args, **kwargs)
        self.levels, self.groups = reference.schooling_levels(), reference.ethnic_group_names()
        self.schooling_code.choices = [("", "")] + [
            (level.code, localised(level.name, level.name_en)) for level in self.levels
        ]
        self.ethnic_group.choices = [(name, name) for name in self.groups]

    def fill_person(self, person: KeptPerson) -> None:
        """Show who a saved person is; the citizen number stays masked."""
        born = BirthDate.from_date(person.birth_date)
        set_value(self.birth_date, BirthDate(born.year) if person.only_birth_year else born)
        for name in ("full_name", "hamlet", "birth_place", "phone", "commune_code"):
            set_value(self[name], getattr(person, name))
        set_value(self.no_number, not person.citizen_number_hash)
        set_value(self.sex, person.sex.value)
        set_value(self.commune, f"{person.commune.name}, {person.commune.province.name}")
        set_value(self.schooling_code, person.schooling_code)
        set_value(self.ethnic_group, person.ethnic_group)
        set_value(self.version, str(person.version))

    @property
    def claimed(self) -> tuple[Claim, ...]:
        """Return the categories that are claimed; a form that asks for none has none."""
        return ()

    def validate_citizen_number(self, field: TextField) -> None:
        """Check the number, and that one was given unless there is none."""
        if field.data:
            field.data = checked(citizen_number.parse, field.data, field.name)
            self._check_number(field.data)
        elif not (self.no_number.data or self.keeps_number):
            raise ValidationError(messages.sentence("learners.number_missing"))

    def validate_full_name(self, field: TextField) -> None:
        """Check the name."""
        checked(clean_name, field.data or "")

    def validate_birth_date(self, field: BirthDateField) -> None:
        """Ask for it, not after the day `on`; what was typed has been read before."""
        if field.data is None and not field.process_errors:
            raise ValidationError(messages.sentence(REQUIRED))
        if field.data and self.on and field.data.counts_as() > self.on:
            raise ValidationError(messages.sentence("learners.born_in_future"))

    def validate_sex(self, field: RadioField) -> None:
        """Ask for it."""
        if field.data not in set(Sex):
            raise ValidationError(messages.sentence(REQUIRED))

    def validate_commune(self, field: TextField) -> None:
        """Find the commune that was chosen or typed, and show it in full."""
        if not field.data:
            raise ValidationError(messages.sentence(REQUIRED))
        result = checked(chosen_commune, field.data, self.commune_code.data or "")
        field.data, self.commune_code.data = result.label, result.code

    def validate_phone(self, field: TextField) -> None:
        """Check the telephone number."""
        checked(parse_phone, field.data or "")

    def validate_hamlet(self, field: TextField) -> None:
        """Check the length."""
        checked(clean_line, field.data or "", 120, field.name)

    def validate_birth_place(self, field: TextField) -> None:
        """Check the length."""
        checked(clean_line, field.data or "", 120, field.name)

    def validate_schooling_code(self, field: SelectField) -> None:
        """Ask for one of the list."""
        _check_chosen(field, {level.code for level in self.levels})

    def validate_ethnic_group(self, field: SelectField) -> None:
        """Ask for one of the list."""
        _check_chosen(field, set(self.groups))

    def to_entry(self, on: date) -> LearnerEntry:
        """Return what was typed as the request of the command; the form has been validated."""
        return LearnerEntry(
            on=on,
            full_name=self.full_name.data or "",
            birth_date=self.birth_date.data,
            sex=Sex(self.sex.data),
            citizen_number=self._number(),
            phone=self.phone.data or "",
            commune_code=self.commune_code.data or "",
            hamlet=self.hamlet.data or "",
            ethnic_group=self.ethnic_group.data,
            schooling_code=self.schooling_code.data,
            birth_place=self.birth_place.data or "",
            note=self._asked("note"),
            number_confirmed=self.confirm_number.data,
            claims=self.claimed,
        )

    def _number(self) -> CitizenNumber | None:
        """The form has been validated: what stands in the field is a number or nothing."""
        digits = self.citizen_number.data
        return CitizenNumber(digits) if digits else None

    def _asked(self, name: str) -> str | None:
        """Return what stands in a field that some pages leave out; None where they do."""
        return (self[name].data or "") if name in self else None

    def _check_number(self, number: str) -> None:
        if self.sex.data not in set(Sex) or self.birth_date.data is None:
            return
        try:
            categories.check_number(
                number,
                sex=Sex(self.sex.data),
                birth_date=self.birth_date.data,
                confirmed=self.confirm_number.data,
            )
        except RuleViolation as violation:
            self.show_after(violation)

    def show_after(self, violation: RuleViolation) -> None:
        """Keep a refusal of another field than the one being checked until all are checked."""
        self.late_violations.append(violation)

    def validate(self, extra_validators: Any = None) -> bool:
        """Check all fields, then show what concerns several of them."""
        self.late_violations = []
        is_valid = super().validate(extra_validators)
        for violation in self.late_violations:
            self.show(violation)
        return is_valid and not self.late_violations


def _check_chosen(field: SelectField, known: set[str]) -> None:
    if field.data not in known:
        raise ValidationError(messages.sentence(REQUIRED))
