"""Why a certificate cannot be issued or numbered, in the reader's language."""

from flask_babel import lazy_gettext as _l

from vocational.certificates.rules.numbers import RevocationGround
from vocational.certificates.services.files import RENDER
from vocational.certificates.states import CertificateKind, CertificateState
from vocational.jobs.messages import KIND_NAMES as JOB_NAMES
from vocational.web import messages
from vocational.web.labels import register_labels

JOB_NAMES[RENDER] = _l("PDF files of the certificates")

KIND_NAMES = register_labels(
    {
        CertificateKind.ELEMENTARY: _l("Elementary certificate"),
        CertificateKind.TRAINING: _l("Training certificate"),
    }
)
STATE_NAMES = register_labels(
    {
        CertificateState.ISSUED: _l("In force"),
        CertificateState.REPLACED: _l("Has been replaced"),
        CertificateState.REVOKED: _l("Revoked"),
    }
)
GROUND_NAMES = register_labels(
    {
        RevocationGround.FRAUD: _l("Obtained by fraud"),
        RevocationGround.AGAINST_RULES: _l("Printed or issued against the rules"),
        RevocationGround.NOT_ENTITLED: _l("The holder was not entitled to it"),
        RevocationGround.WRONG_ISSUER: _l("Issued by who had no right to"),
        RevocationGround.ALTERED: _l("Its text was erased or altered"),
        RevocationGround.LENT: _l("Lent to somebody else"),
    }
)

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
        "certificates.no_base_url": _l(
            "Certificates cannot be issued yet: the public address of this installation is not"
            " set, and every QR code must carry it. Ask the administrator to set BASE_URL."
        ),
        "certificates.issued_in_future": _l("The day of issue must not lie in the future."),
        "certificates.nothing_to_issue": _l("Nobody is chosen to be given a certificate."),
        "certificates.refused": _l(
            "%(name)s cannot be given a certificate any more. Look at the list again."
        ),
        "certificates.serial_taken": _l(
            "The serial number %(serial)s exists already. Ask the administrator to change the"
            " pattern of serial numbers."
        ),
        "certificates.no_result": _l("The recognition decision gives no classification."),
        "certificates.of_learner": _l("%(name)s: %(reason)s"),
        "certificates.no_files": _l("No file is finished yet. Wait until the work has ended."),
        "certificates.nothing_issued": _l("This class has no certificates yet."),
        "certificates.no_name": _l("The institution's name on %(day)s is not recorded."),
        "certificates.no_head": _l("Nobody is recorded who could sign on %(day)s."),
        "certificates.signatory_unknown": _l("This person does not sign on that day."),
        "certificates.restart_in_use": _l(
            "Numbers of %(year)s have been given already: this can change from next year on."
        ),
        "certificates.not_in_force": _l("Certificate %(serial)s is not in force any more."),
        "certificates.handed_over": _l(
            "It was handed over on %(day)s and cannot be reissued. A certificate that was handed"
            " over is revoked by a decision."
        ),
        "certificates.day_before_issue": _l("The day lies before the issue (%(issued_on)s)."),
        "certificates.day_in_future": _l("The day must not lie in the future."),
        "certificates.proxy_unnamed": _l(
            "Write who came in the holder's place, and the paper that allows it."
        ),
    }
)
