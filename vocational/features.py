"""Every feature's blueprint, and what templates get from features: the only list of them."""

from flask import Blueprint, Flask

from vocational.accounts import messages as accounts_messages
from vocational.accounts import signed_in
from vocational.accounts.views import accounts, setting_up, users
from vocational.admission import jobs as admission_jobs
from vocational.admission import messages as admission_messages
from vocational.admission.services import offers as seat_offer_services
from vocational.admission.views import offers as seat_offers
from vocational.admission.views import receipts
from vocational.admission.views import runs as admission
from vocational.admission.views import settings as admission_settings
from vocational.admission.views import simulation as admission_simulation
from vocational.applications import messages as applications_messages
from vocational.applications.views import apply
from vocational.applications.views import counter as applications
from vocational.applications.views import evidence as application_papers
from vocational.applications.views import review as application_review
from vocational.assessment import messages as assessment_messages
from vocational.assessment.views import marks as module_marks
from vocational.assessment.views import recognition
from vocational.assessment.views import results as assessment
from vocational.attendance import messages as attendance_messages
from vocational.attendance.views import grid as attendance_grid
from vocational.attendance.views import sheets as attendance
from vocational.audit import views as audit
from vocational.catalogue import messages as catalogue_messages
from vocational.catalogue.views import courses as catalogue
from vocational.catalogue.views import occupations
from vocational.certificates import jobs as certificate_jobs
from vocational.certificates import messages as certificates_messages
from vocational.certificates.views import book as certificates
from vocational.certificates.views import of_class as class_certificates
from vocational.certificates.views import settings as certificate_settings
from vocational.certificates.views import verification
from vocational.class_list.views import class_page
from vocational.class_list.views import papers as class_papers
from vocational.class_opening import views as class_opening
from vocational.class_progress import messages as class_progress_messages
from vocational.classes import messages as classes_messages
from vocational.classes.services import hooks as class_hooks
from vocational.communes import jobs as commune_jobs
from vocational.communes import messages as communes_messages
from vocational.communes.views import entering as commune_entry
from vocational.communes.views import spreadsheets as commune_files
from vocational.communes.views import submitted as commune
from vocational.demo import jobs as demo_jobs
from vocational.demo import views as demo
from vocational.enrolment import messages as enrolment_messages
from vocational.enrolment.services import hooks as enrolment_hooks
from vocational.enrolment.views import classes, learners
from vocational.enrolment.views import places as enrolment
from vocational.entitlements import messages as entitlements_messages
from vocational.entitlements.services import ledger
from vocational.evidence import views as evidence
from vocational.institutions import messages as institutions_messages
from vocational.institutions import views as institutions
from vocational.jobs import health, views
from vocational.jobs import messages as jobs_messages
from vocational.learners import messages as learners_messages
from vocational.learners import queries as learner_queries
from vocational.portal.views import context as portal_context
from vocational.portal.views import course_page, home, learner_page, search
from vocational.provisions import views as provisions
from vocational.provisions.messages import refusals as provisions_messages
from vocational.public_site import views as public
from vocational.reference import messages as reference_messages
from vocational.reference import views as reference
from vocational.support.views import classes as support_classes
from vocational.support.views import of_class
from vocational.teachers import messages as teachers_messages
from vocational.teachers import views as teachers
from vocational.timetable import messages as timetable_messages
from vocational.timetable import views as timetable

BLUEPRINTS: tuple[Blueprint, ...] = (
    accounts.bp,
    admission.bp,
    admission_settings.bp,
    admission_simulation.bp,
    application_papers.bp,
    application_review.bp,
    applications.bp,
    apply.bp,
    assessment.bp,
    attendance.bp,
    attendance_grid.bp,
    audit.bp,
    catalogue.bp,
    certificate_settings.bp,
    certificates.bp,
    class_certificates.bp,
    classes.bp,
    commune.bp,
    commune_entry.bp,
    commune_files.bp,
    course_page.bp,
    demo.bp,
    class_page.bp,
    class_papers.bp,
    class_opening.bp,
    evidence.bp,
    home.bp,
    learner_page.bp,
    receipts.bp,
    search.bp,
    enrolment.bp,
    health.bp,
    institutions.bp,
    views.bp,
    learners.bp,
    module_marks.bp,
    occupations.bp,
    provisions.bp,
    public.bp,
    recognition.bp,
    reference.bp,
    seat_offers.bp,
    setting_up.bp,
    of_class.bp,
    support_classes.bp,
    teachers.bp,
    timetable.bp,
    users.bp,
    verification.bp,
)

#: Imported so that every kind of job has its handler, in the web as in the worker.
JOBS = (admission_jobs, certificate_jobs, commune_jobs, demo_jobs)

#: Imported so that every refusal has its sentence and every enumeration its labels.
MESSAGES = (
    accounts_messages,
    admission_messages,
    applications_messages,
    assessment_messages,
    attendance_messages,
    catalogue_messages,
    certificates_messages,
    class_progress_messages,
    classes_messages,
    communes_messages,
    enrolment_messages,
    entitlements_messages,
    institutions_messages,
    jobs_messages,
    learners_messages,
    provisions_messages,
    reference_messages,
    teachers_messages,
    timetable_messages,
)


#: What features add to acts of the features below them: every hook and its followers.
class_hooks.after_cancellation.connect(ledger.void)
enrolment_hooks.after_withdrawal.connect(ledger.cancel)
enrolment_hooks.before_transfer.connect(seat_offer_services.check_not_promised)


def install(app: Flask) -> None:
    """Register the blueprints and the template values of all features."""
    signed_in.install(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    portal_context.install(app)
    health.add_check("data_key", learner_queries.check_data_key)
