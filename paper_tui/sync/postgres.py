"""A PostgreSQL database as the way between devices: the logs of all of them, line by line, in one table.

The library stays on each device and is read and searched there, with and without the server. A device sends
the lines of its log that the server lacks in one transaction, and reads on in the logs of others by number.
A notification reaches those who listen. The role that adds a device to `devices` owns it, and by row-level
security nobody writes the events of another's device (details in `migrations/`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from time import sleep
from typing import TYPE_CHECKING

from paper_tui.sync.database import SCHEMA, Session, connected, require_driver
from paper_tui.sync.database_files import DatabaseFiles
from paper_tui.sync.log import Log, Place, decoded, header_of
from paper_tui.sync.transport import Received, SyncError

if TYPE_CHECKING:
    import psycopg

CHANNEL = "paper_tui"
RETRY = 0.3
"""Seconds before a server that is away is asked again."""
AT_ONCE = 5_000
"""Lines that are read by one query."""
COPIED = 500
"""Lines from which on it is faster to copy them than to insert each."""
BYTES_AT_ONCE = 32 << 20
"""Bytes after which a query reads no further line."""
_NEXT_LINES = """
    SELECT number, line FROM (
        SELECT number, line, sum(size) OVER (ORDER BY number) - size AS before FROM (
            SELECT number, line, octet_length(line) AS size FROM events
            WHERE device = %s AND number > %s ORDER BY number LIMIT %s
        ) AS next
    ) AS sized WHERE before < %s ORDER BY number
