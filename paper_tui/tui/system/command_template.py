"""A user's command and a paper become a program and its arguments. No shell ever reads what a paper says.

Each placeholder fills a place inside one argument, whatever white space, quotes or dollars its value holds.
Where that is not enough, the command is refused: a value that would be read as an option, since it begins
with a hyphen at the start of its argument; one that would be read as program text, since its argument
follows ``-c`` or ``-e`` as in ``sh -c``; one that would name the program; one that the paper lacks.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Mapping, Sequence

from paper_tui.config.model import PLACEHOLDERS
from paper_tui.papers.addresses import pdf_url
from paper_tui.papers.paper import Paper

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_TAKES_PROGRAM = re.compile(r"-[A-Za-z]*[ceE]|--(?:command|eval|execute|expression)")
Values = Mapping[str, Callable[[], str]]
"""What each placeholder stands for, worked out when it is asked for."""


class CommandError(Exception):
    """The command cannot be run on this paper; the message says why."""


def split(line: str) -> tuple[str, ...]:
    """The program and arguments that were typed, with quotes as in a shell and nothing else of one.

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
    """What the placeholders stand for with a paper; an empty text where it has none."""
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


def expand(command: Sequence[str], values: Values) -> list[str]:
    """The program and its arguments, as many as the command has, with every placeholder filled.

    Raises:
        CommandError: A placeholder is unknown, stands where it must not, or has no value.
    """
    if _PLACEHOLDER.search(command[0]):
        raise CommandError("A paper must not name the program to run.")
    before = ("", *command)
    return [_filled(argument, before[at], values) for at, argument in enumerate(command)]


def _filled(argument: str, before: str, values: Values) -> str:
    places = list(_PLACEHOLDER.finditer(argument))
    if places and _is_program_text(argument, before):
        raise CommandError(
            f"What a paper says must not be part of a program, as it would be after {before or argument}. "
            """Hand it over as an argument: sh -c 'echo "$1"' sh {title}"""
        )
    filled = _PLACEHOLDER.sub(lambda place: _value(place[1], values), argument)
    if filled.startswith("-") and not argument.startswith("-"):
        raise CommandError(
            f"The {places[0][1]} begins with a hyphen and would be read as an option. "
            f"Put something before {places[0][0]}, such as ./ or a name and =."
        )
    return filled


def _is_program_text(argument: str, before: str) -> bool:
    """Whether an interpreter would run the argument, or what is attached to ``-c``."""
    option = argument.partition("{")[0].partition("=")[0]
    return bool(_TAKES_PROGRAM.fullmatch(before) or _TAKES_PROGRAM.fullmatch(option))


def _value(name: str, values: Values) -> str:
    if name not in values:
        known = " ".join(f"{{{each}}}" for each in PLACEHOLDERS)
        raise CommandError(f"There is no {{{name}}}; there are {known}.")
    value = values[name]()
    if not value:
        raise CommandError(f"This paper has no {name.replace('_', ' ')}.")
    return value
