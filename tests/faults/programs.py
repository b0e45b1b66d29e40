"""tracker's own programs as processes that can be killed: loaded once, then forked for each life, so that many fit."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from tracker.settings import Settings
from tracker.workday.doctor import Finding, examine

# `first` is Python that a life begins with: the lists it may visit, shorter waits.
NURSERY = """
import json, os, sys
import waitress
import tracker.cli.up, tracker.web.app, tracker.workday.sharing, tracker.documents.structure, tracker.diff.comparison
print("ready", flush=True)
while line := sys.stdin.readline():
    order = json.loads(line)
    child = os.fork()
    if child == 0:
        log = os.open(order["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        os.dup2(log, 1)
        os.dup2(log, 2)
        os.environ.update(order["environment"])
        sys.argv = ["tracker", *order["words"]]
        exec(order["first"], {})
        from tracker.cli import main
        main()
    print(child, flush=True)
    sys.stdin.readline()  # not buried before it is said: till then no other process can have its number
    print(os.waitpid(child, 0)[1], flush=True)
"""


class Nursery:
    """One process that brings `tracker …` into the world, one life at a time."""

    def __init__(self, log: Path) -> None:
        self.log, self._child = log, 0
        self._process = subprocess.Popen(
            [sys.executable, "-c", NURSERY], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self._hear() == "ready"

    def start(self, settings: Settings, *words: str, first: str = "", **more: str) -> int:
        """Begin a life of `tracker WORDS…` on these settings; its process id."""
        environment = environment_of(settings) | more
        self._say(
            json.dumps({"words": words, "environment": environment, "log": str(self.log.resolve()), "first": first})
        )
        self._child = int(self._hear())
        return self._child

    def ended(self) -> bool:
        """Whether it died by itself."""
        return Path(f"/proc/{self._child}/stat").read_text().rpartition(")")[2].split()[0] == "Z"

    def end(self, how: int = signal.SIGKILL) -> int:
        """End it by a signal; its status as the system gives it. What died by itself is not killed again."""
        os.kill(self._child, how)  # a zombie till it is buried: its number is still its own
        self._say("bury")
        status, self._child = int(self._hear()), 0
        return status

    def close(self) -> None:
        """End what lives, and the nursery."""
        if self._child:
            self.end()
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.wait(30)
        self._process.stdout.close()

    def _say(self, line: str) -> None:
        assert self._process.stdin
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()

    def _hear(self) -> str:
        assert self._process.stdout
        return self._process.stdout.readline().strip()


def environment_of(settings: Settings) -> dict[str, str]:
    """The settings as a process is told them."""
    return {
        "TRACKER_DATA": str(settings.data),
        "TRACKER_DATABASE": settings.database,
        "TRACKER_SECRET": settings.secret,
        "PORT": str(settings.port),
        "TRACKER_OPEN_LOOPBACK": "1",
        "TRACKER_MAIL_HOST": settings.mail.host,
        "TRACKER_MAIL_PORT": str(settings.mail.port),
        "TRACKER_MAIL_FROM": settings.mail.sender,
    }


def free_port() -> int:
    """A port nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def answers(port: int, seconds: float = 60.0) -> None:
    """Wait until somebody listens on a port."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with socket.socket() as knocking:
            if knocking.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise AssertionError(f"nobody listens on {port} after {seconds} s")


def wrong(settings: Settings) -> list[str]:
    """What the doctor finds wrong with what is kept: shape, integrity, audit log, captures."""
    kept = ("data", "database", "integrity", "audit log", "captures")
    found = examine(settings, lambda: datetime.now(UTC))
    return [f"{one.what}: {one.says}" for one in found if one.how is Finding.WRONG and one.what in kept]
