"""What leaves for one letter's alerts: as its reader may see them now, not as they stood when they were filed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from tracker.alerts import bulletin, mail, message
from tracker.alerts.bulletin import Entry
from tracker.alerts.event import Coming
from tracker.alerts.letters import Letter
from tracker.alerts.matching import matches
from tracker.alerts.services import SERVICES
from tracker.alerts.services.post import Post
from tracker.alerts.services.words import Note
from tracker.errors import DeliveryFailed, NotFound
from tracker.practice.access import Sight, sees_facts, sight, writes_notes
from tracker.practice.briefing import meant
from tracker.practice.person import Reader
from tracker.practice.watch import DATES, HOOKED, Alert, Channel, Delivery, Occasion
from tracker.readingroom.editions import Editions
from tracker.readingroom.rippled import touches
from tracker.readingroom.telling import event_of, reader
from tracker.sources import registry
from tracker.store.library import Files
from tracker.workday.desk import Desk
from tracker.workday.letterhead import letterhead

Rows = Sequence[tuple[Delivery, Alert]]


@dataclass(frozen=True, slots=True)
class Parcel:
    """What to hand over, by mail or as a post, and the deliveries whose alert may not be told any more."""

    outgoing: mail.Outgoing | None
    post: Post | None
    channel: Channel
    withheld: dict[int, str]


def parcel(desk: Desk, rows: Rows) -> Parcel:
    """The letter of these deliveries, which share a Message-ID.

    Raises DeliveryFailed (for good) when nothing of it may be told any more, or its address is gone.
    """
    delivery, alert = rows[0]
    with desk.library.reading() as files:
        person = files.people.get(alert.person)
        if not person.active:
            raise DeliveryFailed(f"{person.name} has no active account any more.", permanent=True)
        who = reader(person, files.people.clients())
        entries, withheld = _entries(desk, files, rows, who)
        if not entries:
            raise DeliveryFailed(next(iter(withheld.values())), permanent=True)
        if delivery.channel in HOOKED:
            return Parcel(None, _post(desk, files, delivery, entries, who), delivery.channel, withheld)
        leave = f"{desk.base_url.rstrip('/')}/unsubscribe/{delivery.token}/" if delivery.token else ""
        letter = _letter(desk, files, rows, entries, who, leave)
    outgoing = mail.Outgoing(letter, delivery.address, delivery.message_id, desk.clock(), leave)
    return Parcel(outgoing, None, delivery.channel, withheld)


def _letter(desk: Desk, files: Files, rows: Rows, entries: Sequence[Entry], who: Reader, leave: str) -> Letter:
    """A single text with its changed clauses, anything else as entries."""
    delivery, alert = rows[0]
    head = letterhead(desk.settings)
    if len(rows) == 1 and alert.version:
        event = event_of(files, alert.instrument, alert.compared_with, alert.version)
        old = alert.compared_with
        releases = files.releases.of(alert.instrument, old, alert.version) if old else []
        event = replace(event, touches=touches(files, who, event))
        return message.compose(event, who, releases, base_url=desk.base_url, leave=leave, head=head)
    return bulletin.bulletin(
        entries, who, delivery.cadence, base_url=desk.base_url, leave=leave, on=_today(desk, who), head=head
    )


def _post(desk: Desk, files: Files, delivery: Delivery, entries: Sequence[Entry], who: Reader) -> Post:
    try:
        hook = files.hooks.get(int(delivery.address))
    except NotFound as fault:
        raise DeliveryFailed(str(fault), permanent=True) from fault
    language = bulletin.language_of(who)
    ranked = bulletin.ranked(entries)
    note = Note(
        bulletin.subject_of(ranked, delivery.cadence, language), ranked, language, delivery.message_id.strip("<>")
    )
    return SERVICES[hook.channel].request(hook, note, desk.clock())


def _today(desk: Desk, who: Reader) -> date:
    assert who.person is not None
    return desk.clock().astimezone(ZoneInfo(who.person.zone)).date()


def _entries(desk: Desk, files: Files, rows: Rows, who: Reader) -> tuple[list[Entry], dict[int, str]]:
    """The entries that may be told, and why the others may not, by delivery."""
    entries, withheld = [], {}
    for delivery, alert in rows:
        try:
            entries.append(_entry(desk, files, alert, who))
        except DeliveryFailed as fault:
            withheld[delivery.id] = str(fault)
        except NotFound as fault:
            withheld[delivery.id] = f"There is nothing left to tell: {fault}"
    return entries, withheld


def _entry(desk: Desk, files: Files, alert: Alert, who: Reader) -> Entry:
    if alert.version:
        return _text(desk, files, alert, who)
    if alert.occasion in DATES or alert.occasion is Occasion.WITHDRAWN:
        return _date(desk, files, alert, who)
    if alert.occasion is Occasion.SOURCE:
        name = _source_name(alert.facts["source"], bulletin.language_of(who))
        return bulletin.source_entry(name, alert.facts, who, base_url=desk.base_url)
    if alert.occasion is Occasion.QUIET:
        return bulletin.quiet_entry(alert.facts, who, base_url=desk.base_url)
    if alert.occasion is Occasion.EDITION:
        return _edition(desk, files, alert, who)
    if alert.occasion is Occasion.BRIEFING:
        return _briefing(desk, files, alert, who)
    if alert.occasion is Occasion.ANSWER:
        return _answer(desk, files, alert, who)
    return bulletin.trial_entry(who, base_url=desk.base_url)


def _text(desk: Desk, files: Files, alert: Alert, who: Reader) -> Entry:
    old = alert.compared_with
    releases = files.releases.of(alert.instrument, old, alert.version) if old else []
    event = event_of(files, alert.instrument, old, alert.version)
    if not sees_facts(who, event.instrument):
        raise DeliveryFailed("Its reader does not follow this instrument any more.", permanent=True)
    if sight(who, event.instrument, releases) is Sight.NOTHING and _betrays(files, alert, who):
        raise DeliveryFailed("The release this letter tells of was withdrawn before it left.", permanent=True)
    event = replace(event, touches=touches(files, who, event))
    return bulletin.text_entry(event, who, releases, base_url=desk.base_url)


def _betrays(files: Files, alert: Alert, who: Reader) -> bool:
    """Whether the letter's coming alone would tell a direction its reader may see no more."""
    watches = files.watches.of(alert.person)
    asked = next((watch for watch in watches if watch.id == alert.watch), None)
    if asked is None or not asked.asks_verdict:
        return False
    whole = event_of(files, alert.instrument, alert.compared_with, alert.version, whole=True)
    return not any(matches(watch, whole, who) for watch in watches)


