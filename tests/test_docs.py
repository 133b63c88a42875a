"""The README's tables say what the code does; ``python tests/test_docs.py`` writes them anew."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from paper_tui import exports
from paper_tui.cli import notes
from paper_tui.cli.arguments import build_parser
from paper_tui.search import GRAMMAR
from paper_tui.sources import FORMATS
from paper_tui.sources.services import SERVICES
from paper_tui.tui import keys
from paper_tui.tui.help_lines import QUERY_HELP

README = Path(__file__).parents[1] / "README.md"


def table(head: Sequence[str], rows: Iterator[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def key_rows() -> Iterator[Sequence[str]]:
    for _, group in keys.GROUPS:
        for key in group:
            yield f"`{key.id}`", " ".join(f"`{shown}`" for shown in keys.shown(key.keys)), key.help


def command_rows() -> Iterator[Sequence[str]]:
    parser = build_parser()
    yield "`paper-tui`", "open the reader"
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for choice in action._choices_actions:
                yield f"`paper-tui {choice.dest}`", str(choice.help)


def source_rows() -> Iterator[Sequence[str]]:
    for each in FORMATS:
        yield f"`{each.name}`", each.title


def service_rows() -> Iterator[Sequence[str]]:
    for service in SERVICES.values():
        yield service.title, " ".join(f"`{form}`" for form in service.forms)


def export_rows() -> Iterator[Sequence[str]]:
    for each in exports.FORMATS.values():
        yield f"`{each.name}`", each.title
    yield f"`{notes.FORMAT}`", "One Markdown note a paper, in a folder; what you write in a note stays"


TABLES = {
    "formats": table(("File", "What it is"), source_rows()),
    "services": table(("Service", "What to ask for"), service_rows()),
    "exports": table(("Format", "What it is"), export_rows()),
    "keys": table(("Name", "Keys", "What they do"), key_rows()),
    "queries": table(("Type", "To find"), ((f"`{query}`", meaning) for query, meaning in QUERY_HELP)),
    "grammar": f"```\n{GRAMMAR}```",
    "commands": table(("Command", "What it does"), command_rows()),
}


def block(name: str) -> re.Pattern[str]:
    return re.compile(rf"(<!-- table: {name} -->\n)(.*?)(<!-- end -->)", re.DOTALL)


@pytest.mark.parametrize("name", TABLES)
def test_table_of_the_readme_matches_the_code(name: str) -> None:
    found = block(name).search(README.read_text("utf-8"))
    assert found is not None
    assert found[2] == TABLES[name] + "\n"


def test_every_key_can_be_remapped_and_explained() -> None:
    every = [key for _, group in keys.GROUPS for key in group]
    assert len({key.id for key in every}) == len(every)
    assert all(key.help and key.label and key.id for key in every)


@pytest.mark.parametrize("screen", keys.SCREENS)
def test_no_two_keys_of_a_screen_clash(screen: str) -> None:
    groups = keys.SCREENS[screen]
    pressed = [pressed for group in groups for key in group for pressed in key.keys.split(",")]
    assert sorted(pressed) == sorted(set(pressed))


def test_hints_name_keys_that_exist() -> None:
    known = keys.by_id()
    assert all(hint in known for hints in keys.HINTS.values() for hint in hints)
    assert all(len(hints) <= 8 for hints in keys.HINTS.values())


def write() -> None:
    """Write every table into the README."""
    text = README.read_text("utf-8")
    for name, content in TABLES.items():
        text = block(name).sub(lambda found, content=content: f"{found[1]}{content}\n{found[3]}", text)
    README.write_text(text, "utf-8")


if __name__ == "__main__":
    write()
