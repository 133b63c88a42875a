"""Files in a shared PostgreSQL database."""

from __future__ import annotations

from collections.abc import Mapping

from paper_tui.sync.database import Session
from paper_tui.sync.files import digest_of

_SIZES = "SELECT digest, octet_length(data) FROM files WHERE owner = current_user"
_DATA = "SELECT data FROM files WHERE digest = %s AND octet_length(data) = %s ORDER BY received LIMIT 9"


class DatabaseFiles:
    """As `transport.Files`; the sizes are of those that this role added."""

    def __init__(self, session: Session, channel: str) -> None:
        self._session, self._channel = session, channel

    def sizes(self) -> Mapping[str, int]:
        """As `transport.Files.sizes`."""
        with self._session.connected() as connection:
            return {str(digest): int(size) for digest, size in connection.execute(_SIZES).fetchall()}

    def read(self, digest: str, size: int) -> bytes | None:
        """As `transport.Files.read`."""
        with self._session.connected() as connection:
            for (data,) in connection.execute(_DATA, (digest, size), binary=True):
                if digest_of(data) == digest:
                    return bytes(data)
        return None

    def write(self, digest: str, data: bytes) -> None:
        """As `transport.Files.write`."""
        with self._session.connected() as connection:
            connection.execute(
                "INSERT INTO files (digest, data) VALUES (%s, %s) ON CONFLICT DO NOTHING", (digest, data)
            )

    def finish(self) -> None:
        """As `transport.Files.finish`: notify those who listen."""
        with self._session.connected() as connection:
            connection.execute("SELECT pg_notify(%s, '')", (self._channel,))
