"""A simulated stretch of days: sites that publish, repost, correct, change their frames, break and are rebuilt.

What is true is written down while it is published; what tracker filed is held against it at the end. The clock is the
simulation's own; the sites are real servers on this machine.
"""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from tests.replicas import failures, jpaas, ministries, sites
from tests.replicas.server import Replica, Running
from tests.replicas.texts import Text
from tracker.practice.visit import SourceState
from tracker.sources import registry
from tracker.sources.fetch import Fetcher
from tracker.sources.source import Expectations, Source
from tracker.workday.chain import words
from tracker.workday.desk import Desk
from tracker.workday.filing import CORRECTED
from tracker.workday.preview import preview
from tracker.workday.pull import pull

KINDS: tuple[tuple[str, type[Replica]], ...] = (
    ("cac", sites.Cac),
    ("gov-cn", sites.GovCn),
    ("moj", sites.Moj),
    ("tc260", sites.Tc260),
    ("miit", jpaas.Miit),
    ("samr", jpaas.Samr),
    ("mofcom", jpaas.Mofcom),
    ("ndrc", ministries.Ndrc),
    ("nda", ministries.Nda),
    ("most", ministries.Most),
)
# Those whose lists show twenty rows and no more would lose a text published behind a long outage; none is so busy here.
_NUMBERS = "一二三四五六七八九十"
_BAD = [name for name, (_, state) in failures.LISTS.items() if name != "a site that hangs"]


@dataclass
class Outage:
    """A stretch of days in which a site's lists fail one way."""

    source: str
    says: str
    first: date
    last: date


@dataclass
class Site:
    """One source of the simulation with its replica at work."""

    source: Source
    replica: Replica
    running: Running
    outage: Outage | None = None


@dataclass
class Truth:
    """What happened: every text once, however often it was posted; every outage."""

    texts: Counter[tuple[str, bool, str]] = field(default_factory=Counter)
    corrected: int = 0
    reposts: int = 0
    frames: int = 0
    outages: list[Outage] = field(default_factory=list)


@dataclass(frozen=True)
class Report:
    """The stretch in figures; `missing` and `false` name what differs from the truth."""

    days: int
    visits: int
    true_versions: int
    filed_versions: int
    corrections: int
    corrections_said: int
    reposts: int
    frames: int
    outages: int
    alarmed: int
    false_alarms: int
    missing: tuple[str, ...]
    false: tuple[str, ...]

    def __str__(self) -> str:
        return (
            f"{self.days} days, {self.visits} visits: {self.true_versions} true versions, {self.filed_versions} filed, "
            f"{len(self.missing)} missing, {len(self.false)} false; {self.corrections} corrections without notice, "
            f"{self.corrections_said} said so; {self.reposts} reposts, {self.frames} changed frames without a version; "
            f"{self.outages} outages, {self.alarmed} alarmed, {self.false_alarms} false alarms."
        )


