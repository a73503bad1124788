"""Why a certificate cannot be given, and where that is mended."""

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from vocational.certificates.services.candidates import Candidate, IssuePreview
from vocational.shared.errors import RuleViolation
from vocational.web import messages

# Texts of a certificate that stand in the learner's record, and that stand in the class.
_OF_LEARNER = frozenset({"holder_name", "birth_date", "birth_place", "birth_place_en"})
_OF_COURSE = frozenset({"occupation", "occupation_en"})
_OF_CLASS = frozenset(
    {"training_period", "training_period_en", "training_place", "training_place_en"}
)


@dataclass(frozen=True)
class Ineligibility:
    """Why somebody gets no certificate, and where the first reason is mended."""

    sentences: tuple[str, ...]
    url: str
    link: str


@dataclass(frozen=True)
class IneligibleGroup:
    """Learners without a certificate for the same reasons, mended in the same place."""

    ineligibility: Ineligibility
    candidates: tuple[Candidate, ...]


def ineligible_groups(preview: IssuePreview) -> list[IneligibleGroup]:
    """Say why candidates get no certificate: who shares reasons stands together, order kept."""
    groups: dict[Ineligibility, list[Candidate]] = {}
    for candidate in preview.not_eligible:
        groups.setdefault(_ineligibility(candidate, preview), []).append(candidate)
    return [
        IneligibleGroup(ineligibility, tuple(shared)) for ineligibility, shared in groups.items()
    ]


def _ineligibility(candidate: Candidate, preview: IssuePreview) -> Ineligibility:
    url, link = _mend(candidate, preview)
    sentences = tuple(messages.sentence_of(refusal) for refusal in candidate.refusals)
    entry = candidate.entry
    if entry is not None and entry.decision.decided_on is None:
        sentences = (_("In a recognition list that the director has not signed yet."),)
    return Ineligibility(sentences, url, link)


def with_name(violation: RuleViolation) -> RuleViolation:
    """Put the learner's name before what cannot be printed; such a text has no field here."""
    if "name" not in violation.params or violation.code == "certificates.refused":
        return violation
    reason = messages.sentence_of(violation)
    return RuleViolation("certificates.of_learner", name=violation.params["name"], reason=reason)


def _mend(candidate: Candidate, preview: IssuePreview) -> tuple[str, str]:
    """Return where the first reason is mended, and what the link says."""
    field, code = candidate.refusals[0].field or "", preview.training_class.code
    if field in _OF_LEARNER:
        return url_for("learner_page.show", learner_id=candidate.learner.id), _(
            "Mend the learner's record"
        )
    if field in _OF_COURSE:
        course = preview.training_class.course_version.course.code
        return url_for("course_page.show", code=course), _("Look at the course")
    if field in _OF_CLASS:
        return url_for("class_list.show", code=code), _("Look at the class")
    if field:
        return url_for("institutions.index"), _("Settings of the institution")
    return url_for("assessment.results", code=code), _("Look at the results")
