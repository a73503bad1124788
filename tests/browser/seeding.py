"""Fill a product's database with the test world and four applicants for two seats.

Run with the product's environment: `python -m tests.browser.seeding`.
"""

from tests import world
from tests.factories import admission
from vocational.app import create_app
from vocational.extensions import db
from vocational.shared import tenancy


def main() -> None:
    """Add both institutions; at home a class that ranks, and its applicants."""
    with create_app().app_context():
        world.build(db.session())
        with tenancy.institution_scope(db.session(), world.HOME.institution_id):
            row = admission.ranking_class()
            admission.three(row)
            admission.applicant(row, 4, days_later=2)


if __name__ == "__main__":
    main()
