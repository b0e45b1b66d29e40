"""The commands of the day's work, as a person types them."""

import importlib.util
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner

from tracker.cli import main
from tracker.practice.person import Role
from tracker.store.library import Library
from tracker.workday import lease
from tracker.workday.lease import holder

_spec = importlib.util.spec_from_file_location("local_site", Path(__file__).parents[1] / "sources" / "conftest.py")
assert _spec is not None
assert _spec.loader is not None
local_site = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(local_site)

TITLE = "示例望远镜使用规定"
ARTICLES = (
    "为了规范示例望远镜的借用和归还，保障借用者的合法权益，制定本规定。",
    "使用者应当向望远镜管理站登记姓名、借用时间和归还时间。",
    "本规定自2027年1月1日起施行。",
)
TEXT = "\n".join([TITLE, *(f"第{'一二三'[n]}条　{words}" for n, words in enumerate(ARTICLES))])
SOURCE = """
id = "sample"
authority = "cac"
name_zh = "虚构国示例管理局"
name_en = "Sample Authority"
url = "{site}/"
[[list]]
id = "rules"
url = "{site}/rules/"
kind = "html"
rows = {{ row = "//li", date = "./span" }}
"""


@pytest.fixture
def site():
    running = local_site.Site()
    running.put("/rules/", f"<ul><li><a href='/a.txt'>{TITLE}</a><span>2026-09-10</span></li></ul>")
    running.put("/a.txt", TEXT)
    yield running
    running.close()


@pytest.fixture
def environment(tmp_path, site):
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "sample.toml").write_text(SOURCE.format(site=site.url), encoding="utf-8")
    return {"TRACKER_DATA": str(tmp_path), "TRACKER_OPEN_LOOPBACK": "1", "TRACKER_DATABASE": "", "PORT": ""}


@pytest.fixture
def tracker(environment, databases, tmp_path):
    environment["TRACKER_DATABASE"] = databases.new(tmp_path)

    def run(*words):
        return CliRunner().invoke(main, words, env=environment)

    return run


@pytest.fixture
def library(tracker, environment):
    opened = Library.open(environment["TRACKER_DATABASE"])
    yield opened
    opened.close()


def test_pull_says_what_is_new_then_that_nothing_is(tracker):
    first = tracker("pull", "sample")
    assert first.exit_code == 0, first.output
    assert "2026-09-10-promulgated" in first.output
    assert "sample: ok, 1 new" in first.output
    second = tracker("pull", "sample")
    assert "sample: nothing-new, 0 new" in second.output


def test_pull_of_a_blocked_site_says_why_and_fails(tracker, site):
    site.put("/rules/", local_site.Answer(b"<html>$_ts=1</html>", 412))
    answer = tracker("pull", "sample")
    assert answer.exit_code == 1
    assert "sample: blocked" in answer.output
    assert "challenge" in answer.output


def test_a_dry_run_says_what_is_new_and_leaves_it_new(tracker, site):
    looked = tracker("pull", "sample", "--dry-run")
    assert looked.exit_code == 0
    assert "1 rows, 1 wanted, 1 not known yet" in looked.output
    assert site.asked_for("/a.txt") == 0
    assert "1 new" in tracker("pull", "sample").output
    assert "0 not known yet" in tracker("pull", "sample", "--dry-run").output


def test_a_dry_run_goes_with_nothing_that_files(tracker):
    assert tracker("pull", "sample", "--dry-run", "--back-fill").exit_code == 2


def test_a_back_fill_says_how_far_it_came(tracker):
    filled = tracker("pull", "sample", "--back-fill")
    assert filled.exit_code == 0
    assert "rules: read to its end, page 1" in filled.output
    assert "1 new" in filled.output


def test_a_source_the_scheduler_is_visiting_is_left_to_it_and_said_so(tracker, site, tmp_path):
    with lease.visit(tmp_path, "sample"):
        for more in ((), ("--back-fill",)):
            answer = tracker("pull", "sample", *more)
            assert answer.exit_code == 1
            assert "another visit is under way" in answer.output
    assert site.asked == []
    assert "1 new" in tracker("pull", "sample").output


def test_pull_of_a_source_that_is_not_known(tracker):
    answer = tracker("pull", "nowhere")
    assert answer.exit_code == 2
    assert "There is no source “nowhere”" in answer.output


def test_a_site_whose_robots_forbid_it_is_never_asked(tracker):
    answer = tracker("pull", "flk")
    assert answer.exit_code == 1
    assert "Disallow" in answer.output


