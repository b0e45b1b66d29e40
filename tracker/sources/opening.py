"""From an announced address to the bytes that hold the text: one call for a page, several where a site wants it so."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

from tracker.errors import FetchFailed, UnexpectedPage
from tracker.practice.visit import Validators
from tracker.sources import continued
from tracker.sources.answers import BadAnswer, Page
from tracker.sources.rows import decode
from tracker.sources.source import Opening

Ask = Callable[[str, Validators], Page]
_NOTHING = Validators()


@dataclass(frozen=True, slots=True)
class Opened:
    """What an announced address holds.

    Attributes:
        page: the answer with the text; its `url` is the announced address.
        beside: the other answers it took, kept as evidence.
        further: the pages the text goes on at, in order.
        names: titles the site gives the text there.
    """

    page: Page
    beside: tuple[Page, ...] = ()
    names: tuple[str, ...] = ()
    further: tuple[Page, ...] = ()


def open_announced(opening: Opening, url: str, known: Validators, ask: Ask) -> Opened:
    """Open an announced address; `known` makes the call for the text conditional, `ask` fetches.

    Raises UnexpectedPage when a call answers in another shape, FetchFailed when a page the text goes on at cannot be
    had, and whatever `ask` raises.
    """
    if opening is Opening.NPC:
        return _npc(url, known, ask)
    if opening is Opening.NDRC:
        return _ndrc(url, known, ask)
    if opening is Opening.FLK:
        return _flk(url, known, ask)
    page = ask(url, known)
    return Opened(page, further=_further(page, ask))


def _further(first: Page, ask: Ask) -> tuple[Page, ...]:
    """The pages an article goes on at: those its pages name, each once, until none names a new one."""
    found: dict[str, Page] = {}
    pages = [first]
    while pages and len(found) < continued.MOST:
        named = continued.further(pages.pop(0).data, first.final_url)
        for url in [url for url in named if url not in found]:
            found[url] = _page_of(first, url, ask)
            pages.append(found[url])
    return tuple(found.values())


def _page_of(first: Page, url: str, ask: Ask) -> Page:
    """One further page; what stands in its place says nothing of the article, which is asked for again as a whole."""
    try:
        return ask(url, _NOTHING)
    except BadAnswer as fault:
        raise FetchFailed(f"{first.url}: it goes on, but {fault}", temporary=True) from fault


def _npc(url: str, known: Validators, ask: Ask) -> Opened:
    """…/flca/<id>/attachment.pdf, with …/info/ (the notice) and …/fjxx/ (the file's own name) read before it."""
    info, file = ask(urljoin(url, "info/"), _NOTHING), ask(urljoin(url, "fjxx/"), _NOTHING)
    told, named = _object(info), _object(file)
    if "flxxmc" not in told or not (named.get("fileTitle") or named.get("fileName")):
        raise UnexpectedPage(f"{url}: what stands beside the draft has no “flxxmc” or no “fileName” any more.")
    names = tuple(str(named[key]) for key in ("fileTitle", "fileName") if named.get(key))
    return Opened(ask(url, known), (info, file), names)


def _ndrc(url: str, known: Validators, ask: Ask) -> Opened:
    """access-url?shortKey=… names an address with an articleId; getArticleDetail answers with the text as HTML."""
    access = ask(url, _NOTHING)
    named = str(_object(access).get("data") or "")
    parts = urlsplit(named)
    asked = parse_qs(parts.query) | parse_qs(urlsplit(parts.fragment).query)  # the site routes behind the #
    if not asked.get("articleId"):
        raise UnexpectedPage(f"{url}: the answer names no address with an articleId any more.")
    detail = urljoin(url, f"/public/submission-service/column/getArticleDetail?articleId={asked['articleId'][0]}")
    page = ask(detail, known)
    answer = {} if page.not_modified else _object(page).get("data")
    if not page.not_modified and not (isinstance(answer, dict) and answer.get("articleContent")):
        raise UnexpectedPage(f"{detail}: the answer has no “articleContent” any more.")
    return Opened(Page(url, page.final_url, page.status, page.data, page.headers), (access,))


def _flk(url: str, known: Validators, ask: Ask) -> Opened:
    """download/pc answers with an address signed for an hour: the announced address stays the file's own."""
    access = ask(url, _NOTHING)
    inner = _object(access).get("data")
    named = inner.get("url") if isinstance(inner, dict) else ""
    if not named:
        raise UnexpectedPage(f"{url}: the answer names no file.")
    page = ask(str(named), known)
    return Opened(Page(url, page.final_url, page.status, page.data, page.headers), (access,))


def _object(page: Page) -> dict[str, Any]:
    try:
        answer = json.loads(decode(page.data))
    except ValueError:
        answer = None
    if not isinstance(answer, dict):
        raise UnexpectedPage(f"{page.url}: JSON was due, but something else came.")
    return answer
