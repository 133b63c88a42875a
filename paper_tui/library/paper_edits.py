"""Changes of papers that the reader asks for: citation keys, and what is one paper or several."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import count

from paper_tui.library.contents import Contents
from paper_tui.library.importing.import_planner import join_marks
from paper_tui.library.messages import named
from paper_tui.papers.citation_keys import KeyGiver, made_key, tex_safe
from paper_tui.papers.joining import joined, parted
from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.papers.shelf import Change, Mark, Shelf
from paper_tui.papers.text import clean_line
from paper_tui.store import Catalogue, PaperChanges, Store

YOU_JOINED = "your word"
"""The reason why two papers are one that the reader joined."""


class PaperEditError(ValueError):
    """The papers cannot be changed so; the message says why. Nothing was changed."""


class PaperEdits:
    """Changes the papers of a library; every change is durable and can be undone."""

    def __init__(self, store: Store, contents: Contents) -> None:
        self._store = store
        self._contents = contents

    def rename_citation_key(self, paper: Paper, text: str) -> Change | None:
        """Give a paper another citation key; None when it has it.

        Raises:
            PaperEditError: TeX could not read the key, or another paper has it.
        """
        wanted = clean_line(text)
        if not wanted or tex_safe(wanted) != wanted:
            raise PaperEditError(
                f"“{wanted}” is no citation key: those have no spaces and none of , {{ }} ( ) \" # % ~ ' = \\"
            )

        def plan(catalogue: Catalogue, _: Shelf) -> PaperChanges:
            other = _holder(catalogue, wanted)
            if other is not None and other.key != paper.key:
                raise PaperEditError(f"“{other.title}” is cited as {other.citation_key} already")
            known = catalogue.get(paper.key)
            if known is None or known.citation_key == wanted:
                return PaperChanges()
            return PaperChanges(papers={known.key: replace(known, citation_key=wanted)})

        return self._write(f"cited as {wanted}: {named([paper])}", plan)

    def remake_citation_keys(self, papers: Sequence[Paper], pattern: str) -> Change | None:
        """Give papers the citation keys made of what is known of them now; None when they have those."""
        keys = dict.fromkeys(paper.key for paper in papers)

        def plan(catalogue: Catalogue, _: Shelf) -> PaperChanges:
            def is_taken(citation_key: str) -> bool:
                holder = _holder(catalogue, citation_key)
                return holder is not None and holder.key not in keys

            giver = KeyGiver(is_taken)
            known = [paper for key in keys if (paper := catalogue.get(key)) is not None]
            made = [(paper, giver.give(made_key(paper, pattern))) for paper in known]
            changed = {
                paper.key: replace(paper, citation_key=citation_key)
                for paper, citation_key in made
                if citation_key != paper.citation_key
            }
            return PaperChanges(papers=dict[PaperKey, Paper | None](changed))

        return self._write(f"made citation keys anew: {named(papers)}", plan)

    def merge(self, papers: Sequence[Paper]) -> Change | None:
        """Make one paper of several: the first, with all that the others know and their marks.

        Raises:
            PaperEditError: There is only one.
        """
        keys = tuple(dict.fromkeys(paper.key for paper in papers))
        if len(keys) < 2:
            raise PaperEditError("Name at least two papers to merge")

        def plan(catalogue: Catalogue, shelf: Shelf) -> PaperChanges:
            first, *others = [known for key in keys if (known := catalogue.get(key)) is not None]
            mark = shelf.get(first.key)
            for other in others:
                merged = joined(first, other, YOU_JOINED)
                aliases = dict.fromkeys((*merged.aliases, other.key))
                first = replace(merged, aliases=tuple(aliases), apart=_without(merged.apart, keys))
                mark = replace(join_marks(mark, shelf.get(other.key)), identity=first.identity)
            gone = [other.key for other in others]
            marks = [mark, *(Mark(key) for key in gone if key in shelf)] if not mark.is_blank else []
            return PaperChanges({**dict.fromkeys(gone), first.key: first}, tuple(marks))

        return self._write(f"merged {named(papers)}", plan)

    def split(self, paper: Paper) -> Change | None:
        """Part a paper into the descriptions that were joined to it; its marks stay with the first.

        Raises:
            PaperEditError: Nothing was joined with it.
        """
        if not paper.parts:
            raise PaperEditError(f"Nothing was joined with {named([paper])}")

        def plan(catalogue: Catalogue, _: Shelf) -> PaperChanges:
            known = catalogue.get(paper.key)
            return PaperChanges(papers=_apart(known, catalogue) if known and known.parts else {})

        return self._write(f"split {named([paper])}", plan)

    def _write(self, label: str, plan: Callable[[Catalogue, Shelf], PaperChanges]) -> Change | None:
        self._contents.keep_starter()
        return self._store.change_papers(label, plan)


def _apart(paper: Paper, catalogue: Catalogue) -> dict[PaperKey, Paper | None]:
    """The papers that a paper is parted into, by keys of which each is free."""
    first, *others = parted(paper)
    citation_keys = KeyGiver(lambda key: _holder(catalogue, key) is not None)
    renamed: dict[PaperKey, Paper] = {first.key: first}
    for part in others:
        key = _free_key(part.key, catalogue, renamed)
        cited = citation_keys.give(part.citation_key or made_key(part))
        renamed[key] = replace(part, key=key, citation_key=cited, added=paper.added)
    return {
        key: replace(each, apart=tuple(dict.fromkeys((*paper.apart, *(set(renamed) - {key})))))
        for key, each in renamed.items()
    }


def _free_key(wanted: PaperKey, catalogue: Catalogue, taken: dict[PaperKey, Paper]) -> PaperKey:
    numbered = (PaperKey(f"{wanted}-{number}" if number > 1 else wanted) for number in count(1))
    return next(key for key in numbered if key not in taken and catalogue.get(key) is None)


def _holder(catalogue: Catalogue, citation_key: str) -> Paper | None:
    """The paper that has a citation key, written so."""
    return next(catalogue.holding("citation_key", citation_key), None)


def _without(keys: tuple[PaperKey, ...], gone: tuple[PaperKey, ...]) -> tuple[PaperKey, ...]:
    return tuple(key for key in keys if key not in gone)
