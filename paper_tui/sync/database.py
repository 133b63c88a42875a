"""Connections to a shared PostgreSQL database, whose schema is brought up to date by migrations.

A migration is a file of SQL in `migrations/`; its name begins with its number. Those that a database lacks
are run in order, in one transaction, by the first device that connects and has the right to. Migrations only
add, so that devices with an older version keep working.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from paper_tui.network import SERVERS, is_offline, without_password
from paper_tui.sync.transport import SyncError

if TYPE_CHECKING:
    import psycopg

SCHEMA = "paper_tui"
"""Of the tables of one reader's devices; a group has its own, so that neither reads the other's."""
SECONDS = 10
"""Seconds to wait for a connection, and for the server to take what was sent to it."""
LONGEST_MESSAGE = 300
_TIMES: dict[str, Any] = {
    "connect_timeout": SECONDS,
    "tcp_user_timeout": SECONDS * 1_000,
    "keepalives_idle": 30,
    "keepalives_interval": SECONDS,
    "keepalives_count": 3,
}
"""A connection that stays open is lost within a minute of the network, such as when a laptop moves.

Any: psycopg declares parameters of libpq so.
"""
_LOCK = 7205
"""Number of the advisory lock that lets one device at a time migrate."""


def require_driver() -> None:
    """Check that the library for PostgreSQL is there.

    Raises:
        SyncError: It is not installed.
    """
    try:
        import psycopg  # noqa: F401 - an extra, which this tests for
    except ImportError:
        raise SyncError("PostgreSQL needs an extra: pip install 'paper-tui[postgres]'") from None


@contextmanager
def connected(address: str, schema: str = SCHEMA) -> Iterator[psycopg.Connection]:
    """Connect to a database as `opened` does, and bring its schema up to date."""
    with opened(address, schema) as connection:
        migrate(connection, schema)
        yield connection


class Session:
    """A connection that stays open from one use to the next, and is opened again where it was lost."""

    def __init__(self, address: str, schema: str) -> None:
        self._address, self._schema = address, schema
        self._connection: psycopg.Connection | None = None

    @contextmanager
    def connected(self) -> Iterator[psycopg.Connection]:
        """The connection for a block, by one thread at a time; as `connected`."""
        with reporting(self._address):
            if self._connection is None or not _is_alive(self._connection):
                self.close()
                self._connection = connect(self._address, self._schema)
                migrate(self._connection, self._schema)
            yield self._connection

    def close(self) -> None:
        """Close the connection; the next use opens another."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    __del__ = close


def _is_alive(connection: psycopg.Connection) -> bool:
    """Check that a server still answers on a connection, which a restart of it ends."""
    import psycopg

    try:
        connection.execute("SELECT 1")
    except psycopg.Error:
        return False
    return True


@contextmanager
def opened(address: str, search_path: str) -> Iterator[psycopg.Connection]:
    """Connect to a database for a block; errors are reported as `reporting` says."""
    with reporting(address), connect(address, search_path) as connection:
        yield connection


@contextmanager
def reporting(address: str) -> Iterator[None]:
    """Report errors of a database in a block: what it said, without the password.

    Raises:
        SyncError: It cannot be reached or answered with an error.
    """
    import psycopg

    try:
        yield
    except psycopg.Error as error:
        shown, said = without_password(address), without_password(str(error))
        reason = " ".join(said.split())[:LONGEST_MESSAGE] or type(error).__name__
        raise SyncError(f"{shown}: {reason}; your changes are kept") from None


def connect(address: str, search_path: str) -> psycopg.Connection:
    """Connect to a database; every statement is a transaction of its own.

    Args:
        address: As libpq knows it. TLS goes by ``sslmode`` and its siblings, a password comes from the
            address, ``PGPASSWORD`` or ``~/.pgpass``.
        search_path: The schemas of the tables, to which statements need not refer.

    Raises:
        SyncError: The program is offline.
        psycopg.Error: It cannot be reached.
    """
    import psycopg

    if is_offline():
        shown = without_password(address)
        raise SyncError(f"{shown} was not contacted: --offline is set; your changes are kept")
    connection = psycopg.connect(address, autocommit=True, application_name="paper-tui", **_TIMES)
    connection.execute(f"SET search_path = {search_path}".encode())
    return connection


def migrate(connection: psycopg.Connection, schema: str = SCHEMA) -> None:
    """Run the migrations that a schema lacks.

    Raises:
        SyncError: The role may not, and somebody who may has to connect first.
    """
    import psycopg

    newest = max(migrations())
    if _migrated_to(connection) >= newest:
        return
    try:
        with connection.transaction():
            connection.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
            reached = _migrated_to(connection)
            for number, statements in sorted(migrations().items()):
                if number > reached:
                    connection.execute(in_schema(statements, schema))
            connection.execute(_NOTE, (newest,))
    except psycopg.errors.InsufficientPrivilege:
        raise SyncError(
            "the database lacks tables and this role may not create them; its owner runs"
            " paper-tui sync ADDRESS once"
        ) from None


_NOTE = "INSERT INTO migrations (number) SELECT generate_series(1, %s) ON CONFLICT DO NOTHING"


def in_schema(statements: bytes, schema: str) -> bytes:
    """Statements that name `SCHEMA`, for a schema of another name."""
    return re.sub(rf"\b{SCHEMA}\b".encode(), schema.encode(), statements)


def _migrated_to(connection: psycopg.Connection) -> int:
    """The number of the last migration that was run; 0 for an empty database."""
    found = connection.execute("SELECT to_regclass('migrations')").fetchone()
    if found is None or found[0] is None:
        return 0
    row = connection.execute("SELECT max(number) FROM migrations").fetchone()
    return int(row[0] or 0) if row else 0


@cache
def migrations() -> dict[int, bytes]:
    """The statements of each migration by its number, from 1."""
    folder = files("paper_tui.sync").joinpath("migrations")
    scripts = [entry for entry in folder.iterdir() if entry.name.endswith(".sql")]
    return {int(entry.name.partition("_")[0]): entry.read_bytes() for entry in scripts}


def is_address(text: str) -> bool:
    """Return whether a text names a PostgreSQL database."""
    return text.startswith(SERVERS)
