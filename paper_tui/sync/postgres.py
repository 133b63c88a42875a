"""A PostgreSQL database as the way between devices: the logs of all of them, line by line, in one table.

The library stays on each device and is read and searched there, with and without the server. A device sends
the lines of its log that the server lacks in one transaction, and reads on in the logs of others by number.
A notification tells those who listen. Roles: whoever may insert into `devices` owns the devices they add,
and row-level security lets nobody write the events of another's device (`schema.sql` says the rest).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import blake2b
from importlib.resources import files
from typing import TYPE_CHECKING

from paper_tui.network import is_offline
from paper_tui.sync.events import LONGEST_LINE, Event, decode
from paper_tui.sync.log import Log, Place, header
from paper_tui.sync.transport import Received, SyncError

if TYPE_CHECKING:
    import psycopg

CHANNEL = "paper_tui"
AT_ONCE = 5_000
"""Lines that are read by one query."""
SECONDS = 10
"""How long to wait for a connection."""
_NEXT_LINES = """
    SELECT number, line FROM paper_tui.events WHERE device = %s AND number > %s ORDER BY number LIMIT %s
"""
_PASSWORD = re.compile(r"(//[^:/@\s]*):[^@\s]*@|\b(password)=\S+")


class PostgresDatabase:
    """The shared database."""

    def __init__(self, address: str) -> None:
        """Over an address as libpq knows it; a password may also come from the environment or ``.pgpass``.

        Raises:
            SyncError: The library for PostgreSQL is not installed.
        """
        try:
            import psycopg  # noqa: F401 - an extra, which this tests for
        except ImportError:
            raise SyncError("PostgreSQL needs an extra: pip install 'paper-tui[postgres]'") from None
        self._address = address
        self.shown = without_password(address)
        """The address for messages."""

    def receive(self, places: Mapping[str, Place]) -> Iterator[Received]:
        """Read on in the log of every device.

        Raises:
            SyncError: The server cannot be reached or answers with an error.
        """
        with self._connection() as connection:
            known = connection.execute(
                "SELECT device, last FROM paper_tui.devices ORDER BY device"
            ).fetchall()
            for device, last in known:
                name = f"postgresql:{device}"
                place = places.get(name, Place(1, 0))
                while place.offset < last:
                    received = _part(connection, str(device), name, place)
                    yield received
                    if received.place.offset == place.offset:
                        break
                    place = received.place

    def send(self, log: Log) -> None:
        """Insert the lines of this device's log that the server lacks, in one transaction, and notify others.

        Raises:
            SyncError: They could not be sent; none of them is there.
        """
        data = log.path.read_bytes() if log.path.exists() else b""
        lines = [line for line in data.splitlines(keepends=True)[1:] if line.endswith(b"\n")]
        if not lines or not data.startswith(header(log.device, 1)[:-2]):
            return
        with self._connection() as connection, connection.transaction():
            connection.execute(
                "INSERT INTO paper_tui.devices (device) VALUES (%s) ON CONFLICT DO NOTHING", (log.device,)
            )
            row = connection.execute(
                "SELECT last, sent FROM paper_tui.devices WHERE device = %s FOR UPDATE", (log.device,)
            ).fetchone()
            last, sent = row or (0, "")
            mark = _digest(data)
            if sent == mark:
                return
            there = {
                bytes(digest)
                for (digest,) in connection.execute(
                    "SELECT digest FROM paper_tui.events WHERE device = %s", (log.device,)
                )
            }
            fresh = [line for line in lines if _line_digest(line) not in there]
            with connection.cursor().copy(
                "COPY paper_tui.events (device, number, digest, line) FROM STDIN"
            ) as copy:
                for number, line in enumerate(fresh, last + 1):
                    copy.write_row((log.device, number, _line_digest(line), line))
            connection.execute(
                "UPDATE paper_tui.devices SET last = %s, sent = %s WHERE device = %s",
                (last + len(fresh), mark, log.device),
            )
            if fresh:
                connection.execute("SELECT pg_notify(%s, %s)", (CHANNEL, log.device))

    def changes(self, is_over: Callable[[], bool]) -> Iterator[str]:
        """Wait for other devices: yield the name of each that sends something.

        Args:
            is_over: Asked every second whether to stop.

        Raises:
            SyncError: The connection was lost.
        """
        with self._connection() as connection:
            connection.execute(f"LISTEN {CHANNEL}")
            while not is_over():
                for notification in connection.notifies(timeout=1.0):
                    yield notification.payload

    @contextmanager
    def _connection(self) -> Iterator[psycopg.Connection]:
        """A connection to a database that has the schema; errors say what the server said."""
        import psycopg

        if is_offline():
            raise SyncError(f"{self.shown} was not contacted: --offline is set; your changes are kept")
        try:
            with psycopg.connect(
                self._address, autocommit=True, connect_timeout=SECONDS, application_name="paper-tui"
            ) as connection:
                _migrate(connection)
                yield connection
        except psycopg.Error as error:
            said = " ".join(without_password(str(error)).split())[:300]
            raise SyncError(f"{self.shown}: {said or type(error).__name__}; your changes are kept") from None


def is_address(text: str) -> bool:
    """Whether a text names a PostgreSQL database."""
    return text.startswith(("postgresql://", "postgres://"))


def without_password(text: str) -> str:
    """An address or a message without the passwords in it."""
    return _PASSWORD.sub(lambda found: f"{found[1] or found[2]}{':***@' if found[1] else '=***'}", text)


def _part(connection: psycopg.Connection, device: str, name: str, place: Place) -> Received:
    """Some lines of a device's log behind a place."""
    rows = connection.execute(_NEXT_LINES, (device, place.offset, AT_ONCE)).fetchall()
    lines = [bytes(line[: LONGEST_LINE + 1]) for _, line in rows]
    events = [event for event in map(_event, lines) if event is not None and event.stamp.device == device]
    offset = max([place.offset, *(int(number) for number, _ in rows)])
    return Received(name, tuple(events), Place(1, offset), len(lines) - len(events))


def _event(line: bytes) -> Event | None:
    try:
        return decode(line)
    except ValueError:
        return None


def _migrate(connection: psycopg.Connection) -> None:
    """Make the tables where they are missing; needs rights that only the first device needs."""
    found = connection.execute("SELECT to_regclass('paper_tui.events')").fetchone()
    if found is None or found[0] is None:
        with connection.transaction():
            connection.execute("SELECT pg_advisory_xact_lock(7205)")
            connection.execute(files("paper_tui.sync").joinpath("schema.sql").read_text("utf-8").encode())


def _line_digest(line: bytes) -> bytes:
    return blake2b(line, digest_size=16).digest()


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()
