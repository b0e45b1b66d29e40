"""Every template filter and template global, as plain typed functions; `register` hands them to Jinja."""

from collections.abc import Mapping
from datetime import date, datetime
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from flask import Flask, request, url_for
from markupsafe import Markup, escape

from tracker import knowledge
from tracker.diff.changes import Direction
from tracker.law.instrument import Instrument, Shelf
from tracker.law.stage import Stage
from tracker.practice.person import Role
from tracker.web import current, navigation
from tracker.web.words import word

# The short class of a direction in stylesheets, glyphs and patterns.
SHORT = {
    Direction.STRENGTHENED: "str",
    Direction.SOFTENED: "sof",
    Direction.MIXED: "mix",
    Direction.NEUTRAL: "neu",
    Direction.UNCLEAR: "unc",
}
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def say(key: str, **places: object) -> str:
    """The interface's word for a key, in this request's language."""
    return word(current.language(), key, **places)


def day(on: date | None) -> str:
    """A date in words: 2026年11月22日, 22 Nov 2026; the word for unknown if there is none."""
    if on is None:
        return say("date.unknown")
    if current.language() == "zh":
        return f"{on.year}年{on.month}月{on.day}日"
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def short_day(on: date) -> str:
    """A date without its year: 11月22日, 22 Nov."""
    return f"{on.month}月{on.day}日" if current.language() == "zh" else f"{on.day} {MONTHS[on.month - 1]}"


def month(on: date) -> str:
    """A month alone: 11月, Nov."""
    return f"{on.month}月" if current.language() == "zh" else MONTHS[on.month - 1]


def moment(at: datetime | None) -> str:
    """An instant as the reader's clock shows it: 2026-11-22 08:30."""
    if at is None:
        return say("date.never")
    someone = current.person()
    return f"{at.astimezone(ZoneInfo(someone.zone if someone else 'Asia/Shanghai')):%Y-%m-%d %H:%M}"


def title(instrument: Instrument) -> str:
    """An instrument's title, in the reader's language where it has one."""
    return instrument.title_zh if current.language() == "zh" or not instrument.title_en else instrument.title_en


def title_lang(instrument: Instrument) -> str:
    """The `lang` of the title shown."""
    return "zh-CN" if current.language() == "zh" or not instrument.title_en else "en"


def bracketed(name: str) -> Markup:
    """A Chinese title in its 《》; others as they are."""
    has = any("\u4e00" <= c <= "\u9fff" for c in name)
    return Markup("《{}》").format(name) if has and not name.startswith("《") else escape(name)


def stage(value: Stage | None, reading: int | None = None) -> str:
    """A stage in words, a bill with its reading."""
    if value is None:
        return say("stage.none")
    if value is Stage.BILL and reading:
        return say("stage.bill-reading", n=reading, ordinal=say(f"ordinal.{reading}") if reading <= 5 else reading)
    return say(f"stage.{value.value}")


def stage_class(value: Stage | None) -> str:
    """How a stage's tag looks: draft dashed, final solid, amended outlined, gone dotted."""
    if value is None or value is Stage.REPEALED:
        return "gone"
    if value is Stage.PROMULGATED:
        return "final"
    return "" if value.in_force_text else "draft"


def direction(value: Direction) -> str:
    """A direction in words."""
    return say(f"direction.{value.value}")


def short(value: Direction | str) -> str:
    """A direction's short class: str, sof, mix, neu, unc."""
    return SHORT[Direction(value)]


def digest(sha256: str) -> str:
    """The ends of a digest, enough to recognise it: 9f2c81…e041."""
    return f"{sha256[:8]}…{sha256[-4:]}"


def outward(url: str) -> str:
    """An address of the web, to be a link; nothing for any other: what a source or an upload names may be a script."""
    return url if url.lower().startswith(("http://", "https://")) else ""


def is_fiction(instrument: Instrument) -> bool:
    """Whether it stands on the sample shelf."""
    return instrument.shelf is Shelf.SAMPLE


def comparison_url(slug: str, old: str, new: str) -> str:
    """Where a comparison stands."""
    return path(f"/comparisons/{slug}/{old}..{new}/")


def path(address: str) -> str:
    """A path of ours, behind whatever prefix a proxy gives us."""
    return request.script_root + address


def query(args: Mapping[str, str]) -> str:
    """The arguments that are not empty, as the end of an address."""
    kept = {name: value for name, value in args.items() if value}
    return f"?{urlencode(kept)}" if kept else ""


def in_language(language: str) -> str:
    """This page's address in another language.

    What was asked is written behind the path and never handed to `url_for`, to which some names mean more than a query.
    """
    if request.endpoint is None or request.method not in ("GET", "HEAD"):
        return f"?lang={language}"
    asked = {**request.args.to_dict(flat=False), "lang": [language]}
    return f"{url_for(request.endpoint, **(request.view_args or {}))}?{urlencode(asked, doseq=True)}"


def remarked(text: str) -> str:
    """What reading remarked on a text, in this request's language: it writes English, lawyers here read Chinese."""
    return knowledge.sentences().in_chinese(text) if current.language() == "zh" else text


FILTERS = (
    *(remarked, day, short_day, month, moment, digest, outward),
    *(title, title_lang, bracketed, is_fiction),
    *(stage, stage_class, direction, short),
)
GLOBALS = (say, comparison_url, path, query, in_language)


def register(app: Flask) -> None:
    """Hand everything here to the templates, with the reader and the language."""
    app.jinja_env.filters |= {function.__name__: function for function in FILTERS}
    app.jinja_env.globals |= {function.__name__: function for function in GLOBALS}
    app.jinja_env.globals |= {"Direction": Direction, "Stage": Stage, "Role": Role, "navigation": navigation.entries}
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.context_processor(lambda: {"reader": current.reader(), "language": current.language()})
