"""What the counter's refusals are called in the reader's language."""

from flask_babel import lazy_gettext as _l

from vocational.web import messages

CONSENT_MISSING = "applications.consent_missing"

messages.register(
    {
        CONSENT_MISSING: _l("Read the notice on personal data to the learner, then tick the box."),
        "applications.known": _l(
            "Somebody on file may be this person. Say below whether it is the same one."
        ),
    }
)
