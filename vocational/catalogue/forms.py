"""The forms of the catalogue: occupation, course with its modules, approval, retirement."""

from decimal import Decimal

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    FieldList,
    Form,
    FormField,
    SelectField,
    SelectMultipleField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from vocational.catalogue.messages import LEVEL_NAMES, OCCUPATION_KIND_NAMES, group_name
from vocational.catalogue.models import CourseVersion
from vocational.catalogue.rules.contents import (
    LONGEST_LIST,
    LONGEST_NAME,
    LONGEST_SUMMARY,
    MOST_MODULES,
    CourseContents,
    ModuleContents,
)
from vocational.catalogue.rules.courses import MINUTES_PER_HOUR, CourseLevel, OccupationKind
from vocational.catalogue.rules.starting_catalogue import occupation_groups
from vocational.catalogue.services.courses import ApprovalRequest, OccupationRequest
from vocational.shared.errors import RuleViolation
from vocational.web import messages
from vocational.web.fields import DateField, DecimalField, MoneyField, TextField, WholeNumberField
from vocational.web.forms import BaseForm, VersionedForm

SPARE_MODULES = 3
MOST_HOURS = 5_000
REQUIRED = _l("Fill this in.")
BAD_HOURS = _l("Write hours such as 12 or 2,5.")
TOO_LONG = _l("At most %(max)d characters.")


class HoursField(DecimalField):
    """Hours typed with a decimal comma; the value is whole minutes."""

    def parse(self, text: str) -> int:  # type: ignore[override]
        """Read hours as minutes."""
        try:
            hours = super().parse(text)
        except ValidationError:
            raise ValidationError(BAD_HOURS) from None
        minutes = hours * MINUTES_PER_HOUR
        if not 0 <= hours <= MOST_HOURS or minutes != int(minutes):
            raise ValidationError(BAD_HOURS)
        return int(minutes)

    def write(self, value: int) -> str:  # type: ignore[override]
        """Write minutes as hours."""
        return super().write(round(Decimal(value) / MINUTES_PER_HOUR, 4))


class OccupationForm(VersionedForm):
    """An occupation."""

    code = TextField(
        _l("Code"), [Optional()], description=_l("Capital letters without marks, such as RAT")
    )
    name = TextField(_l("Name of the occupation"), [DataRequired(REQUIRED)])
    name_en = TextField(_l("Name in English"), [Optional()])
    kind = SelectField(_l("Kind"))
    group_code = SelectField(_l("Group in the public catalogue"))

    def offer(self) -> None:
        """Say which kinds and groups there are."""
        self.kind.choices = [(kind.value, name) for kind, name in OCCUPATION_KIND_NAMES.items()]
        self.group_code.choices = [
            (group.code, group_name(group.code)) for group in occupation_groups()
        ]

    def to_request(self, code: str | None = None) -> OccupationRequest:
        """Return what was typed; `code` is given where it stays."""
        return OccupationRequest(
            code=code or self.code.data or "",
            name=self.name.data or "",
            name_en=self.name_en.data or "",
            kind=OccupationKind(self.kind.data),
            group_code=self.group_code.data,
        )


