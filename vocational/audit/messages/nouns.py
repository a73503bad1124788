"""What acts are done to, and who acts without an account."""

from flask_babel import lazy_gettext as _l

from vocational.audit.messages.words import Words

NOUNS: Words = {
    "admission": _l("Admission"),
    "admission_order": _l("Admission order"),
    "application": _l("Application"),
    "application_file": _l("File of applicants"),
    "attendance": _l("Attendance"),
    "attendance_mark": _l("Attendance"),
    "certificate": _l("Certificate"),
    "class": _l("Class"),
    "class_session": _l("Class session"),
    "consent": _l("Consent"),
    "course": _l("Course"),
    "course_version": _l("Course version"),
    "decision": _l("Recognition decision"),
    "department_figure": _l("Figure of the department"),
    "enrolment": _l("Enrolment"),
    "entitlement": _l("Support decision"),
    "institution": _l("Institution"),
    "institution_name": _l("Institution's name"),
    "job": _l("Long work"),
    "learner": _l("Learner"),
    "learner_category": _l("Priority category"),
    "local_figure": _l("Figure of the institution"),
    "mark": _l("Mark"),
    "module_result": _l("Module result"),
    "occupation": _l("Occupation"),
    "practice_group": _l("Practice group"),
    "recognition": _l("Recognition"),
    "reserved_seats": _l("Kept seats"),
    "result": _l("Result"),
    "seat_offer": _l("Offered seat"),
    "session": _l("Class session"),
    "counter": _l("Number series"),
    "signatory": _l("Signatory"),
    "support": _l("Support given"),
    "support_facts": _l("Facts for support"),
    "support_override": _l("Support given again"),
    "teacher": _l("Teacher"),
    "timetable": _l("Timetable"),
    "user": _l("User"),
}

#: Who acts without an account.
SYSTEM_ACTORS: Words = {
    "console": _l("operator of the server"),
    "demo": _l("data of the demonstration"),
    "public": _l("the public"),
    "set-up": _l("set-up"),
    "system": _l("the system"),
}
