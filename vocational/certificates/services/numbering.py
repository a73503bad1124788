"""The series of an institution's certificates: two for each kind, and what they begin with."""

from dataclasses import dataclass

from vocational.certificates.models import CertificateSettings
from vocational.certificates.rules import numbers
from vocational.certificates.states import CertificateKind

SYMBOLS = {CertificateKind.ELEMENTARY: "CCSC", CertificateKind.TRAINING: "CCĐT"}
SHORT_SYMBOLS = {CertificateKind.ELEMENTARY: "SC", CertificateKind.TRAINING: "ĐT"}


@dataclass(frozen=True)
class Series:
    """How the numbers of one series are written, and whether they restart each year."""

    pattern: str
    prefix: str
    restarts: bool

    def written(self, number: int, year: int) -> str:
        """Write a number of the series."""
        return numbers.format_number(self.pattern, number=number, year=year, prefix=self.prefix)


@dataclass(frozen=True)
class Plan:
    """How certificates of one kind are numbered and printed; `version` None: never changed."""

    kind: CertificateKind
    serial: Series
    registry: Series
    bilingual: bool = False
    photo_frame: bool = False
    birth_place: bool = True
    form_decision: str = ""
    version: int | None = None

    def serial_counter(self, year: int) -> str:
        """Name the counter of the serial numbers of a year."""
        return f"certificate-serial-{self.kind}{_of_year(self.serial, year)}"

    def registry_book(self, year: int) -> str:
        """Name the book in which a certificate of a year is entered."""
        return f"{self.kind}{_of_year(self.registry, year)}"

    def registry_counter(self, year: int) -> str:
        """Name the counter of the registry numbers of a book."""
        return f"certificate-registry-{self.registry_book(year)}"


def default_plan(kind: CertificateKind, institution_code: str, document_symbol: str) -> Plan:
    """Give what holds until an institution settles it otherwise.

    Serial numbers begin with the institution's code, so that those of several institutions of
    an installation differ.
    """
    return Plan(
        kind=kind,
        serial=Series("{prefix} {number:06}", f"{institution_code}-{SHORT_SYMBOLS[kind]}", False),
        registry=Series(
            "{number:04}/{year}/{prefix}",
            f"{SYMBOLS[kind]}-{document_symbol or institution_code}",
            True,
        ),
    )


def plan_of(row: CertificateSettings) -> Plan:
    """Give the plan that an institution has settled."""
    return Plan(
        kind=row.kind,
        serial=Series(row.serial_pattern, row.serial_prefix, row.serial_restarts),
        registry=Series(row.registry_pattern, row.registry_prefix, row.registry_restarts),
        bilingual=row.bilingual,
        photo_frame=row.photo_frame,
        birth_place=row.birth_place,
        form_decision=row.form_decision,
        version=row.version,
    )


def _of_year(series: Series, year: int) -> str:
    return f"-{year}" if series.restarts else ""
