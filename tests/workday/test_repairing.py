"""The analyst's desk: metadata repaired with its evidence, chains joined and parted, and what survives of it."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.replicas.texts import FINAL, Text
from tracker.errors import Conflict, NotAllowed, NotFound
from tracker.law.instrument import EventKind, Instrument
from tracker.law.stage import Stage
from tracker.practice.access import Release
from tracker.practice.feed import Scope
from tracker.practice.person import Client
from tracker.practice.ruling import Ruling
from tracker.practice.watch import Watch
from tracker.store.readdressing import NAMED
from tracker.store.tables import Base, DateRow, EventRow, NameRow, SpellRow, StaleRow
from tracker.workday.catalogue import sync
from tracker.workday.repairing import (
    Because,
    VersionFacts,
    add_instrument,
    confirm,
    join,
    part,
    repair_instrument,
    repair_version,
)
from tracker.workday.upload import Upload, take_in_file

BECAUSE = Because("analyst", "公报第3号第12页：本办法自公布之日起施行。")
BUOYS = Text(1, "航标管理办法", date(2026, 3, 1))


def taken(desk, text: Text, **more):
    stage = Stage.CONSULTATION_DRAFT if text.draft else Stage.PROMULGATED
    data = "\n".join(text.lines).encode()
    said = {"stage": stage, "dated_on": text.on, "authority": "cac"} | more
    return take_in_file(desk, Upload(data, f"{text.name}.txt", by="analyst", **said))


def final(name: str, **more) -> Text:
    return Text(2, name, date(2026, 9, 1), FINAL, draft=False, **more)


def chain(desk, slug):
    with desk.library.reading() as files:
        return [card.id for card in files.versions.of(slug)], [(c.old, c.new) for c in files.comparisons.of(slug)]


def test_a_wrong_stage_is_repaired_and_the_version_s_id_follows_everywhere(desk, counsel):
    with desk.library.writing() as files:
        files.watches.add(Watch(0, counsel.id))
    slug = taken(desk, BUOYS).instrument
    wrong = taken(desk, final("航标管理办法"), stage=Stage.SUBMITTED_DRAFT).version
    facts = VersionFacts(Stage.PROMULGATED, None, date(2026, 9, 2), date(2027, 1, 1), None)
    named = repair_version(desk, slug, wrong, facts, BECAUSE)
    assert (wrong, named) == ("2026-09-01-submitted-draft", "2026-09-02-promulgated")
    assert chain(desk, slug) == (["2026-03-01-draft", named], [("2026-03-01-draft", named)])
    with desk.library.reading() as files:
        instrument = files.instruments.get(slug)
        events = {alert.event for alert in files.outbox.alerts_of(counsel.id)}
        repairs = files.repairs.of(slug)
    assert (EventKind.STAGE, date(2026, 9, 2), Stage.PROMULGATED) in [
        (e.kind, e.on, e.stage) for e in instrument.events
    ]
    assert not any(e.stage is Stage.SUBMITTED_DRAFT for e in instrument.events)
    assert events == {f"{slug}/2026-03-01-draft", f"{slug}/{named}"}
    assert {(r.field, r.old, r.new) for r in repairs} == {
        ("stage", "submitted-draft", "promulgated"),
        ("dated_on", "2026-09-01", "2026-09-02"),
    }
    assert all((r.by, r.evidence, r.at) == ("analyst", BECAUSE.evidence, desk.clock()) for r in repairs)
    assert taken(desk, final("航标管理办法")).version == named  # the same text again is that version, and tells nobody


def test_two_chains_are_joined_and_the_next_text_of_either_title_finds_the_one(desk):
    first = taken(desk, BUOYS).instrument
    second = taken(desk, final("浮标与灯船管理规则")).instrument
    assert first != second
    join(desk, second, first, BECAUSE)
    ids, pairs = chain(desk, first)
    assert ids == ["2026-03-01-draft", "2026-09-01-promulgated"]
    assert pairs == [(ids[0], ids[1])]
    with pytest.raises(NotFound), desk.library.reading() as files:
        files.instruments.get(second)
    later = replace(
        final("浮标与灯船管理规则"), on=date(2027, 9, 1), articles=(*FINAL[:5], "本办法自2028年1月1日起施行。")
    )
    assert taken(desk, later).instrument == first


def test_whoever_followed_a_joined_work_follows_the_one_it_became(desk, counsel):
    first = taken(desk, BUOYS).instrument
    second = taken(desk, final("浮标与灯船管理规则")).instrument
    with desk.library.writing() as files:
        files.people.put_client(Client("old", "旧客户", frozenset({second, "topic:data"})))
        files.people.put_client(Client("both", "两者客户", frozenset({first, second})))
        files.watches.add(Watch(0, counsel.id, instrument=second))
        address = files.feeds.make(counsel.id, Scope.INSTRUMENT, second, desk.clock())
        linked = replace(
            files.instruments.get(first), slug="rules", related=((second, "explains"), (first, "explains"))
        )
        files.instruments.put(linked)
    join(desk, second, first, BECAUSE)
    with desk.library.reading() as files:
        assert files.people.client("old").follows == {first, "topic:data"}
        assert files.people.client("both").follows == {first}
        assert [watch.instrument for watch in files.watches.of(counsel.id)] == [first]
        assert files.feeds.by_token(address.token).value == first
        assert files.instruments.get("rules").related == ((first, "explains"),)


def test_what_counsel_wrote_goes_with_a_joined_work(desk, counsel):
    first = taken(desk, BUOYS).instrument
    second = taken(desk, replace(BUOYS, name="浮标规则", articles=FINAL)).instrument
    third = taken(desk, replace(final("浮标规则"), articles=(*FINAL[:5], "本办法自2028年1月1日起施行。"))).version
    with desk.library.writing() as files:
        files.rulings.add(Ruling(0, second, "2026-03-01-draft", third, "理由", counsel.id, desk.clock()))
    join(desk, second, first, BECAUSE)
    with desk.library.reading() as files:
        (kept,) = files.rulings.of(first, "2026-03-01-draft-2", third)
    assert kept.reason == "理由"


def test_a_joined_work_is_not_described_back_into_a_second_one(desk):
    described = Instrument("buoys", "航标管理办法", "Buoys", "departmental-rule", ("cac",))
    other = Instrument("lamps", "灯船管理规则", "Lamps", "departmental-rule", ("cac",), related=(("buoys", "of"),))
    sync(desk.library, [described, other])
    repair_instrument(desk, "buoys", {"title_en": "Measures on Buoys"}, BECAUSE)
    slug = add_instrument(desk, Instrument("", "浮标与灯船管理规则", "", "departmental-rule"), BECAUSE).slug
    join(desk, "buoys", slug, BECAUSE)
    assert sync(desk.library, [described, other]) == 1
    with desk.library.reading() as files:
        assert "buoys" not in {one.slug for one in files.instruments.all()}
        assert files.instruments.get("lamps").related == ((slug, "of"),)
        assert files.instruments.get(slug).title_en == ""  # what was said of the first is not said of the second
    assert taken(desk, BUOYS).instrument == slug


def test_every_table_that_names_an_instrument_follows_it():
    naming = {mapper.class_ for mapper in Base.registry.mappers if "instrument" in mapper.columns}
    # A work's life is told anew from its versions and events, its names from its titles.
    assert naming - {EventRow, NameRow, SpellRow, DateRow, StaleRow} == {table for table, _ in NAMED}


def test_versions_of_one_id_are_joined_under_two(desk):
    first = taken(desk, BUOYS).instrument
    second = taken(desk, replace(BUOYS, name="浮标规则", articles=FINAL)).instrument
    join(desk, second, first, BECAUSE)
    assert chain(desk, first)[0] == ["2026-03-01-draft", "2026-03-01-draft-2"]


def test_a_version_is_parted_and_its_title_is_never_taken_for_the_former_work_again(desk):
    slug = taken(desk, BUOYS).instrument
    wrong = taken(desk, final("航标管理规定"))
    assert wrong.instrument == slug  # 办法 and 规定 may be one work
    own = part(desk, slug, wrong.version, "", BECAUSE)
    assert own != slug
    assert chain(desk, slug) == (["2026-03-01-draft"], [])
    assert chain(desk, own) == ([wrong.version], [])
    later = replace(final("航标管理规定"), on=date(2027, 9, 1), articles=(*FINAL[:5], "本办法自2028年1月1日起施行。"))
    assert taken(desk, later).instrument == own


def test_what_counsel_released_is_never_lost_by_parting(desk):
    slug = taken(desk, BUOYS).instrument
    wrong = taken(desk, final("航标管理规定")).version
    with desk.library.writing() as files:
        files.releases.add(Release(slug, "2026-03-01-draft", wrong, None, "counsel", datetime(2026, 11, 1, tzinfo=UTC)))
    with pytest.raises(Conflict, match="1 releases stand"):
        part(desk, slug, wrong, "", BECAUSE)
    assert len(chain(desk, slug)[0]) == 2


def test_a_place_tracker_is_unsure_of_waits_for_a_person_s_say(desk):
    slug = taken(desk, BUOYS).instrument
    loose = taken(desk, final("航标管理规定")).version
    with desk.library.reading() as files:
        assert [(card.id, sure) for card, sure in files.versions.unsure()] == [(loose, "0.75")]
    confirm(desk, slug, loose, BECAUSE)
    with desk.library.reading() as files:
        assert files.versions.unsure() == []
        assert [repair.field for repair in files.repairs.of(slug)] == ["confirmed"]


def test_what_a_person_repaired_survives_the_catalogue_s_next_reading(desk):
    described = Instrument("buoys", "航标管理办法", "Buoys", "departmental-rule", ("cac",), ("data",))
    sync(desk.library, [described])
    said = {"title_en": "Measures on Buoys", "aliases": "航标办法\n浮标办法", "kind": "departmental-rule"}
    assert repair_instrument(desk, "buoys", said, BECAUSE) == 2
    sync(desk.library, [described])
    with desk.library.reading() as files:
        kept = files.instruments.get("buoys")
    assert (kept.title_en, kept.aliases, kept.topics) == ("Measures on Buoys", ("航标办法", "浮标办法"), ("data",))


def test_a_work_nobody_pulled_is_added_and_its_text_joins_it(desk):
    made = add_instrument(desk, Instrument("", "航标管理办法", "", "departmental-rule", ("cac",)), BECAUSE)
    assert taken(desk, BUOYS).instrument == made.slug
    with pytest.raises(Conflict):
        add_instrument(desk, Instrument("", "航标管理办法", "", "departmental-rule", ("cac",)), BECAUSE)


def test_a_change_without_its_sentence_is_no_change(desk):
    slug = taken(desk, BUOYS).instrument
    with pytest.raises(NotAllowed, match="the sentence that shows it"):
        repair_instrument(desk, slug, {"title_en": "x"}, Because("analyst", " "))
    with desk.library.reading() as files:
        assert files.instruments.get(slug).title_en == ""
