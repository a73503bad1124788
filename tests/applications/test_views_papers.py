"""The page of an applicant's paper."""

from io import BytesIO

from tests.factories import applications, classes
from tests.factories import copies as factory
from tests.world import ELSEWHERE
from vocational.access.roles import Role
from vocational.learners.rules.categories import PriorityCategory

POOR = PriorityCategory.POOR_HOUSEHOLD


def test_a_copy_is_taken_in_opened_and_deleted_at_the_review(client_of, at_home):
    with at_home():
        row = applications.application(classes.training_class(), 1, category=POOR)
        review = f"/classes/LD-2026-001/applications/{row.id}"
        page = f"{review}/papers/{row.categories[0].id}"
    client = client_of(Role.REGISTRAR)
    sent = {"file": (BytesIO(factory.picture("PNG")), "x.png"), "no_card": "y"}
    client.post(page, sent, content_type="multipart/form-data")
    assert "có tệp" in client.get(review).text
    assert f'<a href="{page}/copy">' in client.get(page).text
    assert client.get(f"{page}/copy").mimetype == "image/png"
    client_of(Role.REGISTRAR, ELSEWHERE).get(f"{page}/copy", status=404)
    bad = {"file": (BytesIO(factory.card()), "x.png"), "no_card": "y"}
    shown = client.post(page, bad, status=422, content_type="multipart/form-data").text
    assert "không lưu ảnh thẻ" in shown
    client.post(f"{page}/copy/delete", {"reason": ""}, status=422)
    client.post(f"{page}/copy/delete", {"reason": "Nộp nhầm"})
    client.get(f"{page}/copy", status=404)
