"""Every screen beside its operation: what a person can see or do, a program can, or a reason stands here why not."""

from flask import Flask

from tracker.web.api import site

#: The operations by which a program has what a screen shows, or does what its form does.
BESIDE: dict[str, tuple[str, ...]] = {
    "home.page": ("arrivals", "dates", "picks", "sources"),
    "account.page": ("account", "addresses"),
    "account.save": ("set_account",),
    "account.add_hook": ("add_address",),
    "account.remove_hook": ("remove_address",),
    "watches.alerts": ("alerts",),
    "watches.read": ("read_alert",),
    "watches.page": ("watches", "watch"),
    "watches.add": ("add_watch",),
    "watches.pause": ("change_watch",),
    "watches.remove": ("remove_watch",),
    "watches.test": ("try_watch",),
    "watches.preview": ("preview_watch",),
    "welcome.page": ("instruments", "watches", "feeds"),
    "welcome.watch": ("add_watch",),
    "welcome.calendar": ("make_feed",),
    "clients.page": ("clients", "client", "people", "invitations"),
    "clients.keep": ("add_client", "change_client"),
    "clients.invite": ("invite",),
    "clients.answers": ("answers",),
    "clients.settle": ("settle_answer",),
    "audit.page": ("audit", "check_audit"),
    "people.page": ("person",),
    "people.switch": ("switch_person",),
    "people.export": ("person_data",),
    "people.erase": ("erase_person",),
    "calendar.page": ("dates", "instrument"),
    "comparisons.choose": ("comparison",),
    "comparisons.page": ("comparison", "notes", "threads"),
    "comparisons.as_json": ("comparison",),
    "comparisons.as_markdown": ("comparison_file",),
    "comparisons.check": ("check",),
    "comparisons.release": ("release",),
    "comparisons.withdraw": ("withdraw",),
    "comparisons.review": ("set_review",),
    "downloads.choose": ("comparison_file",),
    "downloads.table": ("comparison_file",),
    "downloads.redline": ("comparison_file",),
    "downloads.annotations": ("comparison_file",),
    "returning.take_in": ("take_back_redline",),
    "second.ask": ("ask_second", "opinions"),
    "rulings.pair": ("pair",),
    "rulings.overrule": ("overrule",),
    "rulings.undo": ("undo_ruling", "rulings"),
    "briefings.page": ("briefing",),
    "briefings.write": ("write_briefing",),
    "briefings.release": ("release_briefing",),
    "briefings.recall": ("recall_briefing",),
    "duties.page": ("obligations",),
    "notes.add": ("write_note",),
    "notes.act": ("do_with_note",),
    "notes.answer": ("answer_note",),
    "notes.release": ("release_note",),
    "notes.revise": ("reword_note", "note"),
    "notes.withdraw": ("withdraw_note",),
    "deliveries.page": ("deliveries",),
    "deliveries.resend": ("resend_delivery",),
    "editions.page": ("editions",),
    "editions.begin": ("begin_edition",),
    "editions.one": ("edition",),
    "editions.word": ("edition_file",),
    "editions.revise": ("reword_edition",),
    "editions.send": ("send_edition",),
    "editions.pin": ("pin", "picks"),
    "editions.unpin": ("unpin",),
    "feeds.page": ("feeds",),
    "feeds.make": ("make_feed",),
    "feeds.revoke": ("revoke_feed",),
    "instruments.catalogue": ("instruments", "authorities", "topics"),
    "instruments.page": ("instrument", "force", "comparisons_of", "versions"),
    "instruments.text_on": ("text_on",),
    "lives.obligations": ("courses",),
    "lives.choose": ("provision",),
    "lives.provision": ("provision",),
    "versions.page": ("version",),
    "versions.raw": ("capture",),
    "evidence.page": ("evidence",),
    "evidence.captures": ("evidence_file",),
    "amendments.page": ("amendment", "offers"),
    "amendments.consolidate": ("consolidate",),
    "amendments.settle": ("settle_operation",),
    "translations.page": ("translation",),
    "translations.add": ("add_translation",),
    "repair.new": ("add_instrument",),
    "repair.add": ("add_instrument",),
    "repair.page": ("repairs",),
    "repair.mend": ("repair_instrument",),
    "repair.join": ("join_instrument",),
    "repair.mend_version": ("repair_version", "confirm_version", "part_version"),
    "portal.page": ("portal", "shares"),
    "portal.answer": ("answer_counsel",),
    "portal.share": ("share",),
    "portal.end_share": ("end_share",),
    "review.page": ("review", "quarantine"),
    "review.looked": ("look_at_amendment",),
    "review.settle": ("place_note",),
    "review.put_aside": ("put_aside",),
    "review.accept": ("settle_quarantined",),
    "review.reject": ("settle_quarantined",),
    "search.page": ("search", "search_facets"),
    "search.history": ("phrase_history",),
    "sources.page": ("sources",),
    "sources.one": ("source",),
    "sources.look": ("look_at_source",),
    "sources.switch": ("switch_source",),
    "adding.form": ("try_source",),
    "adding.answer": ("try_source", "add_source"),
    "upload.form": ("upload",),
    "upload.answer": ("upload",),
}
SIGNING_IN = "a person signs in by a browser; a program has a token"
TOKENS = "no token makes a token: what is taken back would leave heirs"
BEARER = "whoever holds the address needs no token, and gets the form it names"
MACHINES = "for monitors, in the form they read, with an access of its own"
#: Screens without an operation, and why.
WITHOUT: dict[str, str] = {
    "session.form": SIGNING_IN,
    "session.sign_in": SIGNING_IN,
    "session.sign_out": SIGNING_IN,
    "oidc.leave": SIGNING_IN,
    "oidc.come_back": SIGNING_IN,
    "welcome.ask": "an invitation is answered by its owner, who chooses a password nobody's program knows",
    "welcome.accept": "an invitation is answered by its owner, who chooses a password nobody's program knows",
    "tokens.page": TOKENS,
    "tokens.make": TOKENS,
    "tokens.revoke": TOKENS,
    "feeds.read": BEARER,
    "portal.shared": BEARER,
    "unsubscribe.ask": BEARER,
    "unsubscribe.leave": BEARER,
    "operating.health": MACHINES,
    "operating.ready": MACHINES,
    "operating.metrics": MACHINES,
    "brand.logo": "the firm's own picture for its pages",
    "static": "what pages are drawn with",
}
# What programs have that no screen is made of: who they are.
OF_PROGRAMS = {"me"}


def screens(app: Flask) -> set[str]:
    return {rule.endpoint for rule in app.url_map.iter_rules() if not rule.endpoint.startswith("api.")}


def test_every_screen_has_its_operation_or_a_reason(standing: Flask) -> None:
    assert screens(standing) - BESIDE.keys() == WITHOUT.keys()
    assert BESIDE.keys() <= screens(standing)  # none that is gone
    assert all(len(reason) > 20 for reason in WITHOUT.values())


def test_every_operation_stands_beside_a_screen() -> None:
    named = {name for names in BESIDE.values() for name in names}
    assert {one.name for one in site.operations()} - OF_PROGRAMS == named


def test_what_a_form_changes_an_operation_changes(standing: Flask) -> None:
    """A form beside readings alone would be no operation for it."""
    changing = {one.name for one in site.operations() if one.method != "GET"} | {"person_data"}
    forms = {r.endpoint for r in standing.url_map.iter_rules() if "POST" in (r.methods or ())} & BESIDE.keys()
    assert [form for form in sorted(forms) if not changing & set(BESIDE[form])] == []
