"""Why a certificate cannot be issued or numbered, in the reader's language."""

from flask_babel import lazy_gettext as _l

from vocational.web import messages

messages.register(
    {
        "certificates.not_passed": _l("The learner has not passed the course."),
        "certificates.not_recognised": _l("No recognition decision names the learner yet."),
        "certificates.before_recognition": _l(
            "The day of issue lies before the recognition decision."
        ),
        "certificates.already_issued": _l("A certificate of this course is already in force."),
        "certificates.revoked_before": _l(
            "The certificate of this course was revoked; a new recognition decision is needed."
        ),
        "certificates.pattern_field": _l(
            "The pattern knows {number}, {year} and {prefix}, not “%(name)s”."
        ),
        "certificates.pattern_character": _l(
            "The pattern holds letters, digits, spaces, “/”, “-”, “.” and fields such as"
            " {number:06}."
        ),
        "certificates.pattern_needs_number": _l("The pattern needs {number} exactly once."),
        "certificates.pattern_needs_year": _l(
            "Numbers restart each year, so the pattern needs {year}."
        ),
        "certificates.pattern_too_long": _l(
            "Numbers of this pattern may be longer than %(limit)s characters."
        ),
        "certificates.text_missing": _l(
            "“%(label)s” must be printed on the certificate and is empty."
        ),
        "certificates.no_glyph": _l(
            "“%(label)s” has characters that no certificate can print: %(characters)s"
        ),
        "certificates.text_does_not_fit": _l(
            "“%(label)s” is too long for the certificate: %(text)s"
        ),
    }
)
