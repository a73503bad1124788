"""What teachers' refusals and words are called in the reader's language."""

from flask_babel import lazy_gettext as _l

from vocational.teachers.rules import QualificationRoute
from vocational.web import messages
from vocational.web.labels import register_labels

ROUTE_NAMES = register_labels(
    {
        QualificationRoute.DEGREE: _l("Degree of intermediate level or above"),
        QualificationRoute.SKILL_STANDARD: _l("National skill standard"),
        QualificationRoute.SKILL_CERTIFICATE: _l("National skill certificate or prize"),
        QualificationRoute.WORKER_GRADE: _l("Worker grade 3/7, 2/6 or above"),
        QualificationRoute.ARTISAN: _l("Village craft artisan"),
        QualificationRoute.GOOD_FARMER: _l("Farmer honoured at commune level or above"),
        QualificationRoute.RECOGNISED_COMPETENCE: _l("Recognised practical competence"),
    }
)

messages.register(
    {
        "teachers.exists": _l(
            "%(name)s with this telephone number is already in the list of teachers."
        ),
        "teachers.no_pedagogy": _l(
            "%(name)s has no certificate of pedagogy, which is asked of every teacher"
            " (%(legal_basis)s)."
        ),
        "teachers.route": _l(
            "%(name)s may not teach at elementary level: that needs a degree of intermediate level"
            " or above, the national skill standard or recognised practical competence"
            " (%(legal_basis)s)."
        ),
        "teachers.user": _l(
            "This account cannot be linked: it has not the role of teacher, was closed, or"
            " belongs to another teacher."
        ),
    }
)
