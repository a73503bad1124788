"""What a check found out: more than one thing may be wrong, and not all of it forbids."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """An error must be mended; a warning may be overruled; advice only says what is better."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


@dataclass(frozen=True)
class Finding:
    """One thing a check found; its sentence is registered under `code`.

    `params` are what the sentence names; `legal_basis` the source, None for the product's own
    rules; `is_unsettled` when the source is contested; `subject` what it belongs to (a module
    code, a field).
    """

    code: str
    severity: Severity
    params: Mapping[str, object] = field(default_factory=dict)
    legal_basis: str | None = None
    is_unsettled: bool = False
    subject: str | None = None


def has_errors(findings: Iterable[Finding]) -> bool:
    """Say whether one of them must be mended."""
    return any(finding.severity is Severity.ERROR for finding in findings)
