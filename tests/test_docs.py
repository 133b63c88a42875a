"""README, manual and help match the program."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from paper_tui.cli.arguments import parse
from paper_tui.cli.command_spec import command_specs, program_spec
from paper_tui.cli.manual import plain
from paper_tui.keys import table as key_table
from paper_tui.tui.widgets import footer
from tests.docs.manual import PAGE, page
from tests.docs.manual_text import EXAMPLES

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
EXAMPLE = ROOT / "paper_tui" / "config" / "example.toml"
LONGEST_README = 120


def test_the_readme_can_be_read_in_a_minute() -> None:
    assert len(README.read_text("utf-8").splitlines()) <= LONGEST_README


def test_every_link_within_the_repository_leads_somewhere() -> None:
    for document in ("README.md", "CONTRIBUTING.md"):
        links = re.findall(r"\]\(([^)#]+)\)", (ROOT / document).read_text("utf-8"))
        assert [link for link in links if "://" not in link and not (ROOT / link).is_file()] == []


def test_the_readme_names_every_export_and_most_imports() -> None:
    text = README.read_text("utf-8").lower()
    assert all(word in text for word in ("bibtex", "ris", "csl-json", "csv", "markdown", "obsidian"))


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
    """Every text that shows commands: README, helps, manual; comments in helps follow two blanks."""
    yield from re.findall(r"```sh\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    for text in (
        EXAMPLES,
        *(each.epilog.partition("\n\n")[0] for each in (program_spec(), *command_specs())),
    ):
        for line in text.splitlines():
            yield line.strip().partition("  ")[0] if "paper-tui" in line else ""


SHOWN = [line for text in written() for line in command_lines(text) if "--help" not in line]


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
    assert page() == PAGE.read_text("ascii"), "generate it: python -m tests.docs.manual"


def test_the_manual_can_be_read_without_man() -> None:
    text = "\n".join(plain(PAGE.read_text("ascii")))
    assert "paper-tui list" in text
    assert re.search(r"\\\S|^\.\w", text, re.MULTILINE) is None


def test_the_manual_has_every_setting_key_and_command() -> None:
    text = "\n".join(plain(PAGE.read_text("ascii")))
    keys = [key for _, group in key_table.GROUPS for key in group]
    assert [key.id for key in keys if f"({key.id})" not in text] == []
    assert [each.name for each in command_specs() if f"paper-tui {each.name}" not in text] == []
    assert EXAMPLE.read_text("utf-8").splitlines()[0].split()[0] in text


@pytest.mark.skipif(shutil.which("groff") is None, reason="no groff here")
def test_the_manual_is_what_man_expects() -> None:
    command = ["groff", "-man", "-Tascii", "-ww", "-z", str(PAGE)]
    ended = subprocess.run(command, capture_output=True, text=True, check=True)
    assert ended.stderr == ""


def test_every_key_can_be_remapped_and_explained() -> None:
    every = [key for _, group in key_table.GROUPS for key in group]
    assert len({key.id for key in every}) == len(every)
    assert all(key.help and key.label and key.id for key in every)


@pytest.mark.parametrize("screen", key_table.SCREENS)
def test_no_two_keys_of_a_screen_clash(screen: str) -> None:
    groups = key_table.SCREENS[screen]
    pressed = [pressed for group in groups for key in group for pressed in key.keys.split(",")]
    assert sorted(pressed) == sorted(set(pressed))


def test_hints_name_keys_that_exist() -> None:
    known = key_table.by_id()
    assert all(hint in known for names in footer.HINTS.values() for hint in names)
    assert all(len(names) <= 8 for names in footer.HINTS.values())


def test_the_lock_has_every_dependency_in_its_range_with_hashes_and_no_host() -> None:
    text = (ROOT / "requirements.lock").read_text("utf-8")
    assert "://" not in text
    pins = dict(re.findall(r"^([\w.-]+)==([^\s;]+)", text, re.MULTILINE))
    blocks = re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:]
    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    for requirement in map(Requirement, wanted):
        assert requirement.specifier.contains(pins[requirement.name]), requirement


def test_every_dependency_has_an_upper_bound() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    unbounded = [each for each in map(Requirement, project["dependencies"]) if "<" not in str(each.specifier)]
    assert unbounded == []
