"""Fetch papers from services, page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from paper_tui.papers.cancellation import Cancelled, CancelToken
from paper_tui.papers.paper import Paper
from paper_tui.sources.base import Context, Item, Notice, SourceError
from paper_tui.sources.services.client import NOT_MODIFIED, Client
from paper_tui.sources.services.exchange_types import (
    FetchError,
    FetchSettings,
    Progress,
    Request,
    Response,
)
from paper_tui.sources.services.fetch_state import FetchState, KnownPage
from paper_tui.sources.services.service import Service, Spec
from paper_tui.sources.services.source_spec import SERVICES, parse_spec


def fetch(
    spec: str,
    *,
    settings: FetchSettings,
    state: FetchState,
    context: Context,
    progress: Callable[[Progress], None],
    cancel: CancelToken,
) -> Iterator[Item]:
    """Yield the papers that a service has for a spec, with rejects and notices, as its pages arrive.

    Blocks, so call it from a worker thread. A cancellation ends the iteration within a tenth of a second.
    What was yielded before an error or a cancellation is whole and may be kept: the next fetch of the same
    spec continues from there, provided that ``state`` was saved once the papers were stored.

    Raises:
        SourceError: The spec cannot be read; at once.
        Busy: While iterating: the service asks to be left alone until a moment it names.
        FetchError: While iterating: anything else that a network can do.
    """
    parsed = parse_spec(spec)
    return _Fetch(parsed, SERVICES[parsed.service], settings, state, context, progress, cancel).items()


@dataclass(slots=True)
class _Fetch:
    """One run of a fetch and its progress."""

    spec: Spec
    service: Service
    settings: FetchSettings
    state: FetchState
    context: Context
    progress: Callable[[Progress], None]
    cancel: CancelToken
    pages: int = 0
    papers: int = 0
    unchanged: int = 0

    def items(self) -> Iterator[Item]:
        """Yield all items; errors say how many papers were received before."""
        try:
            yield from self._all_pages()
        except Cancelled:
            return
        except FetchError as error:
            error.kept = self.papers
            raise
        except SourceError as error:
            refused = FetchError(f"{self.service.title}: {error}", "Check what was asked for.")
            refused.kept = self.papers
            raise refused from error

    def _all_pages(self) -> Iterator[Item]:
        name, timing, limits = str(self.spec), self.settings.timing, self.settings.limits
        base = self.settings.base_urls.get(self.service.name, self.service.base_url).rstrip("/")
        first = self.service.first(self.spec.argument, base, limits.papers)
        client = Client(self.service, first, self.settings, self.cancel)
        request: Request | None = self.state.resume(name, timing.now()) or first
        while request is not None:
            self._report(f"asking {self.service.title}")
            known = self.state.page(request.url)
            response = client.get(request, known)
            if response.status != NOT_MODIFIED:
                yield from self._page(response)
                known = self._noted(request, response)
                self.state.remember(request.url, known)
            self.unchanged += response.status == NOT_MODIFIED
            self.pages += 1
            request = _next(request, known.following)
            self.state.cut_before(name, request, timing.now())
        self._report("done")
        if not self.papers:
            yield Notice(
                f"{name}: nothing new since it was last asked"
                if self.unchanged
                else f"{name}: no papers there"
            )

    def _page(self, response: Response) -> Iterator[Item]:
        for item in self.service.read(response, self.context):
            self.cancel.check()
            self.papers += isinstance(item, Paper)
            yield item

    def _noted(self, request: Request, response: Response) -> KnownPage:
        """The state of a page; validators that are not printable ASCII are dropped."""
        given = (response.headers.get(name, "") for name in ("etag", "last-modified"))
        etag, modified = (text if text.isascii() and text.isprintable() else "" for text in given)
        return KnownPage(etag, modified, self.service.following(request, response))

    def _report(self, doing: str) -> None:
        self.progress(Progress(str(self.spec), doing, self.pages, self.papers))


def _next(request: Request, following: str) -> Request | None:
    if not following or following == request.url or request.pages <= 1:
        return None
    return Request(following, request.accept, request.pages - 1)
