"""Every page that the public, administrators, teachers and directors can come to."""

from tests.browser.looking import (  # noqa: F401 -- collected here
    test_axe_and_the_console_find_nothing_at_a_desk_and_on_a_phone,
    test_every_link_leads_to_a_page_and_every_page_has_a_link,
    test_vietnamese_pages_hold_no_english_and_english_ones_no_vietnamese,
)
from vocational.access.roles import Role

VISITORS = (
    None,
    Role.ADMINISTRATOR,
    Role.TEACHER,
    Role.DIRECTOR,
    Role.ACCOUNTANT,
    Role.COMMUNE_OFFICER,
)
