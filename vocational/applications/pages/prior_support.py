"""Who of the applicants was supported before, in any institution, in words."""

from collections.abc import Collection

from vocational.applications.models import Application
from vocational.entitlements import queries as entitlements
from vocational.entitlements.messages import earlier_sentences


def supported_before(applications: Collection[Application]) -> dict[int, str]:
    """Say of each applicant whom the ledger knows the days and schemes, by application.

    One query; where it was is told only with the person's consent.
    """
    told = entitlements.disclosed_prior_support(
        {application.citizen_number_hash for application in applications}
    )
    return {
        application.id: "; ".join(earlier_sentences(told[application.citizen_number_hash]))
        for application in applications
        if application.citizen_number_hash in told
    }
