"""What a site answered: a page with what came beside it, a wall that is kept as evidence, a wish to be left alone."""

from dataclasses import dataclass, field
from email.message import Message
from email.utils import parsedate_to_datetime

from tracker.errors import FetchFailed
from tracker.practice.visit import Validators
from tracker.sources.challenge import SAYS, Landing


@dataclass(frozen=True, slots=True)
class Page:
    """An answer: the bytes as sent (unpacked), and what came with them. Header names are lower-case."""

    url: str
    final_url: str
    status: int
    data: bytes = field(repr=False)
    headers: tuple[tuple[str, str], ...] = ()

    @property
    def not_modified(self) -> bool:
        """Whether the site says nothing changed since the validators we sent."""
        return self.status == 304

    def header(self, name: str) -> str:
        """A header's value, empty if there is none."""
        return next((value for key, value in self.headers if key == name), "")

    @property
    def media_type(self) -> str:
        """The declared type without its parameters; often wrong, never trusted for reading."""
        return self.header("content-type").partition(";")[0].strip().lower()

    @property
    def file_name(self) -> str:
        """The name a download is given (RFC 6266, with RFC 5987's filename*); empty where the site names none."""
        told = Message()
        told["Content-Disposition"] = self.header("content-disposition")
        return (told.get_filename() or "").replace("\x00", "").rsplit("/", 1)[-1].strip()

    @property
    def validators(self) -> Validators:
        """What makes the next request conditional."""
        return Validators(etag=self.header("etag"), last_modified=self.header("last-modified"))


class BadAnswer(FetchFailed):
    """The site answered, but with a wall, an error or nothing; the answer is kept as evidence."""

    def __init__(self, page: Page, landing: Landing) -> None:
        limited = landing in (Landing.LIMITED, Landing.DOWN, Landing.EMPTY, Landing.ERROR_PAGE)
        super().__init__(f"{page.url}: {SAYS[landing]} (status {page.status}).", temporary=limited, status=page.status)
        self.page = page
        self.landing = landing


class Resting(FetchFailed):
    """The host asked to be left alone, and is: nothing was sent."""

    def __init__(self, message: str) -> None:
        super().__init__(message, temporary=False)


def retry_after(page: Page) -> float | None:
    """The pause a site asks for, in seconds: a number, or a date counted from the site's own Date."""
    asked = page.header("retry-after").strip()
    if asked.isdecimal():
        return float(asked)
    try:
        return max(0.0, (parsedate_to_datetime(asked) - parsedate_to_datetime(page.header("date"))).total_seconds())
    except (ValueError, TypeError):
        return None
