"""docs/api.md says what happens: its examples are run, the library's and those against a tracker on a port."""

import doctest
from pathlib import Path

from tests.alerts.test_services import AT, hook, note
from tests.remote.conftest import Far
from tracker.alerts.services import webhook
from tracker.practice.watch import Channel

PAGE = Path(__file__).resolve().parents[2] / "docs" / "api.md"


def test_the_examples_of_the_page_run(far: Far) -> None:
    globs = {"address": far.address, "token": far.token("counsel"), "client_token": far.token("client", "read")}
    globs |= {"analyst_token": far.token("analyst"), "admin_token": far.token("administrator", "admin")}
    posted = webhook.request(hook(Channel.WEBHOOK, "s3cret"), note(), AT)
    globs |= {"posted_headers": posted.headers, "posted_body": posted.body, "posted_at": AT.timestamp()}
    ran = doctest.testfile(
        str(PAGE), module_relative=False, globs=globs, optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    )
    assert ran.attempted > 20
    assert ran.failed == 0
