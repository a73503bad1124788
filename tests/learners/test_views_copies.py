"""The page of a paper's copy."""

import pytest

from tests.factories import copies as factory
from tests.factories import learners
from tests.world import ELSEWHERE
from vocational.access.roles import Role
from vocational.config import MAX_UPLOAD_BYTES as MOST_BODY
from vocational.documents import copy_contents


@pytest.fixture
def page(at_home):
    with at_home():
        paper = learners.category(learners.learner(name="Nguyễn Thị Hoà").id)
        return f"/learners/{paper.learner_id}/papers/{paper.id}"


def _send(client, page, content, *, status=302):
    """Write the form as browsers do: the test client would leave large ones in an open file."""
    head = 'Content-Disposition: form-data; name="{}"'
    body = b"\r\n".join(
        (
            b"--x", head.format("no_card").encode(), b"", b"y",
            b"--x", head.format("file").encode() + b'; filename="giay.pdf"',
            b"Content-Type: application/pdf", b"", content,
            b"--x--", b"",
        )
    )  # fmt: skip
    return client.post(page, body, status=status, content_type="multipart/form-data; boundary=x")


def test_a_copy_is_sent_in_saved_and_given_back_to_be_saved(client_of, page):
    client = client_of(Role.REGISTRAR)
    _send(client, page, factory.picture())
    shown = client.get(page).text
    assert f'<a href="{page}/copy">giay-to-1.jpg</a>' in shown
    assert "registrar đã xem bản chính" in shown
    answer = client.get(f"{page}/copy")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    learner = client.get(page.partition("/papers")[0]).text
    assert "có tệp" in learner
    assert "mở bản chụp giấy tờ" in learner


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"hello", "Chỉ nhận tệp PDF, JPEG hoặc PNG"),
        (factory.card("PDF"), "không lưu ảnh thẻ"),
        (b"x" * (copy_contents.MOST_BYTES + 1), "Tối đa 5 MB. Tệp này có 6 MB."),
        (b"x" * (11 * copy_contents.MEBIBYTE), "Tối đa 5 MB. Tệp này có 11 MB."),
    ],
)
def test_a_bad_file_is_refused_beside_its_field(client_of, page, content, said):
    shown = _send(client_of(Role.REGISTRAR), page, content, status=422).text
    assert said in shown
    assert 'id="file-error"' in shown
    assert 'name="no_card" type="checkbox" value="y"' in shown


def test_a_file_and_the_word_that_it_is_no_card_are_asked_for(client_of, page):
    shown = client_of(Role.REGISTRAR).post(page, {}, status=422).text
    assert "Chọn một tệp." in shown
    assert "đây không phải ảnh thẻ căn cước" in shown


def test_a_copy_is_deleted_with_a_reason(client_of, page):
    client = client_of(Role.REGISTRAR)
    _send(client, page, factory.picture())
    refused = client.post(f"{page}/copy/delete", {"reason": ""}, status=422).text
    assert "Ghi lý do xóa bản chụp." in refused
    client.post(f"{page}/copy/delete", {"reason": "Nộp nhầm"})
    client.get(f"{page}/copy", status=404)


def test_others_find_no_copy(client_of, page):
    _send(client_of(Role.REGISTRAR), page, factory.picture())
    client_of(Role.REGISTRAR, ELSEWHERE).get(f"{page}/copy", status=404)
    client_of(Role.TEACHER).get(f"{page}/copy", status=403)
    client_of(Role.DIRECTOR).get(f"{page}/copy")


def test_a_body_too_large_is_answered_with_a_page(client_of):
    answer = _send(client_of(Role.REGISTRAR), "/counter", b"x" * MOST_BODY, status=413)
    assert "Tệp quá lớn" in answer.text
