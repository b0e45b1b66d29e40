"""How much of the machine one file may take."""

import contextlib
from dataclasses import dataclass

VISITS, PERSONS, LATER = "visits", "persons", "later"


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one reading.

    Attributes:
        seconds: of processor time.
        memory: megabytes of address space, the parser's own 300 included.
        wall: seconds by the clock, waiting for one's turn included; by default twice those of the processor, for other
            work runs beside it.
        line: which readings wait for one another: those of visits, those a person waits for, those done later.
    """

    # The Civil Code as a PDF of 105 pages takes 6 s and 250 MB; 3,000 such pages, the most that are read, 170 s.
    seconds: int = 240
    memory: int = 1536
    wall: int = 0
    line: str = VISITS

    @property
    def by_the_clock(self) -> int:
        """Seconds by the clock."""
        return self.wall or 2 * self.seconds


#: Recognising a page takes about 9 s of processor time (measured with Tesseract 5 at 200 dpi).
RECOGNISING = Limits(seconds=1800, line=LATER)
#: What a person could not wait for gets what a visit gets.
PATIENT = Limits(line=LATER)
#: Whoever uploads a file looks at a page that loads: longer than a minute nobody does. Of 3,476 laws none takes 10 s.
WAITED_FOR = Limits(seconds=55, wall=60, line=PERSONS)


def bound_memory(megabytes: int) -> None:
    """Bound this process's address space; a machine without such limits (Windows) bounds only the time."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, hard))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def bound_seconds(seconds: int) -> None:
    """Give this process so many more seconds of processor time; past them the system ends it (SIGXCPU)."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds + 1, hard))
