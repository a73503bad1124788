"""Sex as papers write it: Nam or Nữ."""

from enum import StrEnum


class Sex(StrEnum):
    """Male or female, as on the citizen card."""

    MALE = "male"
    FEMALE = "female"
