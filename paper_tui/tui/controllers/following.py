"""Follow authors, words, citations and searches, and say which papers are by somebody else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from paper_tui.library.interest.follow_lines import AUTHOR, SAVED, citing_line, is_name, label_of, not_this
from paper_tui.library.interest.followed import Origin
from paper_tui.papers.paper import Paper
from paper_tui.tui.dialogs.choice import Choice, ChoiceScreen
from paper_tui.tui.dialogs.prompt import LineScreen
from paper_tui.tui.state.context import ReaderContext

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

AUTHORS = "123456789"
FOLLOW, STOP, NOT_THIS, TYPED = "+", "-", "!", "?"
"""First characters of the choices' values, before a line."""
HINT = 'a word, or a phrase in quotes: "diffusion transformer" · any search works · enter follow'


def _nothing() -> str:
    return ""


class FollowController:
    """Offers the follows that make sense at the current place, and writes it to the configuration."""

    def __init__(
        self,
        context: ReaderContext,
        searched: Callable[[], str] = _nothing,
        saved_search: Callable[[], str] = _nothing,
        words: Callable[[], str] = _nothing,
    ) -> None:
        """Follow from one screen.

        Args:
            context: The screen.
            searched: The text of the present search.
            saved_search: The name of the saved search that the cursor is on.
            words: The chosen passage of a text.
        """
        self._context = context
        self._searched = searched
        self._saved_search = saved_search
        self._words = words

    def choose(self) -> None:
        """Ask what to follow."""
        choices = list(self._choices())
        self._context.push(ChoiceScreen("Follow", choices), self._follow_choice)

    def _choices(self) -> Iterator[Choice]:
        paper, searched = self._context.target, self._searched().strip()
        if saved := self._saved_search():
            yield self._choice("f", f"{SAVED}{saved}", "saved ")
        origins = self._origins(paper)
        for origin in origins:
            if paper is not None and is_name(origin.line):
                label = f"not this one: {origin.doubt or f'not by {label_of(origin.line)}'}"
                yield Choice("x", NOT_THIS + not_this(paper.key, origin.line), label)
                break
        lines = [f"{AUTHOR}{name}" for name in paper.authors[: len(AUTHORS)]] if paper else []
        for key, line in zip(AUTHORS, lines, strict=False):
            yield self._choice(key, line)
        if paper is not None:
            yield self._choice("c", citing_line(paper), "", "papers that cite this one")
        if searched:
            yield self._choice("s", searched, "this search: ")
        yield Choice("w", TYPED, "words or a phrase …")
        offered = {*lines, searched}
        for key, origin in zip("defg", (each for each in origins if each.line not in offered), strict=False):
            yield Choice(key, STOP + origin.line, f"stop following {label_of(origin.line)}")

    def _choice(self, key: str, line: str, kind: str = "", label: str = "") -> Choice:
        """Follow a line, or stop following it."""
        shown = label or kind + label_of(line)
        if line in self._context.config.follow:
            return Choice(key, STOP + line, f"stop following {shown}")
        return Choice(key, FOLLOW + line, shown)

    def _origins(self, paper: Paper | None) -> Sequence[Origin]:
        listing = self._context.screen.listing
        return listing.origins(paper.key) if listing is not None and paper is not None else ()

    def _follow_choice(self, picked: str | None) -> None:
        if picked is None:
            return
        kind, line = picked[0], picked[1:]
        if kind == TYPED:
            self._context.push(LineScreen("Follow", HINT, self._words()), self._follow_typed)
        elif kind == STOP:
            self._write(lambda lines: [each for each in lines if each != line], _stopped(line))
        elif kind == NOT_THIS:
            self._write(lambda lines: [*lines, line], "This one is not followed any more")
        else:
            self._write(lambda lines: [*lines, line], f"Following {label_of(line)}")

    def _follow_typed(self, typed: str | None) -> None:
        from paper_tui.search import Query, QueryError

        line = (typed or "").strip()
        if not line:
            return
        try:
            problem = "that is followed already" if Query.parse(line).speaks_of_followed else ""
        except QueryError as error:
            problem = str(error)
        if problem:
            self._context.notify(f"{problem}. Nothing was changed.", severity="error")
        elif line in self._context.config.follow:
            self._context.notify(f"{label_of(line)} is followed already.")
        else:
            self._write(lambda lines: [*lines, line], f"Following {label_of(line)}")

    def _write(self, changed: Callable[[list[Any]], list[Any]], said: str) -> None:
        """Change the lines in the configuration file. Any: TOML values."""

        def change(document: TOMLDocument) -> None:
            lines = changed(list(document.get("follow", [])))
            if lines:
                document["follow"] = lines
            else:
                document.pop("follow", None)

        self._context.change_config(change, f"{said} · u undoes it")


def _stopped(line: str) -> str:
    return f"No longer following {label_of(line)}"
