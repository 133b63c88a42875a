"""Generate the manual as man(7) from what the program declares: ``python -m tests.docs.manual``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path

from paper_tui import __version__, exports
from paper_tui.cli import obsidian
from paper_tui.cli.command_spec import Argument, CommandSpec, command_specs, program_spec
from paper_tui.keys import table as key_table
from paper_tui.keys.help_content import QUERY_HELP
from paper_tui.search.query.grammar import (
    DATE_FIELDS,
    FLAGS,
    GRAMMAR,
    LABEL_FIELDS,
    NUMBER_FIELDS,
    OTHER_FIELDS,
    TEXT_FIELDS,
)
from paper_tui.sources import known_formats
from paper_tui.sources.services import SERVICES
from tests.docs.manual_text import (
    ABOUT,
    ENVIRONMENT,
    EXAMPLES,
    EXITS,
    FILES,
    FORMATS,
    PROGRAMS,
    QUERIES,
    READER,
)

Pairs = Iterable[tuple[str, str]]
PAGE = Path(__file__).parents[2] / "paper_tui" / "paper-tui.1"


def page() -> str:
    """The source of the manual, in ASCII."""
    return "\n".join([f'.TH PAPER\\-TUI 1 "" "paper\\-tui {__version__}" "User Commands"', *_body()]) + "\n"


def _body() -> Iterator[str]:
    everywhere = program_spec().options
    yield from (".SH NAME", f"paper\\-tui \\- {_text('keyboard-driven reader for research papers')}")
    yield from (".SH SYNOPSIS", f".B paper\\-tui\n{_text('[OPTION]... [COMMAND [ARGUMENT]...]')}")
    yield from (".SH DESCRIPTION", *_paragraphs(ABOUT))
    yield from (".SH OPTIONS", *_items(_argument(each) for each in everywhere))
    yield ".SH COMMANDS"
    for each in command_specs():
        yield from _command(each, everywhere)
    yield from (".SH QUERIES", *_paragraphs(QUERIES), *_queries())
    yield from (".SH KEYS", *_paragraphs(READER), *_keys())
    yield from (".SH FORMATS AND SERVICES", *_paragraphs(FORMATS), *_formats())
    example = files("paper_tui.config").joinpath("example.toml").read_text("utf-8")
    yield from (
        ".SH CONFIGURATION",
        _text("The file is TOML. All settings are optional; this example has every one of them."),
    )
    yield from _verbatim(example)
    yield from (".SH OWN PROGRAMS", *_paragraphs(PROGRAMS))
    for title, pairs in (("FILES", FILES), ("ENVIRONMENT", ENVIRONMENT), ("EXIT STATUS", EXITS)):
        yield from (f".SH {title}", *_items(pairs))
    yield from (".SH EXAMPLES", *_verbatim(EXAMPLES))


def _command(command: CommandSpec, everywhere: tuple[Argument, ...]) -> Iterator[str]:
    yield from (f'.SS "{_text(command.usage)}"', *_paragraphs(command.description))
    yield from _items(_argument(each) for each in command.arguments if each not in everywhere)
    _, _, examples = command.epilog.partition("\n")
    yield from _verbatim(examples)


def _argument(argument: Argument) -> tuple[str, str]:
    return " ".join(filter(None, [", ".join(argument.flags), argument.metavar])), argument.help


def _queries() -> Iterator[str]:
    yield from _items(QUERY_HELP)
    yield '.SS "Fields"'
    yield from _items((f"{name}:", text) for name, text in (TEXT_FIELDS | LABEL_FIELDS).items())
    yield from _items((f"{name}:", ", ".join(values)) for name, values in FLAGS.items())
    examples = NUMBER_FIELDS | DATE_FIELDS | OTHER_FIELDS
    yield from _items((f"{name}:", text) for name, text in examples.items())
    yield '.SS "Grammar"'
    yield from _verbatim(GRAMMAR)


def _keys() -> Iterator[str]:
    for title, group in key_table.GROUPS:
        yield f'.SS "{_text(title)}"'
        yield from _items((", ".join(key_table.shown(key.keys)), f"{key.help} ({key.id})") for key in group)


def _formats() -> Iterator[str]:
    yield from ('.SS "Input formats"', *_items((each.name, each.title) for each in known_formats()))
    yield '.SS "Services"'
    yield from _items((", ".join(each.forms), each.title) for each in SERVICES.values())
    yield '.SS "Output formats"'
    yield from _items((each.name, each.title) for each in exports.FORMATS.values())
    yield from _items([(obsidian.FORMAT, obsidian.TITLE)])


def _paragraphs(text: str) -> Iterator[str]:
    for paragraph in text.strip().split("\n\n"):
        yield f".PP\n{_text(' '.join(paragraph.split()))}"


def _items(pairs: Pairs) -> Iterator[str]:
    for term, text in pairs:
        yield f'.TP\n.B "{_text(term, quoted=True)}"\n{_text(" ".join(text.split()))}'


def _verbatim(text: str) -> Iterator[str]:
    yield from (".PP", ".nf", *map(_text, text.strip("\n").splitlines()), ".fi")


def _text(text: str, *, quoted: bool = False) -> str:
    """Escape a line for groff: no character is a request, an escape or beyond ASCII."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace("`", "\\(ga")
    text = text.replace("^", "\\(ha").replace("~", "\\(ti")
    text = text.replace('"', "\\(dq") if quoted else text
    text = "".join(sign if sign.isascii() else f"\\[u{ord(sign):04X}]" for sign in text)
    return f"\\&{text}" if text.startswith(".") else text


if __name__ == "__main__":
    PAGE.write_text(page(), "ascii")
