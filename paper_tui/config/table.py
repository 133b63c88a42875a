"""A TOML table whose values are taken out one by one, with a list of the problems found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar, get_args

from paper_tui.config.line_numbers import TOP, LineNumbers, Place
from paper_tui.config.model import Problem
from paper_tui.papers.text import clean_line

Word = TypeVar("Word", bound=str)


class Table:
    """A TOML table from which each setting is taken once; names that are left are unknown."""

    def __init__(self, values: dict[str, object], lines: LineNumbers, place: Place = TOP) -> None:
        self.problems: list[Problem] = []
        self._values = values
        self._taken: list[str] = []
        self._lines = lines
        self._place = place

    def _take(self, name: str, default: object) -> object:
        self._taken.append(name)
        return self._values.pop(name, default)

    def add_problem(self, name: str, reason: str) -> None:
        """Add a problem of the value of a name."""
        self.problems.append(Problem(self._lines.find(self._place, name), reason))

    def string(self, name: str) -> str:
        """Take a string; the default is empty."""
        value = self._take(name, "")
        if isinstance(value, str):
            return value
        self.add_problem(name, f"{name} must be a text in quotes")
        return ""

    def choice(self, name: str, kind: object, default: Word) -> Word:
        """Take one of the values of a Literal type."""
        words: tuple[Word, ...] = get_args(kind)
        value = self._take(name, default)
        for word in words:
            if value == word:
                return word
        self.add_problem(name, f"{name} must be one of {', '.join(words)}")
        return default

    def boolean(self, name: str, *, default: bool = False) -> bool:
        """Take a boolean."""
        value = self._take(name, default)
        if isinstance(value, bool):
            return value
        self.add_problem(name, f"{name} must be true or false")
        return default

    def number(self, name: str, default: float, most: int) -> float:
        """Take a number from 0 to ``most``."""
        value = self._take(name, default)
        if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= most:
            return value
        self.add_problem(name, f"{name} must be a number from 0 to {most}")
        return default

    def integer(self, name: str, default: int, most: int) -> int:
        """Take a whole number from 0 to ``most``."""
        value = self._take(name, default)
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most:
            return value
        self.add_problem(name, f"{name} must be a whole number from 0 to {most}")
        return default

    def strings(self, name: str) -> tuple[str, ...]:
        """Take a list of strings; the default is empty."""
        value = self._take(name, [])
        if isinstance(value, list) and all(isinstance(part, str) for part in value):
            return tuple(value)
        self.add_problem(name, f'{name} must be a list of texts, such as ["daily"]')
        return ()

    def subtable(self, name: str) -> Table:
        """Take a table within this one; the default is empty. Both share one list of problems."""
        value = self._take(name, {})
        if not isinstance(value, dict):
            self.add_problem(name, f"{name} must be a table: [{name}]")
            value = {}
        inner = Table(value, self._lines, (name, 0))
        inner.problems = self.problems
        return inner

    def table_items(self) -> Iterator[tuple[str, Table]]:
        """Take all remaining tables with their names; other values are problems."""
        for name in list(self._values):
            value = self._values.pop(name)
            if isinstance(value, dict):
                inner = Table(value, self._lines, self._place)
                inner.problems = self.problems
                yield name, inner
            else:
                self.add_problem(name, f"{clean_line(name)} must be a table")

    def string_items(self) -> Iterator[tuple[str, str]]:
        """Take all remaining strings with their names; other values are problems."""
        for name in list(self._values):
            if isinstance(self._values[name], str):
                yield name, self.string(name)
            else:
                del self._values[name]
                self.add_problem(name, f"{clean_line(name)} must be a text in quotes")

    def subtables(self, name: str) -> Iterator[Table]:
        """Take the tables of an array; the default is none."""
        value = self._take(name, [])
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            self.add_problem(name, f"{name} must be tables, each under [[{name}]]")
            return
        for place, each in enumerate(value):
            yield Table(each, self._lines, (name, place))

    def reject_unknown(self, what: str) -> None:
        """Add a problem for each name that was not taken; ``what`` is the kind of thing it would name."""
        for name in self._values:
            meant = did_you_mean(name, self._taken)
            self.add_problem(name, f"there is no {what} called “{clean_line(name)}”{meant}")


def did_you_mean(wanted: str, names: Iterable[str]) -> str:
    """Ask for the name that a misspelt one resembles, to be put behind a problem; empty where none does."""
    from paper_tui.search.query.literals import nearest_names

    return "".join(f"; did you mean “{name}”?" for name in nearest_names(wanted, names))