def test_import_reads_day_and_stage_off_the_name(tracker, tmp_path, library):
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "2026-03-01-draft.txt").write_text(TEXT.replace("登记", "备案"), encoding="utf-8")
    (folder / "2026-09-10-final.txt").write_text(TEXT, encoding="utf-8")
    (folder / "picture.jpg").write_bytes(b"not a text")
    answer = tracker("import", str(folder))
    assert answer.exit_code == 0, answer.output
    with library.reading() as files:
        cards = files.versions.latest(5)
        assert files.comparisons.latest(5)
    assert sorted(card.id for card in cards) == ["2026-03-01-draft", "2026-09-10-promulgated"]


def test_import_of_what_is_no_regulation(tracker, tmp_path):
    (tmp_path / "note.txt").write_text("一张便条。", encoding="utf-8")
    answer = tracker("import", str(tmp_path / "note.txt"))
    assert answer.exit_code == 2
    assert "put aside" in answer.output


def test_accounts_and_clients_by_hand(tracker, library):
    assert tracker("client", "add", "liftco", "示例电梯公司").exit_code == 0
    assert tracker("client", "add", "liftco", "again").exit_code == 2
    made = tracker("user", "add", "wang@sample.invalid", "--role", "client", "--client", "liftco", "--name", "王经理")
    assert made.exit_code == 0, made.output
    password = made.output.strip().rpartition("password: ")[2]
    with library.reading() as files:
        person = files.people.check("wang@sample.invalid", password)
    assert person is not None
    assert (person.role, person.client, person.name) == (Role.CLIENT, "liftco", "王经理")
    assert "There is already an account" in tracker("user", "add", "wang@sample.invalid", "--role", "analyst").output


def test_a_client_s_member_needs_a_client_and_nobody_else_has_one(tracker):
    assert tracker("user", "add", "a@sample.invalid", "--role", "client").exit_code == 2
    assert tracker("user", "add", "a@sample.invalid", "--role", "counsel", "--client", "x").exit_code == 2
    assert tracker("user", "add", "a@sample.invalid", "--role", "client", "--client", "nobody").exit_code == 2


def test_a_client_follows_what_is_there(tracker, library):
    tracker("client", "add", "liftco", "示例电梯公司")
    tracker("pull", "sample")
    with library.reading() as files:
        slug = next(card.instrument for card in files.versions.latest(1))
    assert tracker("client", "follow", "liftco", slug, "topic:data").exit_code == 0
    assert tracker("client", "follow", "liftco", "no-such-thing").exit_code == 2
    assert slug in tracker("client", "list").output
    assert tracker("client", "unfollow", "liftco", slug).exit_code == 0
    with library.reading() as files:
        assert files.people.client("liftco").follows == {"topic:data"}


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


def started(environment, *words):
    command = [sys.executable, "-u", "-c", "from tracker.cli import main; main()", *words]
    return subprocess.Popen(command, env={**os.environ, **environment}, stdout=subprocess.PIPE, text=True)


def read_until(process, words, seconds=60):
    """The output up to the line that holds these words."""
    lines, timer = [], threading.Timer(seconds, process.kill)
    timer.start()
    for line in process.stdout:
        lines.append(line)
        if words in line:
            break
    timer.cancel()
    assert lines, "nothing was printed"
    assert words in lines[-1], "".join(lines)
    return lines


def test_up_pulls_and_shows_until_ctrl_c(environment, tmp_path, library):
    """The package's own sources are switched off here: this machine cannot and shall not reach them."""
    _switch_off_the_real_sources(tmp_path)
    environment["PORT"] = str(free_port())
    with started(environment, "up") as process:
        read_until(process, "ready:")
        with urllib.request.urlopen(f"http://127.0.0.1:{environment['PORT']}/healthz") as page:
            assert page.status == 200
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline and not _versions(library):
            time.sleep(0.1)
        second = started(environment, "worker")
        with pytest.raises(subprocess.TimeoutExpired):
            second.wait(3)
        assert holder(tmp_path) == f"process {process.pid}"
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0
    assert _versions(library) == ["2026-09-10-promulgated"]
    with second:
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline and holder(tmp_path) != f"process {second.pid}":
            time.sleep(0.1)
        assert holder(tmp_path) == f"process {second.pid}"  # who stood by is at work
        second.send_signal(signal.SIGTERM)
        assert second.wait(30) == 0


def _versions(library):
    with library.reading() as files:
        return [card.id for card in files.versions.latest(5)]


def _switch_off_the_real_sources(data):
    from tracker.sources import registry

    for source in registry.sources():
        lines = ["id", "authority", "name_zh", "name_en", "url"]
        described = "\n".join(f'{line} = "{getattr(source, line)}"' for line in lines)
        (data / "sources" / f"{source.id}.toml").write_text(described + "\nenabled = false\n", encoding="utf-8")
