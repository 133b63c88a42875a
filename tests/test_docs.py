"""What README and manual say is what the code does; ``python tests/test_docs.py`` writes both anew."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from paper_tui import exports
from paper_tui.cli import obsidian
from paper_tui.cli.arguments import parse
from paper_tui.cli.command_spec import command_specs, program_spec
from paper_tui.cli.manual import page
from paper_tui.cli.manual_text import EXAMPLES
from paper_tui.search import GRAMMAR
from paper_tui.sources import FORMATS
from paper_tui.sources.services import SERVICES
from paper_tui.tui.keys import bindings
from paper_tui.tui.keys.help_content import QUERY_HELP
from paper_tui.tui.widgets import footer

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
MANUAL = ROOT / "paper_tui" / "paper-tui.1"
EXAMPLE = ROOT / "paper_tui" / "config" / "example.toml"


def table(head: Sequence[str], rows: Iterator[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def key_rows() -> Iterator[Sequence[str]]:
    for _, group in bindings.GROUPS:
        for key in group:
            yield f"`{key.id}`", " ".join(f"`{shown}`" for shown in bindings.shown(key.keys)), key.help


def command_rows() -> Iterator[Sequence[str]]:
    yield "`paper-tui`", "open the reader"
    for each in command_specs():
        yield f"`paper-tui {each.name}`", each.purpose


def source_rows() -> Iterator[Sequence[str]]:
    for each in FORMATS:
        yield f"`{each.name}`", each.title


def service_rows() -> Iterator[Sequence[str]]:
    for service in SERVICES.values():
        yield service.title, " ".join(f"`{form}`" for form in service.forms)


def export_rows() -> Iterator[Sequence[str]]:
    for each in exports.FORMATS.values():
        yield f"`{each.name}`", each.title
    yield f"`{obsidian.FORMAT}`", "One Markdown note a paper, in a folder; what you write in a note stays"


TABLES = {
    "formats": table(("File", "What it is"), source_rows()),
    "services": table(("Service", "What to ask for"), service_rows()),
    "exports": table(("Format", "What it is"), export_rows()),
    "keys": table(("Name", "Keys", "What they do"), key_rows()),
    "queries": table(("Type", "To find"), ((f"`{query}`", meaning) for query, meaning in QUERY_HELP)),
    "grammar": f"```\n{GRAMMAR}```",
    "configuration": f"```toml\n{EXAMPLE.read_text('utf-8')}```",
    "commands": table(("Command", "What it does"), command_rows()),
}


def block(name: str) -> re.Pattern[str]:
    return re.compile(rf"(<!-- table: {name} -->\n)(.*?)(<!-- end -->)", re.DOTALL)


@pytest.mark.parametrize("name", TABLES)
def test_table_of_the_readme_matches_the_code(name: str) -> None:
    found = block(name).search(README.read_text("utf-8"))
    assert found is not None
    assert found[2] == TABLES[name] + "\n"


def command_lines(text: str) -> Iterator[list[str]]:
    """The arguments of every command in lines of shell, without its comment and where its output goes."""
    for line in text.splitlines():
        words = shlex.shlex(line, posix=True, punctuation_chars=True)
        words.wordchars += ":@{},+%$"
        arguments: list[str] | None = None
        for word in words:
            if set(word) <= set("|&;<>()"):
                yield from filter(None, [arguments])
                arguments = None
            elif word.endswith("paper-tui") and arguments is None:
                arguments = [word]
            elif arguments is not None:
                arguments.append(word)
        yield from filter(None, [arguments])


def written() -> Iterator[str]:
    """Every text in which we show commands: README, helps, manual; comments of helps follow two spaces."""
    yield from re.findall(r"```sh\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    for text in (
        EXAMPLES,
        *(each.epilog.partition("\n\n")[0] for each in (program_spec(), *command_specs())),
    ):
        for line in text.splitlines():
            yield line.strip().partition("  ")[0] if "paper-tui" in line else ""


SHOWN = [line for text in written() for line in command_lines(text) if "COMMAND" not in line]


@pytest.mark.parametrize("line", SHOWN, ids=" ".join)
def test_every_command_that_we_show_is_one(line: list[str]) -> None:
    assert parse(line[1:]).name or len(line) == 1


def test_the_commands_that_we_show_are_found() -> None:
    assert {line[1] for line in SHOWN if len(line) > 1} >= {each.name for each in command_specs()}


def test_every_picture_of_the_readme_is_there() -> None:
    named = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README.read_text("utf-8"))
    assert named
    assert [name for name in named if not (ROOT / name).is_file()] == []


def test_the_manual_is_of_this_program() -> None:
    assert page() == MANUAL.read_text("ascii"), "write it anew: python tests/test_docs.py"


@pytest.mark.skipif(shutil.which("groff") is None, reason="no groff here")
def test_the_manual_is_what_man_expects() -> None:
    command = ["groff", "-man", "-Tascii", "-ww", "-z", str(MANUAL)]
    ended = subprocess.run(command, capture_output=True, text=True, check=True)
    assert ended.stderr == ""


def test_every_key_can_be_remapped_and_explained() -> None:
    every = [key for _, group in bindings.GROUPS for key in group]
    assert len({key.id for key in every}) == len(every)
    assert all(key.help and key.label and key.id for key in every)


@pytest.mark.parametrize("screen", bindings.SCREENS)
def test_no_two_keys_of_a_screen_clash(screen: str) -> None:
    groups = bindings.SCREENS[screen]
    pressed = [pressed for group in groups for key in group for pressed in key.keys.split(",")]
    assert sorted(pressed) == sorted(set(pressed))


def test_hints_name_keys_that_exist() -> None:
    known = bindings.by_id()
    assert all(hint in known for names in footer.HINTS.values() for hint in names)
    assert all(len(names) <= 8 for names in footer.HINTS.values())


def write() -> None:
    """Write every table into the README, and the manual."""
    text = README.read_text("utf-8")
    for name, content in TABLES.items():
        text = block(name).sub(lambda found, content=content: f"{found[1]}{content}\n{found[3]}", text)
    README.write_text(text, "utf-8")
    MANUAL.write_text(page(), "ascii")


if __name__ == "__main__":
    write()
