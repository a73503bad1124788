"""Forms of certificates."""

from collections.abc import Iterable, Sequence
from datetime import date

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, IntegerField, RadioField, SelectField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional
from wtforms.widgets import HiddenInput

from vocational.certificates.messages import GROUND_NAMES
from vocational.certificates.rules.numbers import RevocationGround
from vocational.certificates.services.changes import HandOver, Revocation
from vocational.certificates.services.issue import IssueRequest
from vocational.certificates.services.numbering import Plan, Series
from vocational.certificates.states import CertificateKind
from vocational.institutions.models import Signatory
from vocational.web.fields import DateField, TextField
from vocational.web.forms import BaseForm
from vocational.web.numbers import read_wholes

_FILL_IN = _l("Fill this in.")
_YEARLY = [("yes", _l("Begin with 1 each year")), ("no", _l("Run on from year to year"))]


class IssueForm(BaseForm):
    """Which entries of the recognition lists, on which day, signed by whom."""

    issued_on = DateField(_l("Day of issue"), [InputRequired(_FILL_IN)])
    signatory_id = SelectField(_l("Signed by"), coerce=int)
    entries = HiddenField()

    def offer(self, signatories: Sequence[Signatory]) -> None:
        """Offer who may sign."""
        self.signatory_id.choices = [
            (signatory.id, f"{signatory.full_name}, {signatory.own_title or signatory.title}")
            for signatory in signatories
        ]

    def begin(self, on: date, entry_ids: Iterable[int]) -> None:
        """Propose the day of issue and carry along the entries that the page shows."""
        self.issued_on.data = on
        self.entries.data = ",".join(map(str, entry_ids))

    def entry_ids(self) -> tuple[int, ...]:
        """Return the entries that the page showed."""
        return tuple(read_wholes((self.entries.data or "").split(",")))

    def to_request(self, class_id: int, base_url: str, today: date) -> IssueRequest:
        """Return what is asked for."""
        return IssueRequest(
            class_id=class_id,
            entry_ids=self.entry_ids(),
            issued_on=self.issued_on.data,
            base_url=base_url,
            today=today,
            signatory_id=self.signatory_id.data,
        )


class HandOverForm(BaseForm):
    """When certificates were handed over, and to whom."""

    handed_over_on = DateField(_l("Day of hand-over"), [InputRequired(_FILL_IN)])


class SingleHandOverForm(HandOverForm):
    """Who received one certificate."""

    who = RadioField(
        _l("Received by"),
        choices=lambda: [
            ("holder", _l("The holder")),
            ("proxy", _l("Somebody else for the holder")),
        ],
        default="holder",
    )
    receiver = TextField(_l("Receiver's full name"), [Length(max=120)])
    note = TextField(_l("Paper that allows it"), [Length(max=200)])

    def to_request(self, certificate_id: int, today: date) -> HandOver:
        """Return what is to be recorded; the proxy's fields count for a proxy alone."""
        by_proxy = self.who.data == "proxy"
        return HandOver(
            certificate_ids=(certificate_id,),
            handed_over_on=self.handed_over_on.data,
            today=today,
            receiver=(self.receiver.data or "") if by_proxy else "",
            by_proxy=by_proxy,
            note=(self.note.data or "") if by_proxy else "",
        )


class ReissueForm(BaseForm):
    """Why a certificate is made again."""

    reason = TextAreaField(_l("What was misprinted"), [DataRequired(_FILL_IN), Length(max=300)])


class RevokeForm(BaseForm):
    """The decision that withdraws a certificate."""

    ground = SelectField(
        _l("Ground"),
        choices=lambda: [
            ("", _l("Choose the ground")),
            *((ground.value, name) for ground, name in GROUND_NAMES.items()),
        ],
        validators=[DataRequired(_FILL_IN)],
    )
    decision = TextField(_l("Number of the decision"), [DataRequired(_FILL_IN), Length(max=60)])
    revoked_on = DateField(_l("Day of the decision"), [InputRequired(_FILL_IN)])
    reason = TextAreaField(_l("What happened"), [Optional(), Length(max=300)])

    def to_request(self, certificate_id: int, today: date) -> Revocation:
        """Return what is decided."""
        return Revocation(
            certificate_id=certificate_id,
            ground=RevocationGround(self.ground.data),
            decision=self.decision.data or "",
            revoked_on=self.revoked_on.data,
            reason=self.reason.data or "",
            today=today,
        )


class SettingsForm(BaseForm):
    """How certificates of one kind are numbered and printed."""

    version = IntegerField(widget=HiddenInput(), validators=[Optional()])
    serial_pattern = TextField(
        _l("Pattern of serial numbers"), [DataRequired(_FILL_IN), Length(max=60)]
    )
    serial_prefix = TextField(_l("Prefix of serial numbers"), [Optional(), Length(max=20)])
    serial_restarts = RadioField(_l("Serial numbers"), choices=lambda: _YEARLY)
    registry_pattern = TextField(
        _l("Pattern of registry numbers"), [DataRequired(_FILL_IN), Length(max=60)]
    )
    registry_prefix = TextField(_l("Symbol of the registry"), [Optional(), Length(max=20)])
    registry_restarts = RadioField(_l("Registry numbers"), choices=lambda: _YEARLY)
    bilingual = RadioField(
        _l("Languages"),
        choices=lambda: [
            ("no", _l("Vietnamese")),
            ("yes", _l("Vietnamese and English")),
        ],
    )
    photo_frame = BooleanField(_l("Leave room for a photo of 3 x 4 cm"))
    birth_place = BooleanField(_l("Print the place of birth"))
    form_decision = TextField(
        _l("Decision that approved form and wording"), [Optional(), Length(max=120)]
    )

    def show_plan(self, plan: Plan) -> None:
        """Fill the form with what holds now."""
        self.version.data = plan.version
        self.serial_pattern.data, self.serial_prefix.data = plan.serial.pattern, plan.serial.prefix
        self.serial_restarts.data = _yes_or_no(plan.serial.restarts)
        self.registry_pattern.data = plan.registry.pattern
        self.registry_prefix.data = plan.registry.prefix
        self.registry_restarts.data = _yes_or_no(plan.registry.restarts)
        self.bilingual.data = _yes_or_no(plan.bilingual)
        self.photo_frame.data, self.birth_place.data = plan.photo_frame, plan.birth_place
        self.form_decision.data = plan.form_decision

    def to_plan(self, kind: CertificateKind) -> Plan:
        """Return what is to hold."""
        return Plan(
            kind=kind,
            serial=Series(
                self.serial_pattern.data or "",
                self.serial_prefix.data or "",
                self.serial_restarts.data == "yes",
            ),
            registry=Series(
                self.registry_pattern.data or "",
                self.registry_prefix.data or "",
                self.registry_restarts.data == "yes",
            ),
            bilingual=self.bilingual.data == "yes",
            photo_frame=bool(self.photo_frame.data),
            birth_place=bool(self.birth_place.data),
            form_decision=self.form_decision.data or "",
            version=self.version.data,
        )


def _yes_or_no(value: bool) -> str:
    return "yes" if value else "no"


class FirstNumberForm(BaseForm):
    """Which book goes on from paper, and with which number."""

    series = SelectField(_l("Book"), choices=[], validate_choice=False)
    first = IntegerField(
        _l("First number"),
        [InputRequired(_FILL_IN)],
        description=_l("The last one in the paper book was 122: write 123."),
    )

    def offer(self, result: Sequence[tuple[str, str]]) -> None:
        """Say which books may still begin with another number."""
        self.series.choices = list(result)