class Days:
    """The simulation: `run` lives through the days and gives the report."""

    def __init__(self, desk: Desk, set_clock: Callable[[datetime], None], *, seed: int, copies: int) -> None:
        # The fetcher counts by the same days: a host that asks for half an hour is met again tomorrow.
        fetcher = Fetcher(open_loopback=True, sleep=lambda _: None, now=lambda: desk.clock().timestamp())
        self.desk, self.set_clock = replace(desk, fetcher=fetcher), set_clock
        self.dice = random.Random(seed)
        self.truth = Truth()
        self.number = 1000
        self.finals_due: list[tuple[date, Text]] = []
        self.published: list[tuple[Site, Text]] = []
        self.sites = [self._site(name, kind, copy) for copy in range(copies) for name, kind in KINDS]
        self.visits = 0
        self.alarms_outside: list[str] = []

    def _site(self, name: str, kind: type[Replica], copy: int) -> Site:
        replica = kind()
        running = Running(replica)
        moved = registry.get(name).moved(running.url)
        lists = tuple(replace(page, expects=Expectations(rows=0)) for page in moved.lists)
        source = replace(moved, id=f"{name}-{copy}", lists=lists, hours=(0, 24))
        return Site(source, replica, running)

    def run(self, first: date, days: int) -> Report:
        try:
            for site in self.sites:
                self._begin(site, first)
            for n in range(days):
                self._day(first + timedelta(n), weekly=n % 7 == 6)
            self._last_days(first + timedelta(days))
        finally:
            self.desk.fetcher.close()
            for site in self.sites:
                site.running.__exit__()
        return self._report(days)

    def _begin(self, site: Site, first: date) -> None:
        """Every site begins with something on its lists: what those that have rows are expected to have from now on."""
        for draft in [draft for draft, able in ((True, site.replica.drafts), (False, site.replica.finals)) if able]:
            self._post(site, self._text(first, draft=draft))
        looks = preview(self.desk, site.source)
        lists = tuple(replace(look.page, expects=Expectations(rows=min(1, look.rows))) for look in looks)
        site.source = replace(site.source, lists=lists)

    def _day(self, day: date, weekly: bool) -> None:
        for site in self.sites:
            self._weather(site, day)
        for site in self.dice.sample(self.sites, k=max(1, len(self.sites) // 10)):
            self._publish_draft(site, day)
        for due, text in [entry for entry in self.finals_due if entry[0] <= day]:
            self.finals_due.remove((due, text))
            self._publish_final(text, day)
        self._disturb(day)
        self._visit(day, weekly)

    def _last_days(self, day: date) -> None:
        """Everything is well again, and looked at twice: what is still missing then is missing."""
        for site in self.sites:
            site.outage, site.replica.failure = None, None
        self._visit(day, weekly=False)
        self._visit(day + timedelta(8), weekly=True)

    def _weather(self, site: Site, day: date) -> None:
        if site.outage and day > site.outage.last:
            site.outage, site.replica.failure = None, None
        if site.outage is None and self.dice.random() < 0.01:
            says = self.dice.choice(_BAD)
            site.outage = Outage(site.source.id, says, day, day + timedelta(self.dice.randint(0, 4)))
            site.replica.failure = failures.LISTS[says][0]
            self.truth.outages.append(site.outage)

    def _publish_draft(self, site: Site, day: date) -> None:
        if not site.replica.drafts:
            text = self._text(day, draft=False)
            self._post(site, text)
            return
        text = self._text(day, draft=True)
        self._post(site, text)
        if self.dice.random() < 0.6:
            self.finals_due.append((day + timedelta(self.dice.randint(20, 90)), text))
        if self.dice.random() < 0.3:
            self._repost(text, day, drafts=True, but=site)

    def _publish_final(self, draft: Text, day: date) -> None:
        """The final bears another number of words and, sometimes, 暂行 or another last word."""
        site = self.dice.choice([s for s in self.sites if s.replica.finals and s.source.id[:3] != "tc2"])
        name = self.dice.choice([draft.name, draft.name.replace("管理办法", "管理暂行办法"), draft.name[:-2] + "规定"])
        articles = (*draft.articles[:-2], "违反本办法规定的，处三万元以下罚款。", "本办法自2028年1月1日起施行。")
        text = replace(self._text(day, draft=False), name=name, articles=articles)
        self._post(site, text)
        if self.dice.random() < 0.4:
            self._repost(text, day, drafts=False, but=site)

    def _text(self, day: date, draft: bool) -> Text:
        self.number += 1
        n = self.number
        name = f"网络数据平台第{n}号灯塔管理办法"
        articles = (
            f"为了规范第{n}号灯塔的运行服务活动，制定本办法。",
            f"提供者应当保证第{n}号灯塔的网络数据真实、准确、完整。",
            f"提供者应当在{_NUMBERS[n % 10]}小时内报告灯塔熄灭的事故。",
            "提供者不得泄露航行者的个人信息。",
            "违反本办法规定的，处一万元以下罚款。",
            "本办法自2026年　月　日起施行。" if draft else "本办法自2028年1月1日起施行。",
        )
        return Text(n, name, day, articles, draft)

    def _post(self, site: Site, text: Text) -> None:
        in_file = text.draft and site.replica.files and self.dice.random() < 0.2
        site.replica.texts.append(replace(text, in_file=in_file))
        self.published.append((site, site.replica.texts[-1]))
        self.truth.texts[_sign(text)] = 1

    def _repost(self, text: Text, day: date, *, drafts: bool, but: Site) -> None:
        """The same words on another site, under another number, on the same day."""
        able = [s for s in self.sites if s is not but and (s.replica.drafts if drafts else s.replica.finals)]
        other = self.dice.choice([s for s in able if s.source.id[:3] != "tc2"])
        self.number += 1
        other.replica.texts.append(replace(text, number=self.number, on=day, in_file=False))
        self.truth.reposts += 1

    def _disturb(self, day: date) -> None:
        """Now and then a text is corrected without a word, or a page gets another frame."""
        finals = [(s, t) for s, t in self.published if not t.draft and isinstance(s.replica, (sites.Cac, sites.GovCn))]
        if finals and self.dice.random() < 0.05:
            self._correct(*self.dice.choice(finals))
        elif finals and self.dice.random() < 0.2:
            site, text = self.dice.choice(finals)
            self._replace(site, text, replace(text, chrome=f"<div>访问量 {self.dice.randint(1, 9999)}</div>"))
            self.truth.frames += 1

    def _correct(self, site: Site, text: Text) -> None:
        if text.articles[-2].startswith("更正"):
            return
        mended = (*text.articles[:-2], "更正：违反本办法规定的，处五万元以下罚款。", text.articles[-1])
        fresh = replace(text, articles=mended)
        self._replace(site, text, fresh)
        self.truth.texts[_sign(fresh)] = 1
        self.truth.corrected += 1

    def _replace(self, site: Site, text: Text, fresh: Text) -> None:
        site.replica.texts[site.replica.texts.index(text)] = fresh
        self.published[self.published.index((site, text))] = (site, fresh)

    def _visit(self, day: date, weekly: bool) -> None:
        self.set_clock(datetime.fromisoformat(f"{day}T02:00:00+00:00"))
        for site in self.sites:
            visit = pull(self.desk, site.source, again=weekly)
            self.visits += 1
            if site.outage is None and visit.state not in (SourceState.OK, SourceState.NOTHING_NEW):
                self.alarms_outside.append(f"{day} {site.source.id}: {visit.detail}")
            site.replica.diary.clear()

    def _report(self, days: int) -> Report:
        filed = self._filed()
        with self.desk.library.reading() as files:
            cards = files.versions.latest(1_000_000)
            alarms = [alarm for site in self.sites for alarm in files.alarms.of(site.source.id, 1000)]
        alarmed = [
            o for o in self.truth.outages if any(_tells(alarm.source, alarm.since.date(), o) for alarm in alarms)
        ]
        return Report(
            days=days,
            visits=self.visits,
            true_versions=sum(self.truth.texts.values()),
            filed_versions=len(cards),
            corrections=self.truth.corrected,
            corrections_said=sum(card.note == CORRECTED for card in cards),
            reposts=self.truth.reposts,
            frames=self.truth.frames,
            outages=len(self.truth.outages),
            alarmed=len(alarmed),
            false_alarms=len(self.alarms_outside),
            missing=tuple(str(key[:2]) for key in self.truth.texts - filed),
            false=tuple(str(key[:2]) for key in filed - self.truth.texts),
        )

    def _filed(self) -> Counter[tuple[str, bool, str]]:
        """Every filed version by its own words: the work's number, draft or not, and the words."""
        filed: Counter[tuple[str, bool, str]] = Counter()
        with self.desk.library.reading() as files:
            for card in files.versions.latest(1_000_000):
                document = files.versions.get(card.instrument, card.id).document
                filed[(_work(card.title), not card.stage.in_force_text, _bare(words(document)))] += 1
        return filed


def _tells(source: str, since: date, outage: Outage) -> bool:
    """An alarm tells of an outage when it began in it, or was still open from one just before."""
    return source == outage.source and since <= outage.last and since >= outage.first - timedelta(5)


def _sign(text: Text) -> tuple[str, bool, str]:
    said = "".join(f"第{_NUMBERS[n]}条{words}" for n, words in enumerate(text.articles))
    return _work(text.name), text.draft, _bare(said)


def _work(title: str) -> str:
    return "".join(sign for sign in title if sign.isdigit())


def _bare(said: str) -> str:
    return "".join(said.split()).replace("　", "")
