"""Sex as papers know it."""

from enum import StrEnum


class Sex(StrEnum):
    """Male or female, as on the citizen card."""

    MALE = "male"
    FEMALE = "female"

    @property
    def on_papers(self) -> str:
        """Write it as papers do: Nam or Nữ."""
        return "Nam" if self is Sex.MALE else "Nữ"
