"""A group in a PostgreSQL database, which knows by its roles who writes.

Its tables are in a schema of their own. A member's name belongs to the role that took it first, and a device
has a name of the role that owns the device, by row-level security (`group.sql`).
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files

from paper_tui.network import without_password
from paper_tui.sync.database import in_schema
from paper_tui.sync.postgres import PostgresDatabase
from paper_tui.sync.transport import SyncError

SCHEMA = "paper_tui_group"
_TABLES = files("paper_tui.sync.group").joinpath("group.sql")


class GroupDatabase(PostgresDatabase):
    """The events of a group, and the member of each device."""

    def __init__(self, address: str) -> None:
        """Over an address as libpq knows it.

        Raises:
            SyncError: The library for PostgreSQL is not installed.
        """
        super().__init__(address, SCHEMA)

    def enter(self, device: str, name: str) -> Mapping[str, str]:
        """Register a device under its member's name; return the member of every device.

        Raises:
            SyncError: Another member has the name, or the server cannot be reached.
        """
        with self._session.connected() as connection, connection.transaction():
            found = connection.execute("SELECT to_regclass('device_members')").fetchone()
            if found is None or found[0] is None:
                connection.execute("SELECT pg_advisory_xact_lock(7205)")
                connection.execute(in_schema(_TABLES.read_bytes(), SCHEMA))
            names = {
                str(each): str(member)
                for each, member in connection.execute("SELECT device, name FROM device_members").fetchall()
            }
            if names.get(device) == name:
                return names
            connection.execute("INSERT INTO devices (device) VALUES (%s) ON CONFLICT DO NOTHING", (device,))
            connection.execute("INSERT INTO members (name) VALUES (%s) ON CONFLICT DO NOTHING", (name,))
            mine = "SELECT 1 FROM members WHERE name = %s AND owner = current_user"
            if connection.execute(mine, (name,)).fetchone() is None:
                shown = without_password(self._address)
                raise SyncError(f"another member of {shown} is called {name}; choose another name")
            connection.execute(
                "INSERT INTO device_members (device, name) VALUES (%s, %s)"
                " ON CONFLICT (device) DO UPDATE SET name = excluded.name",
                (device, name),
            )
            return names | {device: name}
