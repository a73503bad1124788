"""The designs there are, each with a version that is kept with every certificate it printed.

Lengths are millimetres, sizes points. An issued design is never edited: a new look is a
new version beside the old one.
"""

from dataclasses import dataclass, replace

from vocational.certificates.rules.designs.ornament.palette import GOLD, JADE, Palette
from vocational.certificates.rules.designs.ornament.sheet import Divider, Rosette
from vocational.certificates.states import CertificateKind
from vocational.documents.fonts import Face
from vocational.documents.qr import Square

# Four modules of every side are quiet zone: the code itself ends with the text, at 271 mm.
QR_SQUARE = Square(244.0, 149.6, 30.2)


@dataclass(frozen=True)
class FieldSpec:
    """Room of one field: the widest line in mm and the sizes in pt, largest first.

    `two_line_sizes` are tried when one line does not fit. `tracking` is letter-spacing in em.
    """

    name: str
    max_mm: float
    sizes: tuple[float, ...]
    face: Face = Face.REGULAR
    two_line_sizes: tuple[float, ...] = ()
    required: bool = True
    tracking: float = 0.0


@dataclass(frozen=True)
class Design:
    """One sheet: template, colours, ornament and the room of its fields.

    `code` and `version` are kept with every certificate that it printed.
    """

    code: str
    version: str
    kind: CertificateKind
    bilingual: bool
    title: str
    template: str
    palette: Palette
    rosettes: tuple[Rosette, ...]
    dividers: tuple[Divider, ...]
    fields: tuple[FieldSpec, ...]
    qr: Square = QR_SQUARE


def bold(name: str, max_mm: float, *sizes: float, two_lines: tuple[float, ...] = ()) -> FieldSpec:
    """Describe a required field in bold."""
    return FieldSpec(name, max_mm, sizes, Face.BOLD, two_lines)


def plain(name: str, max_mm: float, *sizes: float) -> FieldSpec:
    """Describe a required field in the regular face."""
    return FieldSpec(name, max_mm, sizes)


def optional(spec: FieldSpec) -> FieldSpec:
    """Allow a field to stay empty."""
    return replace(spec, required=False)


def italic(name: str, max_mm: float, *sizes: float) -> FieldSpec:
    """Describe a required field in italics."""
    return FieldSpec(name, max_mm, sizes, Face.ITALIC)


FOOT = (
    italic("place_and_date", 92, 12.5, 11.5),
    bold("signer_title", 92, 12.5, 11.5),
    optional(bold("deputy_title", 92, 12.5, 11.5)),
    bold("signer_name", 92, 13, 12, 11),
    FieldSpec("serial_number", 52, (11.5, 10.5), Face.BOLD, tracking=0.04),
    plain("registry_number", 62, 11.5, 10.5, 9.5),
    plain("verify_address", 74, 7.5, 7),
    optional(plain("copy_mark", 50, 15)),
)
ONE_HEAD = (
    optional(plain("superior_body", 240, 12)),
    bold("institution_name", 240, 14.5, 13, 12),
    bold("head_title", 240, 13),
    italic("salutation", 60, 13),
    bold("holder_name", 232, 27, 24, 21, 18),
    bold("occupation", 200, 18, 16, 14, two_lines=(14, 12.5)),
    plain("birth_label", 34, 12.5),
)
ELEMENTARY_ROWS = (
    plain("birth_date", 68, 12.5),
    optional(plain("birth_place", 68, 12.5, 11.5, 10.5)),
    optional(plain("training_mode", 64, 12.5)),
    plain("training_period", 84, 12.5, 11.5, 10.5),
    bold("result", 84, 12.5),
    optional(plain("recognition_decision", 82, 12.5, 11.5, 10.5)),
)
TRAINING_ROWS = (
    plain("birth_date", 30, 12.5),
    optional(plain("birth_place", 98, 12.5, 11.5, 10.5)),
    optional(plain("citizen_number", 32, 12.5)),
    plain("training_period", 190, 12.5, 11.5),
    optional(plain("training_place", 210, 12.5, 11.5, 10.5)),
    bold("result", 84, 12.5),
)


