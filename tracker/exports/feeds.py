"""Entries as Atom (RFC 4287), RSS 2.0 and JSON Feed 1.1: ids that stay, instants in UTC, words as text. Pure."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from xml.etree import ElementTree as ET

from tracker.exports.signs import writable

ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True)
class Item:
    """One entry: its id for ever, when it last changed, its title, its sentences and where to read on."""

    id: str
    at: datetime
    title: str
    lines: tuple[str, ...]
    url: str
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed, newest entry first: its title, its own address, the page it stands for, its language."""

    id: str
    title: str
    self_url: str
    page_url: str
    language: str
    at: datetime
    items: tuple[Item, ...]


def atom(feed: Feed) -> bytes:
    """The feed as Atom."""
    ET.register_namespace("", ATOM)
    root = ET.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": _lang(feed)})
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    _add(root, "updated", _iso(feed.at))
    ET.SubElement(_add(root, "author"), f"{{{ATOM}}}name").text = "tracker"
    _add(root, "link", rel="self", href=feed.self_url)
    _add(root, "link", rel="alternate", href=feed.page_url)
    for item in feed.items:
        entry = _add(root, "entry")
        _add(entry, "id", item.id)
        _add(entry, "title", item.title)
        _add(entry, "updated", _iso(item.at))
        _add(entry, "link", rel="alternate", href=item.url)
        _add(entry, "summary", "\n".join(item.lines))
        for tag in item.tags:
            _add(entry, "category", term=tag)
    return _xml(root)


def rss(feed: Feed) -> bytes:
    """The feed as RSS 2.0, with the address of itself that its best practice asks for."""
    ET.register_namespace("atom", ATOM)
    root = ET.Element("rss", version="2.0")
    channel = ET.SubElement(root, "channel")
    for name, words in (("title", feed.title), ("link", feed.page_url), ("description", feed.title)):
        ET.SubElement(channel, name).text = words
    ET.SubElement(channel, "language").text = _lang(feed)
    ET.SubElement(channel, "lastBuildDate").text = _mail_date(feed.at)
    ET.SubElement(channel, f"{{{ATOM}}}link", rel="self", href=feed.self_url, type="application/rss+xml")
    for item in feed.items:
        one = ET.SubElement(channel, "item")
        ET.SubElement(one, "guid", isPermaLink="false").text = item.id
        ET.SubElement(one, "title").text = item.title
        ET.SubElement(one, "link").text = item.url
        ET.SubElement(one, "pubDate").text = _mail_date(item.at)
        ET.SubElement(one, "description").text = "\n".join(item.lines)
        for tag in item.tags:
            ET.SubElement(one, "category").text = tag
    return _xml(root)


def json_feed(feed: Feed) -> bytes:
    """The feed as JSON Feed 1.1 (jsonfeed.org/version/1.1)."""
    told = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.page_url,
        "feed_url": feed.self_url,
        "language": _lang(feed),
        "authors": [{"name": "tracker"}],
        "items": [
            {
                "id": item.id,
                "url": item.url,
                "title": item.title,
                "content_text": "\n".join(item.lines) or item.title,
                "date_modified": _iso(item.at),
                "tags": list(item.tags),
            }
            for item in feed.items
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def _add(parent: ET.Element, name: str, words: str | None = None, **attributes: str) -> ET.Element:
    made = ET.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    made.text = words
    return made


def _xml(root: ET.Element) -> bytes:
    written: str = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{writable(written)}'.encode()


def _lang(feed: Feed) -> str:
    return "zh-CN" if feed.language == "zh" else "en"


def _iso(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _mail_date(at: datetime) -> str:
    return format_datetime(at.astimezone(UTC), usegmt=True)
