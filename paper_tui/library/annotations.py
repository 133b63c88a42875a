"""Changes of marks: bookmarks, states, tags, notes and highlights, each durable and undoable."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from paper_tui.library.contents import Contents
from paper_tui.library.messages import named
from paper_tui.papers.clock import Clock, timestamp
from paper_tui.papers.highlights import Highlight, Place, with_highlight
from paper_tui.papers.paper import Paper
from paper_tui.papers.recorded import Recording, with_state
from paper_tui.papers.shelf import Change, Mark, Shelf, State, clean_tag, with_tags
from paper_tui.papers.text import clean_note


class Annotations:
    """Writes the marks of a library's papers."""

    def __init__(self, contents: Contents, clock: Clock) -> None:
        self._contents = contents
        self._clock = clock

    def set_bookmarked(self, papers: Sequence[Paper], bookmarked: bool) -> Change | None:
        """Bookmark papers, or remove their bookmarks."""
        now = timestamp(self._clock()) if bookmarked else ""
        verb = "bookmarked" if bookmarked else "removed the bookmark of"

        def edit(mark: Mark) -> Mark:
            return mark if bool(mark.bookmarked) is bookmarked else replace(mark, bookmarked=now)

        return self.edit(verb, papers, edit)

    def toggle_bookmark(self, papers: Sequence[Paper]) -> Change | None:
        """Bookmark papers; if all of them are bookmarked, remove the bookmarks."""
        shelf = self._contents.shelf
        return self.set_bookmarked(papers, not all(shelf.get(paper.key).bookmarked for paper in papers))

    def toggle_state(self, papers: Sequence[Paper], state: State) -> Change | None:
        """Set the state of papers; if all of them have it, remove it, which leaves them seen or new."""
        shelf = self._contents.shelf
        has_it = all(shelf.get(paper.key).state is state for paper in papers)
        if state is State.NEW or not has_it:
            return self.set_state(papers, state)
        return self.edit("marked {} as new", papers, lambda mark: replace(mark, state=State.NEW))

    def set_state(self, papers: Sequence[Paper], state: State) -> Change | None:
        """Set the state of papers; a new paper is not seen either."""
        verb = "hid" if state is State.HIDDEN else f"marked {{}} as {state.value}"
        return self.edit(verb, papers, lambda mark: with_state(mark, state))

    def do_again(self, papers: Sequence[Paper], recording: Recording, name: str) -> Change | None:
        """Do to papers what was recorded under a name, in one step."""
        now = timestamp(self._clock())
        return self.edit(f"did “{name}” to", papers, lambda mark: recording.applied(mark, now))

    def settle(self, paper: Paper, state: State, *, bookmarked: bool, verb: str) -> Change | None:
        """Set state and bookmark of a paper in one step, as triage decides.

        Args:
            paper: The paper.
            state: The state it is to have.
            bookmarked: Whether it is to be bookmarked; a bookmark that it has keeps its time.
            verb: What was done, for history and undo: ``kept``.
        """
        now = timestamp(self._clock())

        def edit(mark: Mark) -> Mark:
            star = (mark.bookmarked or now) if bookmarked else ""
            return replace(mark, state=state, bookmarked=star, seen=mark.seen or now)

        return self.edit(verb, [paper], edit)

    def mark_seen(self, paper: Paper) -> None:
        """Mark a paper as seen; not a step of the history."""
        now = timestamp(self._clock())
        self._change("", [paper], lambda mark: mark if mark.seen else replace(mark, seen=now))

    def set_tags(
        self, papers: Sequence[Paper], add: Iterable[str] = (), remove: Iterable[str] = ()
    ) -> Change | None:
        """Add and remove tags of papers."""
        added, removed = tuple(add), tuple(remove)
        return self.edit(_tagging(added, removed), papers, lambda mark: with_tags(mark, added, removed))

    def rename_tag(self, old: str, new: str) -> Change | None:
        """Rename a tag on every paper; an existing tag of that name is merged."""
        old, new = clean_tag(old), clean_tag(new)
        return self._retag(old, (new,), f"renamed #{old} to #{new} on") if new not in ("", old) else None

    def delete_tag(self, tag: str) -> Change | None:
        """Remove a tag from every paper."""
        return self._retag(clean_tag(tag), (), f"deleted #{clean_tag(tag)} from")

    def _retag(self, tag: str, add: Sequence[str], verb: str) -> Change | None:
        """Replace a tag, also on marks whose paper is gone; None where no mark has it."""

        def edited(shelf: Shelf) -> Iterator[Mark]:
            return (with_tags(mark, add, (tag,)) for mark in shelf if tag in mark.tags)

        count = sum(1 for _ in edited(self._contents.shelf))
        label = f"{verb} {count:,} {'paper' if count == 1 else 'papers'}"
        return self._contents.change(label, edited) if count else None

    def set_note(self, paper: Paper, note: str) -> Change | None:
        """Set the note of a paper; an empty one removes it."""
        cleaned = clean_note(note)
        return self.edit("wrote a note on", [paper], lambda mark: replace(mark, note=cleaned))

    def set_highlight(self, paper: Paper, highlight: Highlight) -> Change | None:
        """Save a highlight, or replace the one with the same id."""
        cleaned = replace(highlight, note=clean_note(highlight.note))
        verb = "wrote a note on a passage of" if cleaned.note else "highlighted a passage of"
        return self.edit(
            verb,
            [paper],
            lambda mark: replace(mark, highlights=with_highlight(mark.highlights, cleaned)),
        )

    def remove_highlight(self, paper: Paper, highlight_id: str) -> Change | None:
        """Remove a highlight with its note."""

        def edit(mark: Mark) -> Mark:
            kept = tuple(highlight for highlight in mark.highlights if highlight.id != highlight_id)
            return replace(mark, highlights=kept)

        return self.edit("removed a highlight of", [paper], edit)

    def keep_place(self, paper: Paper, place: Place) -> None:
        """Save the reading position in a text; not a step of the history."""
        self._change("", [paper], lambda mark: replace(mark, place=place))

    def edit(self, verb: str, papers: Sequence[Paper], edit: Callable[[Mark], Mark]) -> Change | None:
        """Change the marks of papers in one durable step; None when nothing changes.

        Args:
            verb: What is done, for history and undo; the papers replace ``{}``, else follow at its end.
            papers: The papers; the history names those that change.
            edit: Returns the mark to have in place of one.
        """
        shelf = self._contents.shelf
        changed = [paper for paper in papers if edit(shelf.get(paper.key)) != shelf.get(paper.key)]
        place = verb if "{}" in verb else f"{verb} {{}}"
        return self._change(place.replace("{}", named(changed), 1), changed, edit) if changed else None

    def _change(self, label: str, papers: Sequence[Paper], edit: Callable[[Mark], Mark]) -> Change | None:
        """Change marks where that changes anything; without a label it is no step of the history."""
        edited = partial(_edited, papers, edit)
        if not any(edited(self._contents.shelf)):
            return None
        self._contents.keep_starter()
        return self._contents.change(label, edited)


def _tagging(added: Iterable[str], removed: Iterable[str]) -> str:
    """Describe a change of tags for the history: ``tagged {}: +vision -old``."""
    signed = [f"+{tag}" for tag in map(clean_tag, added)] + [f"-{tag}" for tag in map(clean_tag, removed)]
    return f"tagged {{}}: {' '.join(signed)}"


def _edited(papers: Sequence[Paper], edit: Callable[[Mark], Mark], shelf: Shelf) -> Iterator[Mark]:
    """Yield the marks that an edit changes."""
    for paper in papers:
        mark = shelf.get(paper.key)
        changed = edit(mark)
        if changed != mark:
            yield replace(changed, identity=paper.identity)
