"""Argument parser that records what is declared, takes ``-word`` as a word, and explains errors."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NoReturn

HYPHEN = "\0"
"""Placeholder of the hyphen of a word that is no option; no argument of a process can contain it."""
_CHOICE = re.compile(
    r"argument (?P<argument>\S+): invalid choice: '(?P<word>.*?)' \(choose from (?P<known>.*)\)", re.DOTALL
)


class Parser(argparse.ArgumentParser):
    """Parser of the program, or of one command."""

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401 - those of argparse, passed on
        self.purpose = ""
        """Purpose of a command, in one line; empty for the program."""
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
            words = list(escape_dashes(words, *self._short_options, letters=self._takes_letters))
        elif unknown := self._unknown_option(words):
            self.reject([unknown])
        return super().parse_known_args(words, namespace)

    def error(self, message: str) -> NoReturn:
        """Print what is wrong with the command line and where to look, and exit with 2."""
        from paper_tui.papers.text import clean_line

        problem, suggestion = self._explained(unescape_dashes(message))
        super().error(f"{clean_line(problem)}\n{suggestion}Examples: {self.prog} --help")

    def reject(self, words: Sequence[str]) -> NoReturn:
        """Report arguments that the command does not take, and exit with 2."""
        option = next((word for word in map(unescape_dashes, words) if word.startswith("-")), "")
        if not option:
            self.error(f"unexpected argument: {words[0]}")
        flags = [flag for action in self.declared for flag in action.option_strings]
        alike = [flag for flag in flags if len(option) == 2 and flag.startswith(f"-{option}")]
        self.error(
            f"unknown option {option}\n{_suggestion(option, flags) if not alike else _asked(alike[0])}"
        )

    def _explained(self, message: str) -> tuple[str, str]:
        """A message of argparse in plain terms, and the known word that an unknown one resembles."""
        choice = _CHOICE.fullmatch(message)
        if not choice:
            problem, _, suggestion = message.partition("\n")
            return problem, suggestion
        known = [word.strip("'") for word in choice["known"].split(", ")]
        suggestion = _suggestion(choice["word"], known)
        if choice["argument"] == "COMMAND":
            return f"unknown command “{choice['word']}”", suggestion
        return (
            f"{choice['argument']} must be one of {', '.join(map(repr, known))}, not “{choice['word']}”",
            suggestion,
        )

    def _unknown_option(self, words: Sequence[str]) -> str:
        """The first option before the command that the program lacks, which argparse would skip; or empty."""
        rest = iter(words)
        for word in rest:
            if not word.startswith("-"):
                break
            name, equals, _ = word.partition("=")
            known = [each for each in self.declared for flag in each.option_strings if flag.startswith(name)]
            if not known:
                return word
            if not equals and known[0].nargs is None:
                next(rest, None)
        return ""

    @property
    def _takes_letters(self) -> bool:
        """True if ``-x`` is a word of this command, such as a tag to remove."""
        return any("|-" in str(action.metavar) for action in self.declared)

    @property
    def _short_options(self) -> tuple[list[str], list[str]]:
        """Those that stand alone, and those with a value."""
        alone, with_value = ["-h"], list[str]()
        for action in self.declared:
            flags = [flag for flag in action.option_strings if not flag.startswith("--")]
            (alone if action.nargs == 0 else with_value).extend(flags)
        return alone, with_value


def escape_dashes(
    arguments: Sequence[str], alone: Sequence[str], with_value: Sequence[str], *, letters: bool = False
) -> Iterator[str]:
    """Replace the hyphen of each argument that is a word and no option, such as ``-survey`` in a query.

    An option with a value may be one argument, as in ``-oFILE``; one without must be alone. A single
    letter, as in ``-f``, is left as an option, known or not, unless ``letters`` are words too.
    """
    for place, argument in enumerate(arguments):
        if argument == "--":
            yield from arguments[place:]
            return
        is_dashed = argument.startswith("-") and not argument.startswith("--") and len(argument) > 2 - letters
        is_option = argument in alone or argument.startswith(tuple(with_value))
        yield HYPHEN + argument[1:] if is_dashed and not is_option else argument


def unescape_dashes(text: str) -> str:
    """Restore the hyphens that `escape_dashes` replaced."""
    return text.replace(HYPHEN, "-")


def _suggestion(word: str, known: Sequence[str]) -> str:
    """A question for the known word that a word resembles; empty where none does."""
    from difflib import get_close_matches

    return "".join(map(_asked, get_close_matches(word, known, n=1)))


def _asked(word: str) -> str:
    return f"Did you mean “{word}”? "
