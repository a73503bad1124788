"""The one table of roles: who may do what, and how far it reaches.

`docs/access.md` is printed from this table by a test.
"""

from collections.abc import Mapping
from enum import StrEnum

from vocational.access.permissions import Permission


class Role(StrEnum):
    """What a person is in an institution."""

    ADMINISTRATOR = "administrator"
    REGISTRAR = "registrar"
    TEACHER = "teacher"
    DIRECTOR = "director"
    COMMUNE_OFFICER = "commune_officer"
    ACCOUNTANT = "accountant"


class PermissionScope(StrEnum):
    """How far a permission reaches inside the institution."""

    ALL = "all"
    OWN_CLASSES = "own_classes"
    OWN_BODY = "own_body"


def _grants(
    *everything: Permission,
    own_classes: tuple[Permission, ...] = (),
    own_body: tuple[Permission, ...] = (),
) -> Mapping[Permission, PermissionScope]:
    return (
        {Permission.ACCOUNT_SELF: PermissionScope.ALL}
        | dict.fromkeys(everything, PermissionScope.ALL)
        | dict.fromkeys(own_classes, PermissionScope.OWN_CLASSES)
        | dict.fromkeys(own_body, PermissionScope.OWN_BODY)
    )


_READ = (
    Permission.APPLICATION_VIEW,
    Permission.ATTENDANCE_VIEW,
    Permission.CATALOGUE_VIEW,
    Permission.CERTIFICATE_VIEW,
    Permission.CLASS_VIEW,
    Permission.JOB_VIEW,
    Permission.LAW_VIEW,
    Permission.LEARNER_VIEW,
    Permission.RESULT_VIEW,
    Permission.SESSION_VIEW,
    Permission.SUPPORT_VIEW,
    Permission.TEACHER_VIEW,
    Permission.WORK_VIEW,
)

GRANTS: Mapping[Role, Mapping[Permission, PermissionScope]] = {
    Role.ADMINISTRATOR: _grants(
        Permission.AUDIT_VIEW,
        Permission.INSTITUTION_EDIT,
        Permission.JOB_VIEW,
        Permission.LAW_EDIT,
        Permission.LAW_VIEW,
        Permission.USER_EDIT,
    ),
    Role.REGISTRAR: _grants(
        *_READ,
        Permission.ADMISSION_RANK,
        Permission.APPLICATION_REVIEW,
        Permission.ATTENDANCE_CORRECT,
        Permission.ATTENDANCE_MARK,
        Permission.AUDIT_VIEW,
        Permission.CATALOGUE_EDIT,
        Permission.CERTIFICATE_ISSUE,
        Permission.CLASS_EDIT,
        Permission.ENROLMENT_EDIT,
        Permission.LEARNER_EDIT,
        Permission.LEARNER_REVEAL,
        Permission.RECOGNITION_PREPARE,
        Permission.RESULT_MARK,
        Permission.SESSION_EDIT,
        Permission.SUPPORT_DECIDE,
        Permission.TEACHER_EDIT,
    ),
    Role.TEACHER: _grants(
        Permission.WORK_VIEW,
        own_classes=(
            Permission.ATTENDANCE_MARK,
            Permission.ATTENDANCE_VIEW,
            Permission.CLASS_VIEW,
            Permission.RESULT_MARK,
            Permission.RESULT_VIEW,
            Permission.SESSION_VIEW,
        ),
    ),
    Role.DIRECTOR: _grants(
        *_READ,
        Permission.ADMISSION_SIGN,
        Permission.AUDIT_VIEW,
        Permission.CERTIFICATE_REVOKE,
        Permission.LAW_EDIT,
        Permission.LEARNER_REVEAL,
        Permission.RECOGNITION_DECIDE,
        Permission.SUPPORT_APPROVE,
    ),
    Role.COMMUNE_OFFICER: _grants(own_body=(Permission.APPLICATION_PROPOSE,)),
    Role.ACCOUNTANT: _grants(Permission.LAW_VIEW, Permission.SUPPORT_VIEW),
}

OUTSIDE_ROLES = frozenset({Role.COMMUNE_OFFICER})
"""People of another body: they see what that body entered, and hold no role of the staff."""
