"""From a user's command and a paper to the arguments and the environment of a program, without a shell.

`config.command_rules` decides which commands may have placeholders. This module fills them in, each within
its one argument, and refuses values that a program could take for an option, a file or another folder.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Mapping, Sequence

from paper_tui.config.command_rules import PLACEHOLDER, PLACEHOLDERS, refusal
from paper_tui.papers.addresses import pdf_url
from paper_tui.papers.paper import Paper

Values = Mapping[str, Callable[[], str]]
"""The value of each placeholder, computed when it is needed."""
_OPENING = "\"'“”‘’«»„([¿¡$"
"""Characters besides letters and digits with which the value of an argument may begin."""


class CommandError(Exception):
    """The command cannot be run on this paper; the message says why."""


def split(line: str) -> tuple[str, ...]:
    """Split a typed line into a program and its arguments; quotes work as in a shell, nothing else does.

    Raises:
        CommandError: A quote is not closed, or there is no program.
    """
    try:
        words = tuple(shlex.split(line))
    except ValueError as error:
        raise CommandError(f"The line cannot be read: {str(error)[:1].lower()}{str(error)[1:]}.") from error
    if not words:
        raise CommandError("There is no program in the line.")
    return words


def values_of(paper: Paper, bibtex: Callable[[], str]) -> Values:
    """The values of the placeholders for a paper; empty where it has none."""
    return {
        "arxiv_id": lambda: paper.arxiv_id,
        "doi": lambda: paper.doi,
        "url": lambda: paper.url,
        "pdf_url": lambda: pdf_url(paper),
        "title": lambda: paper.title,
        "key": lambda: paper.key,
        "authors": lambda: ", ".join(paper.authors),
        "year": lambda: str(paper.year or ""),
        "bibtex": bibtex,
    }


def environment_of(values: Values) -> dict[str, str]:
    """The variables that every program gets, ``PAPER_TITLE`` and so on; empty where there is no value."""
    return {f"PAPER_{name.upper()}": value() for name, value in values.items()}


def expand(command: Sequence[str], values: Values) -> list[str]:
    """Fill in the placeholders; the result has as many arguments as the command.

    Raises:
        CommandError: A placeholder is unknown, not allowed in this command, or has no value that may be used.
    """
    why = refusal(command)
    if why:
        raise CommandError(f"{why[0].upper()}{why[1:]}.")
    return [_filled(argument, values) for argument in command]


def _filled(argument: str, values: Values) -> str:
    filled, end = "", 0
    for place in PLACEHOLDER.finditer(argument):
        filled += argument[end : place.start()]
        value = _value(place[1], values)
        _check(place[1], value, filled)
        filled += value
        end = place.end()
    return filled + argument[end:]


def _check(name: str, value: str, before: str) -> None:
    """Refuse a value that would change what the argument is.

    Raises:
        CommandError: It would; the message says how to pass it.
    """
    why = ""
    if not before and value.startswith("-"):
        why = "begins with a hyphen and would be read as an option"
    elif name != "bibtex" and not before.endswith(" ") and not _begins_plainly(value, before):
        why = f"begins with “{value[0]}”, which a program may treat as a command or a file"
    elif ".." in re.split(r"[/\\]", value) or ("/" in before and "://" not in before and "/" in value):
        why = "would lead to another folder"
    if why:
        variable = f"$PAPER_{name.upper()}"
        raise CommandError(
            f"The {name} {why}. Use {variable} in the program instead, or write --{name}={{{name}}}."
        )


def _begins_plainly(value: str, before: str) -> bool:
    first = value[0]
    return first.isalnum() or first in _OPENING or (bool(before) and first == "-")


def _value(name: str, values: Values) -> str:
    if name not in values:
        known = " ".join(f"{{{each}}}" for each in PLACEHOLDERS)
        raise CommandError(f"There is no {{{name}}}; there are {known}.")
    value = values[name]()
    if not value:
        raise CommandError(f"This paper has no {name.replace('_', ' ')}.")
    return value
