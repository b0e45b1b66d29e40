"""The store's cards as a reader may hold them."""

from dataclasses import replace

from tracker.practice import access
from tracker.practice.cards import VersionCard
from tracker.practice.person import Reader


def card_for(reader: Reader, card: VersionCard) -> VersionCard:
    """A version's card; outside the firm without our own notes and without when we looked."""
    if access.is_inside(reader):
        return card
    return replace(card, first_seen_at=None, last_seen_at=None, note="")
