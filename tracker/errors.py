"""What can go wrong in operation; oddities in a text are a `Problem`, never an exception.

    TrackerError
    ├── DocumentError            a file or page that cannot be read as a regulation
    │   ├── UnreadableDocument       empty, damaged, of an unknown kind, or hostile
    │   │   └── TookTooLong              given up after its time, which may have been short
    │   ├── NotARegulation           readable, but a challenge, an error page, a text without provisions
    │   ├── ScannedDocument          a PDF without a text layer
    │   └── PoorlyRead               read with gaps, garbled signs or a lost end: a person looks first
    ├── SourceError              an official site that did not answer as known
    │   ├── FetchFailed(temporary)   network, status, size or time
    │   ├── Refused                  robots.txt or the address guard says no
    │   └── UnexpectedPage           the page changed shape
    ├── StoreError               the library could not keep or find something
    │   ├── NotFound
    │   │   └── NotFiled             a comparison nobody made yet, too dear to make for this reader
    │   ├── Conflict                 somebody else was faster
    │   │   └── Busy                     another process is at this very work, which is left to it
    │   ├── NoRoom                   the disk is full; nothing of this was kept
    │   └── Unavailable              the database is away for the moment: a later try can help
    │       ├── Outdated                 the library has another shape than this release writes
    │       └── Unreachable              the store of captures does not answer
    ├── KnowledgeError           a file of regs/ that somebody edited wrongly
    ├── NotAllowed               this reader may not do or see this
    ├── DeliveryFailed(permanent) an alert that could not be handed over
    ├── DeliveryUnsure           an alert that may have been handed over: in doubt
    ├── RemoteRefused, RemoteSilent   a tracker elsewhere said no, or nothing (`tracker.remote.faults`)
    ├── NotGenuine               a post that is not from the tracker it says, or came before (there too)
    ├── SecondOpinionFailed      the firm's own second reader did not answer as agreed
    └── Interrupted              tracker is stopping; what was under way is made good at the next start

One family per kind of remedy. Each error's text is a sentence for a person: what was wrong, with which file or page.
"""


class TrackerError(Exception):
    """Anything tracker raises on purpose; `str()` is a sentence for a person."""


class DocumentError(TrackerError):
    """A file or page cannot be taken in as a regulation."""


class UnreadableDocument(DocumentError):
    """The bytes are empty, damaged, hostile, or of a kind we do not read."""


class TookTooLong(UnreadableDocument):
    """Reading was given up after its time; with more time the text may be read."""


class NotARegulation(DocumentError):
    """The bytes can be read, but hold no regulation: a challenge, an error page, a text without provisions."""


class ScannedDocument(DocumentError):
    """The PDF holds pictures of pages and no text."""


class PoorlyRead(DocumentError):
    """The text was read with so many faults that a person looks first."""


class SourceError(TrackerError):
    """An official site did not answer as its description says."""


class FetchFailed(SourceError):
    """The network, the status, the size or the time; `temporary` says whether a later try can help."""

    def __init__(self, message: str, *, temporary: bool, status: int | None = None) -> None:
        super().__init__(message)
        self.temporary = temporary
        self.status = status


class Refused(SourceError):
    """robots.txt or the address guard forbids the visit."""


class UnexpectedPage(SourceError):
    """A page answered, in a shape its source's description does not know."""


class StoreError(TrackerError):
    """The library could not keep or find something."""


class NotFound(StoreError):
    """No such instrument, version, comparison, note or person."""


class NotFiled(NotFound):
    """No such comparison is filed, and making it is for the firm's own people."""


class Conflict(StoreError):
    """The thing was changed or claimed by someone else in the meantime."""


class Busy(Conflict):
    """Another process or thread is at this very work now; it is left to it, and nothing is lost by waiting."""


class NoRoom(StoreError):
    """The disk of the library or of its captures is full: nothing of this was kept, and all of it can be done again."""


class Unavailable(StoreError):
    """The database does not answer, or is held too long by somebody else; a later try can help."""


class Outdated(Unavailable):
    """The library was brought to another shape than this process knows: it goes on reading and writes nothing."""


class Unreachable(Unavailable):
    """The store of captures does not answer, or lets us not in; nothing is known of what lies there."""


class KnowledgeError(TrackerError):
    """A data file of `regs/` is missing or written wrongly; the sentence names the file and the key."""


class NotAllowed(TrackerError):
    """This reader may not see or do this (the table “who sees what”)."""


class SecondOpinionFailed(TrackerError):
    """The firm's own second reader could not be asked, or answered in a form nobody understands."""


class DeliveryFailed(TrackerError):
    """An alert could not be handed over; `permanent` says that trying again is pointless."""

    def __init__(self, message: str, *, permanent: bool) -> None:
        super().__init__(message)
        self.permanent = permanent


class DeliveryUnsure(TrackerError):
    """The connection died between hand-over and answer: nobody knows, so it is never sent again by itself."""


class Interrupted(TrackerError):
    """The work was broken off because tracker is stopping: no fault of a site, nothing to record."""
