"""Jobs shared by several workers through PostgreSQL: all of procrastinate is here.

Its tables stand in a schema of their own, `jobs`, so that our migrations and its are none of each other's business.
"""

import asyncio
import logging
import signal
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from sqlalchemy.engine import make_url

from tracker.errors import NoRoom, StoreError, TrackerError, Unavailable
from tracker.workday.desk import Desk
from tracker.workday.jobs import Job, Kind, perform

if TYPE_CHECKING:
    from procrastinate import App, JobContext
    from procrastinate.jobs import Job as Row

log = logging.getLogger("tracker.jobs")

SCHEMA, QUEUE, TASK = "jobs", "tracker", "tracker.perform"
# A worker tells every ten seconds that it lives; after thirty of silence what it held is given to others.
SILENT_SECONDS = 30.0
LOOK_SECONDS = 10.0
AGAIN_SECONDS = 30
AT_ONCE = 500  # jobs handed in with one statement


class Shared:
    """The line of a library on PostgreSQL. Raises StoreError where the library or procrastinate is not there."""

    def __init__(self, database: str) -> None:
        self._database = database
        _prepare(database)

    def hand_in(self, jobs: Iterable[Job]) -> int:
        """Hand jobs to whoever is free; how many. One that waits already is not handed in again."""
        with _app(self._database).open() as app:
            waiting = {row.queueing_lock for row in app.job_manager.list_jobs(status="todo")}
            fresh = iter(job for job in dict.fromkeys(jobs) if job.key not in waiting)
            taken = 0
            while some := list(islice(fresh, AT_ONCE)):
                app.job_manager.batch_defer_jobs([_row(app, job) for job in some])
                taken += len(some)
        return taken

    def counts(self) -> Mapping[str, int]:
        """How many jobs are in each state: todo, doing, succeeded, failed."""
        with _app(self._database).open() as app:
            queues = list(app.job_manager.list_queues(queue=QUEUE))
        return {state: sum(int(q[state]) for q in queues) for state in ("todo", "doing", "succeeded", "failed")}


def has_workers(database: str) -> bool:
    """Whether a worker does jobs of this library now; False for a library in a file."""
    if make_url(database).get_backend_name() != "postgresql":
        return False
    import psycopg

    with psycopg.connect(_address(database)) as connection:
        there = connection.execute(f"SELECT to_regclass('{SCHEMA}.procrastinate_workers')").fetchone()
        if there is None or there[0] is None:
            return False
        connection.execute(f"SET LOCAL search_path = {SCHEMA}")
        alive = "SELECT 1 FROM procrastinate_workers WHERE last_heartbeat > now() - %s * interval '1 second'"
        return connection.execute(alive, [SILENT_SECONDS]).fetchone() is not None


def work(desk: Desk, *, wait: bool = True) -> None:
    """Do jobs until SIGTERM or Ctrl-C, or, without `wait`, until none is left. The job under way is finished first.

    What a worker that died had in hand is taken back into the line, by whoever lives.
    """
    _prepare(desk.settings.database)
    asyncio.run(_work(desk, wait))


async def _work(desk: Desk, wait: bool) -> None:
    hands = _Hands()
    app = _app(desk.settings.database, desk, hands)
    async with app.open_async():
        await _take_back(app)
        looking = asyncio.create_task(_keep_taking_back(app, hands))
        try:
            await app.run_worker_async(
                queues=[QUEUE],
                wait=wait,
                concurrency=1,  # comparing is the processor's work: more workers, not more threads
                stalled_worker_timeout=SILENT_SECONDS,
                fetch_job_polling_interval=LOOK_SECONDS,
                install_signal_handlers=wait and signal.getsignal(signal.SIGTERM) is not None,
            )
        finally:
            looking.cancel()
            with suppress(asyncio.CancelledError):
                await looking


@dataclass
class _Hands:
    """What this worker has in hand, and what the line thought it had at the last look though it had not."""

    worker: int | None = None
    holds: set[int] = field(default_factory=set)
    dropped: set[int] = field(default_factory=set)