def _date(desk: Desk, files: Files, alert: Alert, who: Reader) -> Entry:
    instrument = files.instruments.get(alert.instrument)
    if not sees_facts(who, instrument):
        raise DeliveryFailed("Its reader does not follow this instrument any more.", permanent=True)
    dated = "undated" not in alert.event
    on = alert.due_on if dated else None
    coming = Coming(instrument, alert.occasion, on, _today(desk, who), sure=not alert.facts.get("unsure"))
    return bulletin.date_entry(coming, who, base_url=desk.base_url)


def _edition(desk: Desk, files: Files, alert: Alert, who: Reader) -> Entry:
    """Counsel's digest, with how much of it this reader may see."""
    number = int(alert.event.partition("/")[2])
    page = Editions(desk.library, who, desk.settings, desk.clock).page(number)
    tally = {
        "picks": len(page.picks),
        "finals": len(page.finals),
        "drafts": len(page.drafts),
        "dates": len(page.upcoming),
    }
    return bulletin.edition_entry(page.edition, tally, who, base_url=desk.base_url)


def _briefing(desk: Desk, files: Files, alert: Alert, who: Reader) -> Entry:
    """A release as it stands when the letter leaves: what was recalled meanwhile is not announced any more."""
    instrument, facts = files.instruments.get(alert.instrument), dict(alert.facts)
    releases = files.briefings.releases(instrument.slug, facts["old"], facts["new"])
    release = next((one for one in releases if str(one.number) == facts["release"]), None)
    if release is None or not sees_facts(who, instrument) or not meant(who, release):
        raise DeliveryFailed("This briefing is not its reader's any more.", permanent=True)
    if facts["did"] == "released" and not release.stands:
        raise DeliveryFailed("The briefing was recalled before this letter left.", permanent=True)
    if not release.stands and alert.person in {opening.person for opening in release.openings}:
        facts["reason"] = release.reason
    return bulletin.briefing_entry(instrument, facts, who, base_url=desk.base_url)


def _answer(desk: Desk, files: Files, alert: Alert, who: Reader) -> Entry:
    """A client's answer, for a person who is still of the firm."""
    if not writes_notes(who):
        raise DeliveryFailed("Its reader is not counsel any more.", permanent=True)
    instrument, facts = files.instruments.get(alert.instrument), alert.facts
    said = next((one for one in files.answers.of_client(facts["client"]) if str(one.id) == facts["answer"]), None)
    if said is None:
        raise NotFound("There is no such answer.")
    told = {
        "person": files.people.get(said.person).name,
        "client": files.people.client(said.client).name,
        "body": said.body,
        "quote": said.quote,
    }
    return bulletin.answer_entry(instrument, told, who, base_url=desk.base_url)


def _source_name(source: str, language: str) -> str:
    known = {one.id: one for one in (*registry.sources(), *registry.samples())}.get(source)
    if known is None:
        return source
    return known.name_zh if language == "zh" else known.name_en
