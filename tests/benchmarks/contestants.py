"""What is measured side by side on the same two texts: ours whole, and four tools people use instead.

Each runs warm in a process of its own with a limit, because some take hours on a law. Seconds are processor time of the
work alone, so that others on the machine count for nothing; all contestants use one thread. A tool that is not
installed, or was stopped at the limit, says so.
"""

import difflib
import resource
import time
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from xml.sax.saxutils import escape

Texts = tuple[bytes, bytes]


def ours(old: bytes, new: bytes) -> None:
    """Read, align, edit, judge."""
    import tracker

    tracker.compare(old, new)


def reading(old: bytes, new: bytes) -> None:
    """Read both texts, and nothing else."""
    import tracker

    tracker.read(old)
    tracker.read(new)


def diff_match_patch(old: bytes, new: bytes) -> None:
    """Google's diff over the characters of the whole texts, never stopping early."""
    from diff_match_patch import diff_match_patch as engine

    tool = engine()
    tool.Diff_Timeout = 0
    tool.diff_main(old.decode(), new.decode())


def python_difflib(old: bytes, new: bytes) -> None:
    """The standard library over characters, without the heuristic that calls frequent characters junk."""
    difflib.SequenceMatcher(None, old.decode(), new.decode(), autojunk=False).get_opcodes()


def xmldiff(old: bytes, new: bytes) -> None:
    """A tree diff over one element a line."""
    from xmldiff import main

    main.diff_texts(*(_as_xml(text.decode()) for text in (old, new)))


def redlines(old: bytes, new: bytes) -> None:
    """A redline in Markdown, word by word as it sees words."""
    from redlines import Redlines

    _ = Redlines(old.decode(), new.decode()).output_markdown


def _as_xml(text: str) -> bytes:
    lines = "".join(f"<p>{escape(line.strip())}</p>" for line in text.splitlines() if line.strip())
    return f"<law>{lines}</law>".encode()


CONTESTANTS: dict[str, Callable[[bytes, bytes], None]] = {
    "reading": reading,
    "ours": ours,
    "diff-match-patch": diff_match_patch,
    "difflib": python_difflib,
    "xmldiff": xmldiff,
    "redlines": redlines,
}
# Two short articles: enough to import and load whatever a contestant needs.
WARM = (
    "第一条　看守人应当点灯。\n第二条　渔民可以登塔。\n".encode(),
    "第一条　看守人可以点灯。\n第二条　渔民应当登塔。\n".encode(),
)


def measured(name: str, texts: Texts, limit: float) -> tuple[float | None, float, str]:
    """Seconds (None without a figure), peak memory of the process in MB, and why there is no figure."""
    context = get_context("spawn")
    mine, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(name, texts, limit, theirs))
    process.start()
    theirs.close()
    found: tuple[float | None, float, str] = (None, 0.0, f"> {limit:.0f} s")
    try:
        found = mine.recv()
    except EOFError:
        pass  # the limit ended it
    finally:
        process.kill()
        process.join()
    return found


def _run(name: str, texts: Texts, limit: float, answer: Connection) -> None:
    contestant = CONTESTANTS[name]
    try:
        contestant(*WARM)
    except ImportError:
        answer.send((None, 0.0, "not installed"))
        return
    began = time.process_time()
    resource.setrlimit(resource.RLIMIT_CPU, (int(began + limit) + 1, int(began + limit) + 2))
    contestant(*texts)
    took = time.process_time() - began
    answer.send((took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, ""))
