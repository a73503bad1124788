"""Settings as administrators meet them."""

import re

import pytest
from sqlalchemy import select

from tests.world import HOME
from vocational.access.roles import Role
from vocational.institutions.models import Signatory


@pytest.fixture
def admin(client_of):
    """The administrator at home."""
    return client_of(Role.ADMINISTRATOR)


def test_contact_data_are_changed(admin):
    page = admin.get("/settings/edit").text
    version = re.search(r'name="version"[^>]*value="(\d+)"', page).group(1)
    data = {
        "short_name": "Trung tâm mới",
        "place_name": "Hà Nội",
        "commune": "Xã Phúc Thọ, Hà Nội",
        "address": "Thôn 7",
        "version": version,
    }
    assert admin.post("/settings/edit", data).location == "/settings"
    assert "Trung tâm mới" in admin.get("/settings").text
    assert "v-errors" in admin.post("/settings/edit", data, status=422).text
    assert (
        'id="commune-error"'
        in admin.post("/settings/edit", data | {"commune": "xyz"}, status=422).text
    )


def test_names_are_added_from_a_day_on(admin):
    assert "Trung tâm Giáo dục nghề nghiệp LD" in admin.get("/settings/names/new").text
    data = {
        "effective_from": "01/07/2026",
        "name": "Trường Trung cấp Sông Đáy",
        "superior_body": "Ủy ban nhân dân thành phố Hà Nội",
        "document_symbol": "TTCSĐ",
    }
    admin.post("/settings/names/new", data)
    page = admin.get("/settings").text
    assert "Trường Trung cấp Sông Đáy" in page
    assert "Trung tâm Giáo dục nghề nghiệp LD" in page
    assert 'id="effective_from-error"' in admin.post("/settings/names/new", data, status=422).text
    admin.post("/settings/names/new", data | {"effective_from": "31/02/2026"}, status=422)


def test_a_signatory_is_added_and_ended(admin, at_home):
    with at_home() as session:
        head_id = session.scalars(select(Signatory.id)).one()
    data = {"kind": "acting", "effective_from": "01/07/2026", "head_name": "Lê Thị Hoà"}
    admin.post("/settings/signatories/new", data | {"title": "Quyền Giám đốc"})
    page = admin.get("/settings").text
    assert "Quyền Giám đốc" in page
    assert "30/06/2026" in page
    end = f"/settings/signatories/{head_id}/end"
    admin.get(end)
    admin.post(end, {"effective_to": "01/01/2019"}, status=422)
    admin.post(end, {"effective_to": "30/06/2026"})
    assert HOME.code in page
