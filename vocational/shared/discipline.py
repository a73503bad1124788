"""Disciplinary measures against a learner, lightest first."""

from enum import StrEnum


class Discipline(StrEnum):
    """None, khiển trách, cảnh cáo, đình chỉ học tập, buộc thôi học."""

    NONE = "none"
    REPRIMAND = "reprimand"
    WARNING = "warning"
    SUSPENSION = "suspension"
    EXPULSION = "expulsion"

    @property
    def lowers_class(self) -> bool:
        """Say whether it costs one class of the course result: cảnh cáo or above.

        Source: TT 42/2015/TT-BLĐTBXH art. 27 cl. 3.
        """
        return self not in (Discipline.NONE, Discipline.REPRIMAND)
