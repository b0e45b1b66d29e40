"""How much of the machine one file may take."""

import contextlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one reading.

    Attributes:
        seconds: of processor time; twice as many by the clock, for other work runs beside it.
        memory: megabytes of address space, the parser's own 300 included.
    """

    # The Civil Code as a PDF of 105 pages takes 6 s and 250 MB; 3,000 such pages, the most that are read, 170 s.
    seconds: int = 240
    memory: int = 1536


#: Recognising a page takes about 9 s of processor time (measured with Tesseract 5 at 200 dpi).
RECOGNISING = Limits(seconds=1800)


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
