"""Opening a paper's page, or any of its links by a letter."""

from __future__ import annotations

from paper_tui.papers.addresses import addresses_of
from paper_tui.papers.paper import Paper
from paper_tui.settings import environment
from paper_tui.tui.dialogs.links import LABELS, LinkChoice, LinksScreen
from paper_tui.tui.render import paper_renderer
from paper_tui.tui.state.context import ReaderContext
from paper_tui.tui.system.browser import open_in_browser
from paper_tui.tui.system.viewer import open_file
from paper_tui.tui.widgets.paper_detail import PaperDetail

NO_LINK = "No link known for this paper. Copy its title with y t to search for it."


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
            self._context.notify(NO_LINK)

    def open_file(self) -> None:
        """Open the PDF of the target paper in a viewer."""
        from paper_tui.library.texts import local_files

        paper = self._context.target
        if paper is None:
            return
        files = local_files(paper)
        if not files:
            gone = (
                f"Its file is gone: {paper.files[0]}. " if paper.files else "No PDF belongs to this paper. "
            )
            self._context.notify(f"{gone} To add one: i, and the name of the file.")
        elif open_file(files[0], self._context.config.pdf_viewer, environment()):
            self._context.notify(f"Opening {files[0].name}")
        else:
            self._context.app.copy_to_clipboard(str(files[0]))
            self._context.notify(f"{files[0]}\nNo viewer found; the path was copied.", timeout=15)

    def choose(self) -> None:
        """Label every link of the paper with the letter that opens it."""
        paper = self._context.target
        addresses = addresses_of(paper)[: len(LABELS)] if paper else ()
        if not paper or not addresses:
            if paper:
                self._context.notify(NO_LINK)
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
