"""One table of a configuration: its values taken out one by one, and what is wrong with them noted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar, get_args

from paper_tui.config.line_numbers import TOP, Lines, Place
from paper_tui.config.model import Problem
from paper_tui.papers.text import clean_line

Word = TypeVar("Word", bound=str)


class Table:
    """A TOML table from which every setting is taken once; what is left at the end has no meaning."""

    def __init__(self, values: dict[str, object], lines: Lines, place: Place = TOP) -> None:
        self.problems: list[Problem] = []
        self._values = values
        self._lines = lines
        self._place = place

    def note(self, name: str, reason: str) -> None:
        """Say what is wrong with a value."""
        self.problems.append(Problem(self._lines.of(self._place, name), reason))

    def text(self, name: str) -> str:
        """A text, by default an empty one."""
        value = self._values.pop(name, "")
        if isinstance(value, str):
            return value
        self.note(name, f"{name} must be a text in quotes")
        return ""

    def word(self, name: str, kind: object, default: Word) -> Word:
        """One of the words of a Literal type."""
        words: tuple[Word, ...] = get_args(kind)
        value = self._values.pop(name, default)
        for word in words:
            if value == word:
                return word
        self.note(name, f"{name} must be one of {', '.join(words)}")
        return default

    def flag(self, name: str) -> bool:
        """True or false, by default false."""
        value = self._values.pop(name, False)
        if isinstance(value, bool):
            return value
        self.note(name, f"{name} must be true or false")
        return False

    def number(self, name: str, default: float, most: int) -> float:
        """A number from 0 to ``most``."""
        value = self._values.pop(name, default)
        if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= most:
            return value
        self.note(name, f"{name} must be a number from 0 to {most}")
        return default

    def count(self, name: str, default: int, most: int) -> int:
        """A whole number from 0 to ``most``."""
        value = self._values.pop(name, default)
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most:
            return value
        self.note(name, f"{name} must be a whole number from 0 to {most}")
        return default

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts, by default an empty one."""
        value = self._values.pop(name, [])
        if isinstance(value, list) and all(isinstance(part, str) for part in value):
            return tuple(value)
        self.note(name, f'{name} must be a list of texts, such as ["daily"]')
        return ()

    def inner(self, name: str) -> Table:
        """A table in this one, by default an empty one; its problems are noted with those of this one."""
        value = self._values.pop(name, {})
        if not isinstance(value, dict):
            self.note(name, f"{name} must be a table: [{name}]")
            value = {}
        inner = Table(value, self._lines, (name, 0))
        inner.problems = self.problems
        return inner

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Everything that is left, by name; what is no text is left out."""
        for name in list(self._values):
            if isinstance(self._values[name], str):
                yield name, self.text(name)
            else:
                del self._values[name]
                self.note(name, f"{clean_line(name)} must be a text in quotes")

    def tables(self, name: str) -> Iterator[Table]:
        """The tables of an array, by default of an empty one."""
        value = self._values.pop(name, [])
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            self.note(name, f"{name} must be tables, each under [[{name}]]")
            return
        for place, each in enumerate(value):
            yield Table(each, self._lines, (name, place))

    def end(self, what: str) -> None:
        """Note every name that was not asked for; ``what`` is what such a name would be."""
        for name in self._values:
            self.note(name, f"there is no {what} called “{clean_line(name)}”")