"""
_LOGS = "SELECT id::text, device, last FROM identity, devices ORDER BY device"
_ADD = "INSERT INTO events (device, number, digest, line) VALUES (%s, %s, %s, %s)"
_DIGESTS = "SELECT digest FROM events WHERE device = %s"


class PostgresDatabase:
    """The shared database."""

    def __init__(self, address: str, schema: str = SCHEMA) -> None:
        """Over an address as libpq knows it; a password may also come from the environment or ``.pgpass``.

        Args:
            address: Of the database.
            schema: Of the tables in it.

        Raises:
            SyncError: The library for PostgreSQL is not installed.
        """
        require_driver()
        self._address = address
        self._schema = schema
        self._session = Session(address, schema)
        self.files = DatabaseFiles(self._session, CHANNEL)

    def receive(self, places: Mapping[str, Place]) -> Iterator[Received]:
        """Read on in the log of every device.

        Raises:
            SyncError: The server cannot be reached or answers with an error.
        """
        with self._session.connected() as connection:
            for database, device, last in connection.execute(_LOGS).fetchall():
                name = f"{database}:{device}"
                place = places.get(name, Place(1, 0))
                if place.offset > last:  # the database was restored from an older copy
                    place = Place(1, 0)
                yield Received(name, (), place)
                while place.offset < last:
                    received = _part(connection, str(device), name, place)
                    yield received
                    if received.place.offset == place.offset:
                        break
                    place = received.place

    def send(self, log: Log) -> int:
        """Insert the lines of this device's log that the server lacks, in one transaction, and notify others.

        Returns:
            The number of these lines.

        Raises:
            SyncError: They could not be sent; none of them is there.
        """
        data = log.path.read_bytes() if log.path.exists() else b""
        first = header_of(data)
        lines = [line for line in data.splitlines(keepends=True)[1:] if line.endswith(b"\n")]
        if first is None or not lines:
            return 0
        with self._session.connected() as connection, connection.transaction():
            connection.execute(
                "INSERT INTO devices (device) VALUES (%s) ON CONFLICT DO NOTHING", (log.device,)
            )
            row = connection.execute(
                "SELECT last, sent FROM devices WHERE device = %s FOR UPDATE", (log.device,)
            ).fetchone()
            last, sent = row or (0, "")
            before, now = _Sent.parse(sent), _Sent.of(first[1], lines)
            if before == now:
                return 0
            fresh = _unsent(connection, log.device, lines, before, now)
            _insert(connection, log.device, [*enumerate(fresh, last + 1)])
            connection.execute(
                "UPDATE devices SET last = %s, sent = %s WHERE device = %s",
                (last + len(fresh), str(now), log.device),
            )
            if fresh:
                connection.execute("SELECT pg_notify(%s, %s)", (CHANNEL, log.device))
            return len(fresh)

    def follow(self, changed: Callable[[], object], is_over: Callable[[], bool]) -> None:
        """Call `changed` at once and whenever a device has sent, through outages of the server.

        Args:
            changed: Called when there may be something to receive, and to send after an outage.
            is_over: Asked every second whether to stop.
        """
        while not is_over():
            try:
                for _ in self.changes(is_over):
                    changed()
            except SyncError:  # a synchronisation says so
                sleep(RETRY)

    def changes(self, is_over: Callable[[], bool]) -> Iterator[frozenset[str]]:
        """Wait for devices that send something: yield their names, those together that sent meanwhile.

        The first time there are none: from now on nothing is missed, what was sent before can be received.

        Args:
            is_over: Asked every second whether to stop.

        Raises:
            SyncError: The connection was lost.
        """
        with connected(self._address, self._schema) as connection:
            connection.execute(f"LISTEN {CHANNEL}")
            yield frozenset()
            while not is_over():
                names = {each.payload for each in connection.notifies(timeout=1.0, stop_after=1)}
                if names:
                    yield frozenset(names | {each.payload for each in connection.notifies(timeout=0)})


@dataclass(frozen=True, slots=True)
class _Sent:
    """The part of a log that is on the server."""

    generation: int
    lines: int
    digest: str
    """Of these lines."""

    def __str__(self) -> str:
        return f"{self.generation} {self.lines} {self.digest}"

    @classmethod
    def of(cls, generation: int, lines: Sequence[bytes]) -> _Sent:
        return cls(generation, len(lines), _digest(b"".join(lines)).hex())

    @classmethod
    def parse(cls, text: str) -> _Sent | None:
        parts = text.split(" ")
        if len(parts) != 3 or not (parts[0].isdecimal() and parts[1].isdecimal()):
            return None
        return cls(int(parts[0]), int(parts[1]), parts[2])


def _unsent(
    connection: psycopg.Connection, device: str, lines: Sequence[bytes], before: _Sent | None, now: _Sent
) -> Sequence[bytes]:
    """The lines of a log that the server lacks.

    They are those at its end, unless the log was rewritten: then lines that later ones made useless are
    removed from the server too.
    """
    if before and before == _Sent.of(now.generation, lines[: before.lines]):
        return lines[before.lines :]
    there = {bytes(digest) for (digest,) in connection.execute(_DIGESTS, (device,))}
    if before and before.generation < now.generation:
        useless = there - {_digest(line) for line in lines}
        connection.execute("DELETE FROM events WHERE device = %s AND digest = ANY(%s)", (device, [*useless]))
    return [line for line in lines if _digest(line) not in there]


def _insert(connection: psycopg.Connection, device: str, lines: Sequence[tuple[int, bytes]]) -> None:
    """Insert numbered lines of a device's log; many by way of a temporary table.

    PostgreSQL refuses COPY into a table with row-level security to everybody whom it binds.
    """
    if len(lines) < COPIED:
        rows = [(device, number, _digest(line), line) for number, line in lines]
        connection.cursor().executemany(_ADD, rows)
        return
    connection.execute("CREATE TEMPORARY TABLE fresh (LIKE events INCLUDING DEFAULTS) ON COMMIT DROP")
    with connection.cursor().copy("COPY fresh (device, number, digest, line) FROM STDIN") as copy:
        for number, line in lines:
            copy.write_row((device, number, _digest(line), line))
    connection.execute("INSERT INTO events SELECT * FROM fresh")


def _part(connection: psycopg.Connection, device: str, name: str, place: Place) -> Received:
    """Some lines of a device's log behind a place."""
    rows = connection.execute(_NEXT_LINES, (device, place.offset, AT_ONCE, BYTES_AT_ONCE)).fetchall()
    events, damaged = decoded((bytes(line) for _, line in rows), device)
    offset = max([place.offset, *(int(number) for number, _ in rows)])
    return Received(name, events, Place(1, offset), damaged)


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=16).digest()
