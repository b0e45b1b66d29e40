"""What the desks hand out: frozen values that hold exactly what this reader may see, nothing kept back in a field."""

from tracker.practice.moments import Lane, Moment, Standing, Upcoming
from tracker.readingroom.pages.catalogue import (
    Arrival,
    CataloguePage,
    HomePage,
    InstrumentLine,
    InstrumentPage,
    SourcesSummary,
    VersionPage,
)
from tracker.readingroom.pages.comparing import ComparisonLine, ComparisonPage, NoteView
from tracker.readingroom.pages.finding import Found, HistoryPage, SearchPage
from tracker.readingroom.pages.serving import (
    AnswerLine,
    CalendarDay,
    CalendarPage,
    ClientsPage,
    Duty,
    PortalPage,
    SharedPage,
)
from tracker.readingroom.pages.sourcing import EvidencePage, RepairPage, SourceLine, SourcePage, SourcesPage
from tracker.readingroom.pages.telling import (
    AlertLine,
    DeliveriesPage,
    DeliveryLine,
    EditionPage,
    FeedEntry,
    Foretold,
    PickLine,
    WatchLine,
)

__all__ = [
    "AlertLine",
    "AnswerLine",
    "Arrival",
    "CalendarDay",
    "CalendarPage",
    "CataloguePage",
    "ClientsPage",
    "ComparisonLine",
    "ComparisonPage",
    "DeliveriesPage",
    "DeliveryLine",
    "Duty",
    "EditionPage",
    "EvidencePage",
    "FeedEntry",
    "Foretold",
    "Found",
    "HistoryPage",
    "HomePage",
    "InstrumentLine",
    "InstrumentPage",
    "Lane",
    "Moment",
    "NoteView",
    "PickLine",
    "PortalPage",
    "RepairPage",
    "SearchPage",
    "SharedPage",
    "SourceLine",
    "SourcePage",
    "SourcesPage",
    "SourcesSummary",
    "Standing",
    "Upcoming",
    "VersionPage",
    "WatchLine",
]
