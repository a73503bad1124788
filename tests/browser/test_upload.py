"""The registrar keeps a picture of a paper; a citizen card and what is no picture are refused."""

from playwright.sync_api import expect

from tests.browser.words import vi
from tests.factories import copies


def _choose(person, content: bytes, name: str, kind: str) -> None:
    file = {"name": name, "mimeType": kind, "buffer": content}
    person.page.set_input_files("[name=file]", files=[file])
    person.page.check("[name=no_card]")
    person.press("Keep the file")


def test_a_picture_of_a_paper_is_kept_and_opened_and_one_of_a_card_is_not(person):
    registrar = person("registrar")
    registrar.go("/learners/1")
    registrar.page.locator("a[href*='/papers/']").first.click()
    error = registrar.page.locator("#file-error")

    _choose(registrar, copies.card(), "the.jpg", "image/jpeg")
    expect(error).to_contain_text("thẻ căn cước")
    _choose(registrar, b"no picture", "giay.jpg", "image/jpeg")
    expect(error).to_contain_text("PDF, JPEG")
    _choose(registrar, copies.picture(), "giấy hộ nghèo.jpg", "image/jpeg")

    link = registrar.page.get_by_role("link", name="giay-to-1.jpg")
    with registrar.page.expect_download() as download:
        link.click()
    assert download.value.path().read_bytes().startswith(b"\xff\xd8")
    registrar.fill(reason="Chụp nhầm giấy")
    registrar.press("Delete the file")
    registrar.sees(vi("none kept"))
    expect(link).to_have_count(0)
