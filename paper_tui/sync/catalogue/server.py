"""Connections to the database of a shared catalogue."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from paper_tui.sync.transport import SyncError

if TYPE_CHECKING:
    import psycopg

SCHEMA = "paper_tui_catalogue"
SEARCH_PATH = f"{SCHEMA}, public"
"""`public` has the functions of pg_trgm."""


def statements(file: str) -> bytes:
    """The statements of a file of SQL beside this one."""
    return files("paper_tui.sync.catalogue").joinpath(file).read_bytes()


def has_catalogue(connection: psycopg.Connection) -> bool:
    """Return whether the database has a catalogue."""
    row = connection.execute("SELECT to_regclass(%s)", (f"{SCHEMA}.papers",)).fetchone()
    return row is not None and row[0] is not None


class NoCatalogueError(SyncError):
    """The database has no catalogue that this role may read."""
