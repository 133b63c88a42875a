"""Files that belong to papers: copied into the library, or remembered where they are; each a step to undo."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from paper_tui.documents.errors import DocumentError
from paper_tui.files import read_regular
from paper_tui.library.contents import Contents
from paper_tui.library.full_text.paper_text import PaperText
from paper_tui.library.full_text.texts import Texts
from paper_tui.library.history import ATTACHMENTS
from paper_tui.library.messages import named
from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.papers.shelf import Change, Shelf
from paper_tui.papers.text import clean_line
from paper_tui.store import Catalogue, PaperChanges, SettingChange, Store


class AttachError(Exception):
    """A file cannot be the text of a paper; the message says why, and that nothing was changed."""


class Attachments:
    """Attaches files to papers and removes them."""

    def __init__(self, store: Store, contents: Contents, texts: Texts) -> None:
        self._store = store
        self._contents = contents
        self._texts = texts

    def attach_file(self, paper: Paper, path: Path) -> PaperText:
        """Copy a file into the library as the text of a paper; as `attach`.

        Raises:
            AttachError: It cannot be read, or no text can be read from it; nothing was changed.
            store.StoreError: It could not be written; nothing was changed.
        """
        name = clean_line(path.name)
        try:
            return self.attach(paper, read_regular(path), path.name, path.absolute().parent)
        except OSError as error:
            reason = error.strerror or str(error)
            raise AttachError(f"“{name}” cannot be read: {reason}. Nothing was changed.") from error
        except DocumentError as error:
            raise AttachError(f"“{name}” cannot be attached. {error} Nothing was changed.") from error

    def attach(self, paper: Paper, data: bytes, name: str, beside: Path | None = None) -> PaperText:
        """Copy a file into the library as the text of a paper, in place of one attached before.

        Args:
            paper: The paper.
            data: The file.
            name: What the history calls it.
            beside: The folder of the file, in which the images of its figures may be; they are copied too.

        Raises:
            documents.errors.DocumentError: No text can be read from it; nothing was changed.
            store.StoreError: It could not be written; nothing was changed.
        """
        before = self._texts.attached(paper.key)
        text = self._texts.attach(paper, data, beside)
        label = f"attached {clean_line(name, 100)} to {named([paper])}"
        self._record(label, paper.key, before, self._texts.attached(paper.key))
        return text

    def detach(self, paper: Paper) -> bool:
        """Remove the copy of a file from a paper; False where it has none.

        Raises:
            store.StoreError: Nothing was changed.
        """
        before = self._texts.attached(paper.key)
        if not before or not self._texts.detach(paper):
            return False
        self._record(f"removed the attached file of {named([paper])}", paper.key, before, "")
        return True

    def link(self, paper: Paper, path: Path) -> Change | None:
        """Remember where a file of a paper is, before those that are remembered already.

        Raises:
            store.StoreError: Nothing was changed.
        """
        return self.link_all(f"linked {clean_line(path.name, 100)} to {named([paper])}", {paper: path})

    def link_all(self, label: str, paths: Mapping[Paper, Path]) -> Change | None:
        """Remember where a file of each of several papers is, in one step; as `link`.

        Args:
            label: What the history calls it.
            paths: The files by paper.
        """
        places = {paper.key: str(path.absolute()) for paper, path in paths.items()}

        def edit(paper: Paper) -> tuple[str, ...]:
            place = places[paper.key]
            return (place, *(file for file in paper.files if file != place))

        return self._change(label, [*paths], edit)

    def unlink(self, paper: Paper) -> Change | None:
        """Forget where the files of a paper are; the files stay.

        Raises:
            store.StoreError: Nothing was changed.
        """
        return self._change(f"removed the links to files of {named([paper])}", [paper], lambda _: ())

    def apply(self, changes: Sequence[SettingChange]) -> tuple[SettingChange, ...]:
        """Undo or redo changes of attached copies; return those that could be made."""
        done = tuple(
            change
            for change in changes
            if self._texts.restore(PaperKey(change.path[1]), change.before or "", change.after or "")
        )
        if done:
            self._texts.on_kept()
        return done

    def _record(self, label: str, key: PaperKey, before: str, after: str) -> None:
        if before == after:
            return
        change = SettingChange((ATTACHMENTS, key), before or None, after or None)
        try:
            if self._contents.is_starter:
                self._contents.keep_starter()
            self._store.record_settings(label, [change])
        except BaseException:
            self._texts.restore(key, after, before)
            raise

    def _change(
        self, label: str, papers: Sequence[Paper], edit: Callable[[Paper], tuple[str, ...]]
    ) -> Change | None:
        """Change the remembered files of papers in one step; None where nothing changes."""
        if self._contents.is_starter:
            self._contents.keep_starter()

        def plan(catalogue: Catalogue, _: Shelf) -> PaperChanges:
            known = (found for paper in papers if (found := catalogue.get(paper.key)) is not None)
            changed = (replace(each, files=edit(each)) for each in known if edit(each) != each.files)
            return PaperChanges({each.key: each for each in changed})

        change = self._store.change_papers(label, plan)
        if change:
            self._texts.on_kept()
        return change
