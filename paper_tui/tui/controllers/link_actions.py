"""Opening what belongs to a paper: its page by one key, every other link by a letter."""

from __future__ import annotations

from paper_tui.papers.addresses import addresses_of
from paper_tui.papers.paper import Paper
from paper_tui.settings import environment
from paper_tui.tui.controllers.paper_actions import PaperActions
from paper_tui.tui.dialogs.links import LABELS, LinksScreen, Wanted
from paper_tui.tui.render import paper_renderer
from paper_tui.tui.system.browser import open_in_browser
from paper_tui.tui.widgets.paper_detail import PaperDetail

NO_ADDRESS = "This paper has no address. y copies its title."


class LinkActions(PaperActions):
    """Open the page, or any of the links, in the browser."""

    def action_open(self) -> None:
        """Open the paper in the browser; where there is none, show and copy its address."""
        if self.target:
            self.open_paper(self.target)

    def open_paper(self, paper: Paper) -> None:
        """Open the page of a paper in the browser; where there is none, show and copy its address."""
        addresses = addresses_of(paper)
        if addresses:
            self.open_address(addresses[0].url)
        else:
            self.notify(NO_ADDRESS, markup=False)

    def action_links(self) -> None:
        """Label every link of the paper with a letter that opens it."""
        paper = self.target
        addresses = addresses_of(paper)[: len(LABELS)] if paper else ()
        if not paper or not addresses:
            if paper:
                self.notify(NO_ADDRESS, markup=False)
            return
        text = self.query_one(PaperDetail)
        labels = LABELS[: len(addresses)]
        beside = text.has_room_for(paper_renderer.addresses(paper, labels))
        text.labels = labels if beside else ""

        def follow(wanted: Wanted | None) -> None:
            text.labels = ""
            if wanted and wanted.copied:
                self.copy(wanted.url)
            elif wanted:
                self.open_address(wanted.url)

        self.app.push_screen(LinksScreen(addresses, beside=beside), follow)

    def open_address(self, url: str) -> None:
        """Open an address in the browser; where there is none, show and copy it."""
        if open_in_browser(url, environment()):
            self.notify(f"Opening {url}", markup=False)
        else:
            self.app.copy_to_clipboard(url)
            self.notify(f"{url}\nNo browser here; the address is copied.", timeout=15, markup=False)