def side(suffix: str, *, training: bool) -> tuple[FieldSpec, ...]:
    """Describe the fields of one language's half of a bilingual sheet."""
    specs = (
        optional(plain("superior_body", 116, 10.5, 9.5)),
        bold("institution_name", 116, 12.5, 11.5, two_lines=(11.5, 10.5)),
        bold("head_title", 116, 11.5),
        italic("salutation", 60, 11.5),
        bold("holder_name", 116, 20, 17.5, 15, 13, 12),
        bold("occupation", 114, 16, 14, two_lines=(12.5, 11.5)),
        plain("birth_label", 37, 11.5),
        plain("birth_date", 76, 11.5),
        optional(plain("birth_place", 76, 11.5, 10.5, 9.5)),
        plain("training_period", 76, 11.5, 10.5, 9.5),
        bold("result", 76, 11.5),
        optional(plain("training_place" if training else "training_mode", 76, 11.5, 10.5, 9.5)),
    )
    # The name is printed on both halves as the learner's papers write it.
    shared = ("holder_name",) if suffix else ()
    return tuple(
        replace(spec, name=spec.name + suffix) for spec in specs if spec.name not in shared
    )


def both_sides(*, training: bool) -> tuple[FieldSpec, ...]:
    """Describe a bilingual sheet; its registry number shares the foot with longer labels."""
    foot = tuple(
        replace(spec, max_mm=52) if spec.name == "registry_number" else spec for spec in FOOT
    )
    return side("_en", training=training) + side("", training=training) + foot


MIDDLE = Rosette((148.5, 105.0), 60.0)
HALVES = (Rosette((84.5, 97.0), 47.0), Rosette((212.5, 97.0), 47.0))

ELEMENTARY = Design(
    "elementary", "1", CertificateKind.ELEMENTARY, False, "Chứng chỉ sơ cấp",
    "certificates/pdf/elementary.html", GOLD,
    (MIDDLE,), (Divider((148.5, 83.6), 66.0),), ONE_HEAD + ELEMENTARY_ROWS + FOOT,
)  # fmt: skip
TRAINING = Design(
    "training", "1", CertificateKind.TRAINING, False, "Chứng chỉ đào tạo",
    "certificates/pdf/training.html", JADE,
    (MIDDLE,), (Divider((148.5, 75.6), 66.0),), ONE_HEAD + TRAINING_ROWS + FOOT,
)  # fmt: skip
ELEMENTARY_BILINGUAL = Design(
    "elementary-bilingual", "1", CertificateKind.ELEMENTARY, True, "Chứng chỉ sơ cấp",
    "certificates/pdf/elementary_bilingual.html", GOLD,
    HALVES, (Divider((84.5, 77.0), 60.0), Divider((212.5, 77.0), 60.0)),
    both_sides(training=False),
)  # fmt: skip
TRAINING_BILINGUAL = Design(
    "training-bilingual", "1", CertificateKind.TRAINING, True, "Chứng chỉ đào tạo",
    "certificates/pdf/training_bilingual.html", JADE,
    HALVES, (Divider((84.5, 77.0), 60.0), Divider((212.5, 77.0), 60.0)),
    both_sides(training=True),
)  # fmt: skip

CURRENT = (ELEMENTARY, TRAINING, ELEMENTARY_BILINGUAL, TRAINING_BILINGUAL)
BY_VERSION = {(design.code, design.version): design for design in CURRENT}


def current_design(kind: CertificateKind, *, bilingual: bool = False) -> Design:
    """Return the design for certificates issued now."""
    return next(item for item in CURRENT if (item.kind, item.bilingual) == (kind, bilingual))


def design_of(code: str, version: str) -> Design:
    """Return the design that printed a certificate.

    Raises:
        KeyError: there never was such a design.
    """
    return BY_VERSION[code, version]
