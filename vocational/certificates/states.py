"""Kinds of certificates, and what may become of one."""

from enum import StrEnum


class CertificateKind(StrEnum):
    """Elementary certificate, or training certificate (under 3 months)."""

    ELEMENTARY = "elementary"
    TRAINING = "training"


class CertificateState(StrEnum):
    """In force; replaced by a reissue before hand-over; or revoked."""

    ISSUED = "issued"
    REPLACED = "replaced"
    REVOKED = "revoked"
