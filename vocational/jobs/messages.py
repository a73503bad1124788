"""What refusals about long work say, and what its states are called."""

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from vocational.jobs.models import JobState
from vocational.web import messages
from vocational.web.labels import register_labels

STATE_LABELS = register_labels(
    {
        JobState.WAITING: _l("waiting"),
        JobState.RUNNING: _l("at work"),
        JobState.DONE: _l("done"),
        JobState.FAILED: _l("not finished"),
        JobState.CANCELLED: _l("stopped"),
    }
)

#: What kinds of work are called, by the features whose work it is.
KIND_NAMES: dict[str, LazyString] = {}

messages.register(
    {
        "job.cannot_run_again": _l("Only work that failed or was stopped can be run again."),
        "job.defect": _l(
            "The product met a fault of its own. It has been written down; run the work again,"
            " and tell the administrator when it fails once more."
        ),
        "job.is_over": _l("This work has ended already."),
    }
)
