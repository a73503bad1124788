"""The application form of an applicant, as it is signed; in Vietnamese whatever the reader's."""

from flask import Response, render_template

from vocational.applications.models import Application
from vocational.documents import pdf
from vocational.enrolment import papers
from vocational.enrolment.papers import PaperContext
from vocational.institutions import queries as institutions
from vocational.reference import queries as reference
from vocational.shared.clock import today
from vocational.web.pdf_files import pdf_response


def application_paper(row: Application) -> Response:
    """Answer with the form filled in, its citizen number in full: record that it was shown.

    Source: TTLT 30/2012/TTLT-BLĐTBXH-BNV-BNN&PTNT-BCT-BTTTT (the form's existence; its fields
    are usual practice).
    """
    levels = {level.code: level.name for level in reference.schooling_levels()}
    context = PaperContext(
        institution=institutions.name_on(today()),
        place_name=institutions.institution(row.institution_id).place_name,
        schooling=levels.get(row.schooling_code, row.schooling_code),
        citizen_number=row.citizen_number,
        printed_on=today(),
    )
    paper = papers.paper_of(
        papers.applicant_of(row, context),
        frozenset(line.category_code for line in row.categories),
        row.training_class,
        context,
        cannot_read=row.cannot_read,
    )
    html = render_template("enrolment/pdf/application.html", **vars(paper))
    return pdf_response(pdf.render(html), f"don-dang-ky-{row.id}")
