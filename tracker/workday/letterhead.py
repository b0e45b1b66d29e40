"""The firm's name and logo as the settings name them, for the head of a letter."""

from tracker.alerts.letters import Letterhead
from tracker.settings import Settings

LARGEST = 60_000  # bytes: it travels in every letter; a mark of 300 by 100 pixels has a tenth of that
_PNG = b"\x89PNG\r\n\x1a\n"


def letterhead(settings: Settings) -> Letterhead:
    """The head of the firm's letters; without its logo where the file is none a mail client draws, or too large."""
    path = settings.logo
    if path is None or not path.is_file() or path.stat().st_size > LARGEST:
        return Letterhead(settings.firm)
    data = path.read_bytes()
    return Letterhead(settings.firm, data if data.startswith(_PNG) else b"")