class ModuleForm(Form):
    """One line of the table of modules; an empty one is no module."""

    code = TextField(_l("Code"))
    name = TextField(_l("Name of the module"))
    name_en = TextField(_l("Name in English"))
    theory_minutes = HoursField(_l("Theory"))
    practice_minutes = HoursField(_l("Practice"))
    test_minutes = HoursField(_l("Tests"))
    credits = WholeNumberField(_l("Credits"))

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed in the line."""
        return not any(field.raw_data and str(field.raw_data[0]).strip() for field in self)

    def contents(self) -> ModuleContents:
        """Return the module; what was left empty is nothing."""
        return ModuleContents(
            code=self.code.data or "",
            name=self.name.data or "",
            name_en=self.name_en.data or "",
            theory_minutes=self.theory_minutes.data or 0,
            practice_minutes=self.practice_minutes.data or 0,
            test_minutes=self.test_minutes.data or 0,
            credits=self.credits.data or 0,
        )


class CourseForm(VersionedForm):
    """What a draft holds; a new course also has its occupation and code."""

    occupation_id = SelectField(_l("Occupation"), coerce=int, validate_choice=True)
    code = TextField(_l("Code of the course"), [Optional()])
    name = TextField(
        _l("Name of the course"),
        [DataRequired(REQUIRED), Length(max=LONGEST_NAME, message=TOO_LONG)],
    )
    name_en = TextField(
        _l("Name in English"), [Optional(), Length(max=LONGEST_NAME, message=TOO_LONG)]
    )
    level = SelectField(_l("Level"))
    summary = TextField(
        _l("In one sentence"),
        [Optional(), Length(max=LONGEST_SUMMARY, message=TOO_LONG)],
        description=_l("For the public page: what one can do after the course"),
    )
    entry_conditions = TextAreaField(_l("Entry conditions"), [Length(max=LONGEST_LIST)])
    outcomes = TextAreaField(_l("Outcomes"), [Length(max=LONGEST_LIST)])
    to_bring = TextAreaField(_l("To bring when registering"), [Length(max=LONGEST_LIST)])
    approved_cost_dong = MoneyField(
        _l("Training cost"), [Optional()], description=_l("Approved cost per learner")
    )
    modules = FieldList(FormField(ModuleForm), max_entries=MOST_MODULES + SPARE_MODULES)

    def offer_levels(self) -> None:
        """Say which levels there are."""
        self.level.choices = [(level.value, name) for level, name in LEVEL_NAMES.items()]

    def fill(self, version: CourseVersion) -> None:
        """Show what a version holds."""
        self.process(obj=version)
        self.version.data = str(version.version)

    def add_lines(self, count: int = SPARE_MODULES) -> None:
        """Add empty lines for modules."""
        for _number in range(min(count, MOST_MODULES - len(self.modules.entries))):
            self.modules.append_entry()

    def contents(self) -> CourseContents:
        """Return what was typed; empty lines of modules are left out."""
        return CourseContents(
            name=self.name.data or "",
            name_en=self.name_en.data or "",
            level=CourseLevel(self.level.data),
            summary=self.summary.data or "",
            entry_conditions=self.entry_conditions.data or "",
            outcomes=self.outcomes.data or "",
            to_bring=self.to_bring.data or "",
            approved_cost_dong=self.approved_cost_dong.data or 0,
            modules=tuple(line.contents() for line in self._typed_lines()),
        )

    def show(self, violation: RuleViolation) -> None:
        """Put the sentence of a refusal beside its field, also in the table of modules."""
        table, _, rest = (violation.field or "").partition("-")
        place, _, name = rest.partition("-")
        if table != "modules" or not place.isdigit():
            super().show(violation)
            return
        field = self._typed_lines()[int(place)][name]
        field.errors = [*field.errors, messages.sentence_of(violation)]

    def _typed_lines(self) -> list[ModuleForm]:
        return [line.form for line in self.modules if not line.form.is_empty]


class ApprovalForm(VersionedForm):
    """The decision that approves a draft."""

    decision_number = TextField(_l("Number of the decision"), [DataRequired(REQUIRED)])
    approved_on = DateField(_l("Date of the decision"), [InputRequired(REQUIRED)])
    confirmed = BooleanField(_l("The warnings were considered; the course is approved as it is"))

    def request_for(self, version_id: int) -> ApprovalRequest:
        """Give the decision as the service takes it."""
        return ApprovalRequest(
            version_id=version_id,
            known_version=self.known_version(),
            decision_number=self.decision_number.data or "",
            approved_on=self.approved_on.data,
            confirmed=self.confirmed.data,
        )


class RetirementForm(VersionedForm):
    """Why an approved version is retired."""

    reason = TextField(_l("Reason"), [DataRequired(REQUIRED), Length(max=300, message=TOO_LONG)])


class StartingForm(BaseForm):
    """Which occupations of the starting catalogue are taken over."""

    occupations = SelectMultipleField(
        _l("Occupations"),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
