"""What whole days need: a mail server that really listens, a site on a port, a browser."""

import email
import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from flask import Flask
from playwright.sync_api import Browser, Page

from tests.serving import served


class Postbox:
    """An SMTP handler that keeps what it was handed."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        letter = email.message_from_bytes(envelope.content, policy=default)
        assert isinstance(letter, EmailMessage)
        self.letters.append(letter)
        return "250 OK"


@pytest.fixture
def postbox() -> Iterator[tuple[Postbox, int]]:
    """A mail server on this machine, and its port."""
    box = Postbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]  # aiosmtpd wants to be told its port
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    yield box, port
    controller.stop()


@pytest.fixture
def serving() -> Callable[[Flask], AbstractContextManager[str]]:
    """Puts an app behind waitress on a free port; inside, its address."""
    return served


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Callable[[str], Page]]:
    """Opens a page in a browser of its own; afterwards: no console errors, and no request left the machine."""
    pages: list[Page] = []
    faults: list[str] = []

    def opened(base: str) -> Page:
        page = browser.new_context(locale="zh-CN", base_url=base).new_page()
        page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.on("request", lambda asked: None if asked.url.startswith((base, "data:")) else faults.append(asked.url))
        pages.append(page)
        return page

    yield opened
    for page in pages:
        page.context.close()
    assert not faults
