from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sources.services.helpers import Reader, Server, running


@pytest.fixture
def server() -> Iterator[Server]:
    with running() as server:
        yield server


@pytest.fixture
def reader(server: Server, tmp_path: Path) -> Reader:
    return Reader(server, tmp_path / "pacing")
