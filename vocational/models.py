"""Every mapped class, imported once: migrations and relationships see the whole schema."""

from vocational.accounts import models as accounts
from vocational.admission import models as admission
from vocational.applications import models as applications
from vocational.assessment import models as assessment
from vocational.attendance import models as attendance
from vocational.audit import models as audit
from vocational.catalogue import models as catalogue
from vocational.certificates import models as certificates
from vocational.classes import models as classes
from vocational.documents import models as documents
from vocational.enrolment import models as enrolment
from vocational.entitlements import models as entitlements
from vocational.institutions import models as institutions
from vocational.jobs import models as jobs
from vocational.learners import models as learners
from vocational.provisions import models as provisions
from vocational.reference import models as reference
from vocational.teachers import models as teachers
from vocational.timetable import models as timetable

ALL = (
    accounts,
    admission,
    applications,
    assessment,
    attendance,
    audit,
    catalogue,
    certificates,
    classes,
    documents,
    enrolment,
    entitlements,
    institutions,
    jobs,
    learners,
    provisions,
    reference,
    teachers,
    timetable,
)
