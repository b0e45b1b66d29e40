"""The tables, one module a noun. Importing this package fills `Base.metadata`."""

from tracker.store.tables.amendments import CitationRow, CitingRow, ConsolidationRow, DecisionRow, SettlementRow
from tracker.store.tables.audit import AuditRow
from tracker.store.tables.base import Base
from tracker.store.tables.briefings import BriefingReleaseRow, BriefingRow, OpeningRow
from tracker.store.tables.captures import CaptureRow, QuarantineRow, VersionCaptureRow
from tracker.store.tables.clients import AnswerRow, InvitationRow, ShareRow
from tracker.store.tables.comparisons import ComparisonRow, ReleaseRow, RulingRow, SnapshotRow, VerdictsRow
from tracker.store.tables.counting import AttemptRow, BucketRow
from tracker.store.tables.editions import EditionRow, PickRow
from tracker.store.tables.feeds import DayRow, FeedRow
from tracker.store.tables.instruments import EventRow, InstrumentRow, NameRow
from tracker.store.tables.later import ReadingRow, RecognisedRow
from tracker.store.tables.lives import DateRow, MarkRow, SpellRow, StaleRow, TellingRow
from tracker.store.tables.looking import CheckRow, LookRow
from tracker.store.tables.notes import ActRow, NoteReleaseRow, NoteRow, PlaceRow, RevisionRow
from tracker.store.tables.operations import AbsenceRow, AlarmRow, BackfillRow, RepairRow
from tracker.store.tables.outbox import AlertRow, DeliveryRow
from tracker.store.tables.people import ClientRow, FollowRow, PersonRow
from tracker.store.tables.tokens import RepeatRow, TokenRow
from tracker.store.tables.translations import TranslationRow
from tracker.store.tables.versions import TextRow, VersionRow
from tracker.store.tables.visits import NoticeRow, ValidatorsRow, VisitRow
from tracker.store.tables.watches import HabitsRow, HookRow, WatchRow

__all__ = [
    "AbsenceRow",
    "ActRow",
    "AlarmRow",
    "AlertRow",
    "AnswerRow",
    "AttemptRow",
    "AuditRow",
    "BackfillRow",
    "Base",
    "BriefingReleaseRow",
    "BriefingRow",
    "BucketRow",
    "CaptureRow",
    "CheckRow",
    "CitationRow",
    "CitingRow",
    "ClientRow",
    "ComparisonRow",
    "ConsolidationRow",
    "DateRow",
    "DayRow",
    "DecisionRow",
    "DeliveryRow",
    "EditionRow",
    "EventRow",
    "FeedRow",
    "FollowRow",
    "HabitsRow",
    "HookRow",
    "InstrumentRow",
    "InvitationRow",
    "LookRow",
    "MarkRow",
    "NameRow",
    "NoteReleaseRow",
    "NoteRow",
    "NoticeRow",
    "OpeningRow",
    "PersonRow",
    "PickRow",
    "PlaceRow",
    "QuarantineRow",
    "ReadingRow",
    "RecognisedRow",
    "ReleaseRow",
    "RepairRow",
    "RepeatRow",
    "RevisionRow",
    "RulingRow",
    "SettlementRow",
    "ShareRow",
    "SnapshotRow",
    "SpellRow",
    "StaleRow",
    "TellingRow",
    "TextRow",
    "TokenRow",
    "TranslationRow",
    "ValidatorsRow",
    "VerdictsRow",
    "VersionCaptureRow",
    "VersionRow",
    "VisitRow",
    "WatchRow",
]
