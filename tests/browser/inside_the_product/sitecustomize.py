"""What tests change inside a served product, which has no switch for it: the moment, and a store of
compiled templates. Python imports this first where this folder is on its path.

`TEST_MOMENT` names a file with the moment in ISO form; time goes on from there as on the wall.
"""

import os
import time
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

from tests import bytecode
from vocational.shared import clock

_FILE = Path(os.environ["TEST_MOMENT"])


class ChosenTime(datetime):
    """As `datetime`, save that the present moment is the chosen one."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:
        """Give the chosen moment, later by what has passed since it was chosen."""
        chosen = datetime.fromisoformat(_FILE.read_text(encoding="ascii"))
        passed = timedelta(seconds=time.time() - _FILE.stat().st_mtime)
        return (chosen + passed).astimezone(tz)


clock.datetime = ChosenTime
bytecode.use()
