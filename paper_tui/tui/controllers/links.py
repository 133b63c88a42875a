"""Opening a paper's page, or any of its links by a letter."""

from __future__ import annotations

from functools import partial
from urllib.parse import quote_plus

from paper_tui.papers.addresses import addresses_of
from paper_tui.papers.paper import Paper
from paper_tui.settings import environment
from paper_tui.tui.dialogs.links import LABELS, LinkChoice, LinksScreen
from paper_tui.tui.render import paper_renderer
from paper_tui.tui.state.context import ReaderContext
from paper_tui.tui.system.browser import open_in_browser
from paper_tui.tui.system.viewer import open_file
from paper_tui.tui.widgets.paper_detail import PaperDetail

NO_LINK = "No link is known for this paper."
WEB_SEARCH = "https://arxiv.org/search/?searchtype=title&query="
LONGEST_QUESTION = 300
"""Characters of a title that are searched for on the web."""


class LinkController:
    """Opens addresses of the target paper in the browser."""

    def __init__(self, context: ReaderContext) -> None:
        self._context = context

    def open_paper(self) -> None:
        """Open the page of the target paper."""
        if self._context.target:
            self.open_page(self._context.target)

    def open_page(self, paper: Paper) -> None:
        """Open the page of a paper in the browser."""
        addresses = addresses_of(paper)
        if addresses:
            self.open_url(addresses[0].url)
        else:
            self._offer_links(paper)

    def _offer_links(self, paper: Paper) -> None:
        """Offer to find a paper for which no link is known."""
        from paper_tui.tui.dialogs.problem import Remedy

        search = WEB_SEARCH + quote_plus(paper.title[:LONGEST_QUESTION])
        self._context.offer(
            NO_LINK,
            self._context.remedy("paper.complete", "look it up by its title, for its id and links"),
            Remedy("w", "search arXiv for its title in the browser", partial(self.open_url, search)),
            self._context.remedy("paper.copy", "copy its title"),
        )

    def open_file(self) -> None:
        """Open the PDF of the target paper in a viewer."""
        paper = self._context.target
        if paper is None:
            return
        file = self._context.library.texts.pdf(paper)
        if file is None:
            gone = f"Its file is gone: {paper.files[0]}" if paper.files else "No PDF belongs to this paper."
            self._context.offer(
                gone,
                self._context.remedy("paper.attach", "attach a PDF of it"),
                self._context.remedy("paper.open", "open its page in the browser"),
            )
        elif open_file(file, self._context.config.pdf_viewer, environment()):
            self._context.notify(f"Opening {file.name}")
        else:
            self._context.app.copy_to_clipboard(str(file))
            self._context.notify(f"{file}\nNo viewer found; the path was copied.", timeout=15)

    def choose(self) -> None:
        """Label every link of the paper with the letter that opens it."""
        paper = self._context.target
        addresses = addresses_of(paper)[: len(LABELS)] if paper else ()
        if not paper or not addresses:
            if paper:
                self._offer_links(paper)
            return
        text = self._context.screen.query_one(PaperDetail)
        labels = LABELS[: len(addresses)]
        in_text = text.has_room_for(paper_renderer.addresses(paper, labels))
        text.labels = labels if in_text else ""

        def follow(choice: LinkChoice | None) -> None:
            text.labels = ""
            if choice and choice.is_copied:
                self._context.copy(choice.url)
            elif choice:
                self.open_url(choice.url)

        self._context.push(LinksScreen(addresses, in_text=in_text), follow)

    def open_url(self, url: str) -> None:
        """Open a URL in the browser; without one, show and copy it."""
        if open_in_browser(url, environment()):
            self._context.notify(f"Opening {url}")
        else:
            self._context.app.copy_to_clipboard(url)
            self._context.notify(f"{url}\nNo browser found; the URL was copied.", timeout=15)
