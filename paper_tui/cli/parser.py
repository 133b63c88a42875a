"""Argument parser that records what is declared, takes ``-word`` as a word, and explains errors."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NoReturn

HYPHEN = "\0"
"""Stands for the hyphen of a word that is no option; no argument of a process can contain it."""
_CHOICE = re.compile(r"invalid choice: '(.*?)' \(choose from (.*)\)")


class Parser(argparse.ArgumentParser):
    """Parser of the program, or of one command."""

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401 - those of argparse, passed on
        self.purpose = ""
        """What a command does, in one line; empty for the program."""
        self.declared: list[argparse.Action] = []
        """Options and positional arguments in the order of their declaration."""
        self.commands: Mapping[str, Parser] = {}
        """The parsers of the commands by name."""
        super().__init__(**settings)
        self.suggest_on_error = False  # Python 3.15 would print its own suggestion beside ours

    def add_argument(self, *names: str, **settings: Any) -> argparse.Action:  # noqa: ANN401 - as above
        """Declare an option or a positional argument."""
        action = super().add_argument(*names, **settings)
        self.declared.append(action)
        return action

    def parse_known_args(  # type: ignore[override]  # argparse overloads it for namespaces of other types
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """Parse as argparse does, but take ``-word`` as a word unless the command has such an option."""
        words = list(args or ())
        if not self.commands:
            words = list(escape_dashes(words, self._short_options))
        return super().parse_known_args(words, namespace)

    def error(self, message: str) -> NoReturn:
        """Print what is wrong with the command line and where to look, and exit with 2."""
        from paper_tui.papers.text import clean_line

        shown = clean_line(unescape_dashes(message))
        super().error(f"{shown}\n{_suggestion(shown)}Examples: {self.prog} --help")

    @property
    def _short_options(self) -> tuple[str, ...]:
        flags = (flag for action in self.declared for flag in action.option_strings)
        return tuple(flag for flag in flags if not flag.startswith("--"))


def escape_dashes(arguments: Sequence[str], short_options: Iterable[str]) -> Iterator[str]:
    """Replace the hyphen of each argument that is a word and no option, such as ``-survey`` in a query.

    An option with a value may be one argument, as in ``-oFILE``; one without must stand alone.
    """
    options = tuple(short_options)
    with_value = tuple(option for option in options if option != "-h")
    for place, argument in enumerate(arguments):
        if argument == "--":
            yield from arguments[place:]
            return
        is_dashed = argument.startswith("-") and not argument.startswith("--") and argument != "-"
        is_option = argument in options or bool(with_value and argument.startswith(with_value))
        yield HYPHEN + argument[1:] if is_dashed and not is_option else argument


def unescape_dashes(text: str) -> str:
    """Restore the hyphens that `escape_dashes` replaced."""
    return text.replace(HYPHEN, "-")


def _suggestion(message: str) -> str:
    """The known word that an unknown one resembles, as a question."""
    from difflib import get_close_matches

    found = _CHOICE.search(message)
    known = [word.strip("'") for word in found[2].split(", ")] if found else []
    close = get_close_matches(found[1], known, n=1) if found else []
    return f"Did you mean “{close[0]}”? " if close else ""
