"""One fetch from a service, kept as far as it came."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from paper_tui.config import Config
from paper_tui.folders import cache_folder
from paper_tui.papers.cancellation import CancelToken
from paper_tui.papers.clock import Clock, timestamp
from paper_tui.sources.base import Context, Item

if TYPE_CHECKING:
    from paper_tui.sources.services import FetchSettings, Progress

REMEMBERED = "fetched.json"
KEY_VARIABLES = {
    "openalex": ("OPENALEX_API_KEY",),
    "semanticscholar": ("SEMANTIC_SCHOLAR_API_KEY", "S2_API_KEY"),
    "opencitations": ("OPENCITATIONS_API_KEY",),
    "crossref": ("CROSSREF_MAILTO",),
}
"""Service to the environment variables that hold the user's key for it."""


class Fetch:
    """One fetch of one source; iterate over its items, then call `remember` once they are stored."""

    def __init__(
        self, source: str, settings: FetchSettings, cache: Path, clock: Clock, *, again: bool
    ) -> None:
        from paper_tui.sources.services import FetchState

        self.problem = ""
        """The reason why it stopped early; the items before are complete."""
        self._source = source
        self._settings = settings
        self._clock = clock
        self._state = FetchState(None if again else cache / REMEMBERED)

    def items(self, doing: Callable[[str], None], cancel: CancelToken) -> Iterator[Item]:
        """Yield the items of the service, until an error.

        Raises:
            sources.SourceError: The source has no name that is known; at once.
        """
        from paper_tui.sources.services import fetch

        def progress(made: Progress) -> None:
            doing(f"{made.spec}: {made.doing}, {made.papers:,} papers so far")

        now = self._clock()
        found = fetch(
            self._source,
            settings=self._settings,
            state=self._state,
            context=Context(self._source, now.date(), timestamp(now)),
            progress=progress,
            cancel=cancel,
        )
        return self._until_it_breaks(found)

    def _until_it_breaks(self, items: Iterable[Item]) -> Iterator[Item]:
        from paper_tui.sources.services import FetchError

        try:
            yield from items
        except FetchError as error:
            self.problem = str(error)

    def remember(self) -> None:
        """Let the next fetch of the source ask only for what is new."""
        with suppress(OSError):  # costs a second download
            self._state.save()


def fetch_settings(config: Config) -> FetchSettings:
    """Return the settings of fetches: rate limits that all libraries share, mirrors, hosts and keys."""
    from paper_tui.sources.services import FetchSettings

    keys = {**_keys_of_environment(os.environ), **config.api_keys}
    return FetchSettings(cache_folder() / "services", config.services, config.allow_hosts, api_keys=keys)


def _keys_of_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """The user's keys for services, by the service's name."""
    named = {
        name: next(filter(None, (environment.get(variable) for variable in variables)), "")
        for name, variables in KEY_VARIABLES.items()
    }
    return {name: key.strip() for name, key in named.items() if key.strip()}
