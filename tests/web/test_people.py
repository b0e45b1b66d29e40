"""One account on the administrator's screen: handed over, closed, erased."""

import json
import re
import zipfile
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.web.conftest import PEOPLE, Firm, Visitor


def post(page: FlaskClient, address: str, **said: str) -> TestResponse:
    found = re.search(r'name="csrf_token" value="([^"]+)"', page.get("/account/").get_data(as_text=True))
    assert found
    return page.post(address, data={"csrf_token": found[1], **said})


def test_everything_about_a_person_comes_as_one_file(as_: Visitor) -> None:
    answer = post(as_("administrator"), "/people/client/export/")
    with zipfile.ZipFile(BytesIO(answer.get_data())) as bundle:
        assert json.loads(bundle.read("people.json"))[0]["email"] == PEOPLE["client"].email
        assert "watches.json" in bundle.namelist()


def test_a_person_is_erased_only_under_their_own_address(as_: Visitor, firm: Firm) -> None:
    administrator = as_("administrator")
    assert post(administrator, "/people/client/erase/", email=PEOPLE["other"].email).status_code == 409
    assert post(administrator, "/people/administrator/erase/", email=PEOPLE["administrator"].email).status_code == 409
    assert post(administrator, "/people/client/erase/", email=PEOPLE["client"].email).status_code == 303
    assert "erased-client" in administrator.get("/people/client/").get_data(as_text=True)
    assert as_("client").get("/portal/").status_code == 303
    assert firm.room("administrator").auditing.verify().holds


def test_a_closed_account_lets_nobody_in_until_it_is_opened(as_: Visitor) -> None:
    administrator = as_("administrator")
    post(administrator, "/people/counsel/switch/", active="no")
    assert as_("counsel").get("/").status_code == 303
    post(administrator, "/people/counsel/switch/", active="yes")
    assert as_("counsel").get("/").status_code == 200
    assert post(administrator, "/people/administrator/switch/", active="no").status_code == 409


@pytest.mark.parametrize("who", ["client", "counsel", "analyst"])
def test_accounts_are_the_administrators(as_: Visitor, who: str) -> None:
    page = as_(who)
    assert page.get("/people/counsel/").status_code == 403
    for address in ("export", "erase", "switch"):
        assert post(page, f"/people/other/{address}/", email=PEOPLE["other"].email).status_code == 403
