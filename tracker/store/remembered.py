"""Words once looked through stay in memory, so that the next phrase is looked for here and not in the database."""

from sys import getsizeof
from threading import Lock


class Remembered:
    """Folded texts by number and stamp, which no other words ever bear; the first to come stay, up to so many bytes.

    `words` is there to be read: a search looks into it two thousand times.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._room = most
        self.words: dict[tuple[int, str], str] = {}
        self._lock = Lock()

    @property
    def is_full(self) -> bool:
        """Whether the last text that came found no room."""
        return self._room <= 0

    def put(self, row: tuple[int, str], words: str) -> None:
        """Remember a text, unless there is no room left for any."""
        with self._lock:
            if row not in self.words and not self.is_full:
                self.words[row] = words
                self._room -= getsizeof(words)

    def forget(self) -> None:
        """As after a start."""
        with self._lock:
            self.words.clear()
            self._room = self._most
