"""Copies of papers that people send in, as files to be kept."""

from vocational.documents import copy_contents
from vocational.documents.copy_contents import ENDINGS, FIELD
from vocational.documents.storage import NewFile
from vocational.shared.confinement import ReadingEnded, confined
from vocational.shared.errors import RuleViolation


def cleaned_copy(content: bytes, stem: str) -> NewFile:
    """Check a file that somebody sent in and write it again under the name `stem`.

    It is read in a process of its own; one that unfolds beyond all measure counts as broken.

    Raises `RuleViolation` on `file`: those of `copy_contents.cleaned`.
    """
    kind = copy_contents.kind_of(content)
    try:
        written = confined(copy_contents.cleaned, content)
    except ReadingEnded as error:
        raise RuleViolation("copy.broken", FIELD) from error
    return NewFile(stem + ENDINGS[kind], kind.value, written)