async def _keep_taking_back(app: "App", hands: _Hands) -> None:
    from procrastinate.exceptions import ConnectorException

    while True:
        await asyncio.sleep(LOOK_SECONDS)
        with suppress(ConnectorException):  # the database is away for a moment
            await _take_back(app)
            await _take_up(app, hands)


async def _take_up(app: "App", hands: _Hands) -> None:
    """Put back what this worker did while the database was away, so that nobody could be told how it ended.

    The line would take it for under way as long as the worker lives. Two looks tell it from a job just begun or ended.
    """
    if hands.worker is None:
        return
    held = await app.job_manager.list_jobs_async(queue=QUEUE, status="doing", worker_id=hands.worker)
    rows = {row.id: row for row in held if row.id is not None and row.id not in hands.holds}
    for number in rows.keys() & hands.dropped:
        log.warning("How %s ended could not be told; it is done again.", rows[number].task_kwargs.get("about"))
        await app.job_manager.retry_job(rows[number])
    hands.dropped = set(rows)


async def _take_back(app: "App") -> None:
    """Put what dead workers held back into the line; a job that was put back by somebody faster is left alone."""
    from procrastinate.exceptions import ConnectorException

    for row in await app.job_manager.get_stalled_jobs(queue=QUEUE, seconds_since_heartbeat=SILENT_SECONDS):
        log.warning("The worker that held %s is gone; it is done again.", row.task_kwargs.get("about"))
        with suppress(ConnectorException):
            await app.job_manager.retry_job(row)


def _app(database: str, desk: Desk | None = None, hands: _Hands | None = None) -> "App":
    """procrastinate over the library's database; with a desk it can do what is handed in."""
    try:
        from procrastinate import App, PsycopgConnector, RetryStrategy
    except ImportError as fault:
        raise StoreError("Sharing jobs needs procrastinate: pip install 'tracker[postgres]'.") from fault
    app = App(connector=PsycopgConnector(conninfo=_address(database), kwargs={"options": f"-c search_path={SCHEMA}"}))

    # A database that is away, a full disk and a release that is too old are no fault of the job's: it waits.
    again = RetryStrategy(wait=AGAIN_SECONDS, retry_exceptions={Unavailable, NoRoom})

    @app.task(name=TASK, queue=QUEUE, retry=again, pass_context=True)
    def _(context: "JobContext", kind: str, about: list[str]) -> None:
        assert desk is not None
        assert hands is not None
        number = context.job.id or 0
        hands.worker = context.job.worker_id
        hands.holds.add(number)
        try:
            perform(desk, Job(Kind(kind), tuple(about)))
        except TrackerError as fault:
            log.error("%s %s could not be done: %s", kind, " ".join(about), fault)
            raise
        finally:
            hands.holds.discard(number)

    return app


def _row(app: "App", job: Job) -> "Row":
    deferrer = app.configure_task(TASK, queue=QUEUE, queueing_lock=job.key)
    return deferrer.make_new_job(kind=job.kind.value, about=list(job.about))


def _prepare(database: str) -> None:
    """Make procrastinate's tables where they are missing; several machines may come at once."""
    if make_url(database).get_backend_name() != "postgresql":
        raise StoreError("Only a library on PostgreSQL shares its jobs; this one is kept in a file.")
    import psycopg

    with psycopg.connect(_address(database), autocommit=False) as connection:
        connection.execute("SELECT pg_advisory_xact_lock(hashtext('tracker jobs'))")
        connection.execute(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
        connection.execute(f"SET LOCAL search_path = {SCHEMA}")
        found = connection.execute("SELECT to_regclass('procrastinate_jobs')").fetchone()
        if found is None or found[0] is None:
            for words in _tables():
                connection.execute(words)


def _tables() -> Iterator[bytes]:
    from procrastinate.schema import SchemaManager

    yield SchemaManager.get_schema().encode()


def _address(database: str) -> str:
    return make_url(database).set(drivername="postgresql").render_as_string(hide_password=False)
