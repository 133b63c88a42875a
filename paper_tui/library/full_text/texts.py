"""Full texts of papers: kept in the library, fetched from services, attached by the reader."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from paper_tui.library.full_text.local_files import is_pdf_file, local_files, stamp_of_file, text_of_file
from paper_tui.library.full_text.paper_text import DEFAULT_POLICY, KeepPolicy, PaperText, TextNotFoundError
from paper_tui.library.importing.imports import no_progress
from paper_tui.papers.cancellation import NEVER, CancelToken
from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.store import StoreError
from paper_tui.store.texts import ATTACHED, KeptText, TextFolder, stem_of

if TYPE_CHECKING:  # loaded by the first text
    from paper_tui.documents.model import Document
    from paper_tui.library.checking.version_changes import VersionChange
    from paper_tui.library.full_text.figures import Figures
    from paper_tui.sources.services import FetchSettings
    from paper_tui.sources.services.texts import TextPage, TextSource

MEGABYTE = 1_000_000


class Texts:
    """The texts of a library. Every method may be called from any thread; each may take a while."""

    def __init__(self, directory: Path, is_bookmarked: Callable[[PaperKey], bool]) -> None:
        self._folder = TextFolder(directory)
        self._is_bookmarked = is_bookmarked
        self.on_kept: Callable[[], object] = lambda: None
        """Called after a text was kept or attached; replace to follow."""

    @cached_property
    def figures(self) -> Figures:
        """The images of their figures; loaded when they are used."""
        from paper_tui.library.full_text.figures import Figures

        return Figures(self._folder)

    def has(self, key: PaperKey) -> bool:
        """Return whether a text of the paper is kept."""
        return self._folder.find(key) is not None

    def kept(self) -> Callable[[PaperKey], bool]:
        """A test for many papers at once: whether a text is kept, as of now."""
        stems = self._folder.stems()
        return lambda key: stem_of(key) in stems

    def version(self) -> int:
        """A number that changes whenever a text is kept, replaced or removed; 0 while none was ever kept."""
        return self._folder.version()

    def stamp(self, paper: Paper) -> str:
        """As `stamps`, for one paper."""
        kept = self._folder.find(paper.key)
        return f"{kept.name}!{kept.size}" if kept else next(map(stamp_of_file, local_files(paper)), "")

    def stamps(self) -> Callable[[Paper], str]:
        """A look-up for many papers at once: names the text of a paper, kept or in a file that belongs to it.

        It changes with the text, and is empty where there is none.
        """
        kept = self.kept_stamps()

        def stamp(paper: Paper) -> str:
            return kept(paper.key) or next(map(stamp_of_file, local_files(paper)), "")

        return stamp

    def kept_stamps(self) -> Callable[[PaperKey], str]:
        """As `stamps`, for kept texts alone."""
        names = {stem: f"{kept.name}!{kept.size}" for stem, kept in self._folder.chosen().items()}
        return lambda key: names.get(stem_of(key), "")

    def get(self, paper: Paper) -> PaperText | None:
        """The kept text of a paper; None where none is kept, or where it can be read no more.

        Raises:
            store.StoreError: It is there but cannot be read.
        """
        from paper_tui.documents.errors import DocumentError
        from paper_tui.documents.reading import read_document

        kept = self._folder.find(paper.key)
        if kept is None:
            return text_of_file(paper)
        try:
            document = read_document(self._folder.read(kept), accept_damaged=True)
        except DocumentError:
            return None
        return self._text(paper, kept, document)

    def version_changes(self, paper: Paper) -> list[VersionChange]:
        """The changes with each known version of a paper, newest first; of its text where both are kept.

        Raises:
            store.StoreError: A kept text cannot be read.
        """
        from paper_tui.library.checking.version_changes import described, section_changes

        kept = self._folder.earlier(paper.key)
        sections = [self._sections(each) for each in kept] if kept else []
        numbers = tuple(each.version for each in kept) if kept else ()
        return [
            described(
                step,
                section_changes(*sections) if (step.older.number, step.newer.number) == numbers else (),
            )
            for step in paper.version_steps
        ]

    def _sections(self, kept: KeptText) -> list[tuple[str, str]]:
        """The titles and texts of the sections of a text; none where it cannot be read any more."""
        from paper_tui.documents.errors import DocumentError
        from paper_tui.documents.reading import read_document
        from paper_tui.documents.sections import section_texts

        try:
            return section_texts(read_document(self._folder.read(kept), accept_damaged=True))
        except DocumentError:
            return []

    def document(self, paper: Paper) -> Document | None:
        """As `get`, without where it came from."""
        text = self.get(paper)
        return text.document if text else None

    def open(
        self,
        paper: Paper,
        settings: FetchSettings,
        policy: KeepPolicy = DEFAULT_POLICY,
        *,
        again: bool = False,
        doing: Callable[[str], object] = no_progress,
        cancel: CancelToken = NEVER,
    ) -> PaperText:
        """Return the kept text of a paper, or fetch it if there is none or a newer version of the paper.

        A kept text stays if the newer one cannot be fetched.

        Args:
            paper: The paper.
            settings: What the fetch may do.
            policy: Whether to keep it, and how much room there is.
            again: Whether to fetch it even if one is kept.
            doing: Called with what is being done, in words.
            cancel: Checked ten times a second.

        Raises:
            TextNotFoundError: No source has it, and why.
            store.StoreError: It cannot be read, or not be kept.
            Cancelled: The caller cancelled; nothing was changed.
        """
        from paper_tui.sources.services.texts import TEXT_SOURCES

        found = None if again else self.get(paper)
        if found is None:
            return self._fetch(paper, TEXT_SOURCES, settings, policy, doing, cancel)
        if not found.is_outdated:
            return found
        versioned = [source for source in TEXT_SOURCES if source.versioned]
        try:
            return self._fetch(paper, versioned, settings, policy, doing, cancel)
        except TextNotFoundError:
            return found

    def fetch(
        self,
        paper: Paper,
        settings: FetchSettings,
        policy: KeepPolicy = DEFAULT_POLICY,
        *,
        doing: Callable[[str], object] = no_progress,
        cancel: CancelToken = NEVER,
    ) -> PaperText:
        """Fetch the text of a paper from the first source that has it, and keep it if the policy says so.

        Args:
            paper: The paper.
            settings: What the fetch may do.
            policy: Whether to keep it, and how much room there is.
            doing: Called with what is being done, in words.
            cancel: Checked ten times a second.

        Raises:
            TextNotFoundError: No source has it, and why.
            store.StoreError: It was fetched but could not be kept.
            Cancelled: The caller cancelled; nothing was changed.
        """
        from paper_tui.sources.services.texts import TEXT_SOURCES

        return self._fetch(paper, TEXT_SOURCES, settings, policy, doing, cancel)

    def _fetch(
        self,
        paper: Paper,
        sources: Sequence[TextSource],
        settings: FetchSettings,
        policy: KeepPolicy,
        doing: Callable[[str], object],
        cancel: CancelToken,
    ) -> PaperText:
        from paper_tui.library.full_text.text_fetching import fetch_text

        found = fetch_text(paper, sources, settings, doing, cancel)
        kept = self._keep(paper, found.source, found.page, policy)
        return self._text(paper, kept, found.document, missing=found.missing, is_kept=kept.read >= 0)

    def pdf(self, paper: Paper) -> Path | None:
        """The PDF of a paper: the first of its files that is one, else the kept text; None without one.

        Raises:
            store.StoreError: The folder of texts cannot be read.
        """
        kept = self._folder.find(paper.key)
        paths = [*local_files(paper), *([self._folder.path(kept)] if kept else [])]
        return next((path for path in paths if is_pdf_file(path)), None)

    def attach(self, paper: Paper, data: bytes, beside: Path | None = None) -> PaperText:
        """Attach a file to a paper; it goes before every other text and is never removed to make room.

        Args:
            paper: The paper.
            data: The file.
            beside: The folder of the file, in which the images of its figures may be; they are kept too.

        Raises:
            documents.errors.DocumentError: No text can be read from it; nothing was changed.
            store.StoreError: It could not be written; nothing was changed.
        """
        from paper_tui.documents.reading import read_document

        document = read_document(data, accept_damaged=True)
        before = self._folder.attached(paper.key)
        self._folder.set_aside(paper.key)
        try:
            kept = self._folder.write(paper.key, ATTACHED, 0, data)
        except StoreError:
            self._folder.bring_back(paper.key, before)
            raise
        if beside is not None:
            self.figures.attach(kept, document, beside)
        self.on_kept()
        return self._text(paper, kept, document)

    def detach(self, paper: Paper) -> bool:
        """Remove the attached file of a paper; False where it has none.

        Raises:
            store.StoreError: It is still there.
        """
        kept = self._folder.find(paper.key)
        if kept is None or kept.source != ATTACHED:
            return False
        self._folder.set_aside(paper.key)
        return True

    def attached(self, key: PaperKey) -> str:
        """The digest of the file that is attached to a paper; empty without one."""
        return self._folder.attached(key)

    def restore(self, key: PaperKey, before: str, after: str) -> bool:
        """Attach what was attached earlier; False where another file is attached by now, or it is not kept.

        Args:
            key: Of the paper.
            before: What names the content that is attached now; empty for none.
            after: What names the content to attach.

        Raises:
            store.StoreError: Nothing was changed.
        """
        if self._folder.attached(key) != before:
            return False
        self._folder.set_aside(key)
        if not after or self._folder.bring_back(key, after):
            return True
        self._folder.bring_back(key, before)
        return False

    def room(self) -> tuple[int, int]:
        """Return the number of kept texts, and their size in bytes with that of their figures."""
        kept = self._folder.all()
        return len(kept), sum(each.size for each in kept) + self._folder.figures.sizes().total()

    def _keep(self, paper: Paper, source: TextSource, page: TextPage, policy: KeepPolicy) -> KeptText:
        """Keep a page if the policy says so; a negative time of reading marks one that is not kept."""
        wanted = policy.keep == "opened" or (policy.keep == "bookmarked" and self._is_bookmarked(paper.key))
        if not wanted:
            return KeptText(stem_of(paper.key), page.version, source.name, len(page.body), -1.0)
        kept = self._folder.write(paper.key, source.name, page.version, page.body)
        self._folder.make_room(policy.megabytes * MEGABYTE, kept)
        self.on_kept()
        return kept

    def _text(
        self,
        paper: Paper,
        kept: KeptText,
        document: Document,
        *,
        missing: tuple[str, ...] = (),
        is_kept: bool = True,
    ) -> PaperText:
        from paper_tui.sources.services.texts import TEXT_SOURCES, page_url

        source = next((source for source in TEXT_SOURCES if source.name == kept.source), None)
        return PaperText(
            document,
            source.title if source else "attached file",
            kept.version,
            bool(kept.version) and (paper.arxiv_version or 0) > kept.version,
            page_url(source, paper.arxiv_id, kept.version) if source and paper.arxiv_id else "",
            is_kept,
            missing,
        )
