"""A user's programs and editor, from the keyboard."""

from __future__ import annotations

import json
import shlex
import sys
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from paper_tui.config import Config, UserCommand
from paper_tui.config_file import setting
from paper_tui.keys.keymap import keymap_problems
from paper_tui.library import Library
from paper_tui.papers.builder import build_paper
from paper_tui.settings import Settings
from paper_tui.tui.app import PaperApp
from paper_tui.tui.dialogs.choice import ChoiceScreen
from paper_tui.tui.dialogs.command_output import OutputScreen
from paper_tui.tui.widgets.title_bar import TitleBar
from tests.tui.helpers import DIALOG_SIZES, Reader, reading, until

ECHO = (sys.executable, "-c", "import sys; print('\\n'.join(sys.argv[1:]))")
APPEND = "import sys, pathlib; f = pathlib.Path(sys.argv[-1]); f.write_text(f.read_text() + 'from editor')"


def with_commands(settings: Settings, *commands: UserCommand) -> Settings:
    return replace(settings, config=Config(commands=commands))


async def ended(reader: Reader) -> None:
    """Wait until the commands that run have ended and what they wrote is shown."""
    await reader.pilot.pause()
    workers = reader.pilot.app.workers
    running = [worker for worker in workers if worker.group == "command"]
    if running:
        await workers.wait_for_complete(running)
    await reader.settle()


async def test_a_command_is_chosen_and_runs_on_the_paper(library: Library, settings: Settings) -> None:
    echo = UserCommand("send on", (*ECHO, "{arxiv_id}"), "z")
    async with reading(library, with_commands(settings, echo)) as reader:
        await reader.press("exclamation_mark")
        assert isinstance(reader.pilot.app.screen, ChoiceScreen)
        assert "send on" in reader.text
        await reader.press("z")
        await ended(reader)
        assert "1706.03762" in reader.said


async def test_a_commands_own_key_runs_it_from_the_list(library: Library, settings: Settings) -> None:
    echo = UserCommand("send on", (*ECHO, "{title}"), "~")
    async with reading(library, with_commands(settings, echo)) as reader:
        await reader.press("j", "tilde")
        await ended(reader)
        assert reader.current in reader.said


async def test_a_command_that_comes_into_the_configuration_meanwhile_has_its_key(
    library: Library, settings: Settings
) -> None:
    async with reading(library, settings) as reader:
        commands = f"[[commands]]\nname = 'send on'\nrun = {json.dumps([*ECHO, '{title}'])}\nkey = '~'\n"
        settings.config_file.write_text(commands)
        reader.main.context.change_config(setting("density", "comfortable"))
        await reader.settle()
        await reader.press("tilde")
        await ended(reader)
        assert reader.current in reader.said
        settings.config_file.write_text("")
        reader.main.context.change_config(setting("density", "compact"))
        await reader.settle()
        before = reader.said
        await reader.press("tilde")
        await ended(reader)
        assert reader.said == before


@pytest.mark.parametrize("size", DIALOG_SIZES)
async def test_a_line_is_typed_and_long_output_has_a_page(
    library: Library, settings: Settings, size: tuple[int, int]
) -> None:
    async with reading(library, settings, size) as reader:
        await reader.press("exclamation_mark")
        lines = " ".join(f"line-{number}" for number in range(60))
        reader.pilot.app.screen.query_one(Input).value = f"{shlex.join(ECHO)} {lines} 'end {{year}}'"
        await reader.press("enter")
        await ended(reader)
        assert isinstance(reader.pilot.app.screen, OutputScreen)
        assert "line-0" in reader.text
        assert "end 2017" not in reader.text
        await reader.press("G")
        assert "end 2017" in reader.text
        await reader.press("escape", "exclamation_mark")
        assert "{year}" in reader.pilot.app.screen.query_one(Input).value, "the line is kept"


async def test_it_runs_once_for_each_selected_paper(library: Library, settings: Settings) -> None:
    echo = UserCommand("doi", (*ECHO, "{doi}"), "~")
    library.imports.add([build_paper(title="A", doi="10.1000/a"), build_paper(title="B")], "test")
    async with reading(library, with_commands(settings, echo)) as reader:
        await reader.press("asterisk", "tilde")
        await ended(reader)
        assert "1 done, 1 failed" in reader.text
        assert "10.1000/a" in reader.text
        assert "no doi" in reader.text


async def test_what_a_program_writes_is_drawn_as_it_is(library: Library, settings: Settings) -> None:
    echo = UserCommand("[/b] echo", (*ECHO, *["[@click=app.quit]x[/]", "\x1b[31mred"] * 3), "~")
    async with reading(library, with_commands(settings, echo)) as reader:
        await reader.press("tilde")
        await ended(reader)
        assert "[/b] echo: done" in reader.text
        assert "[@click=app.quit]x[/]" in reader.text
        assert "␛[31mred" in reader.text


async def test_a_command_is_stopped(library: Library, settings: Settings) -> None:
    sleeper = UserCommand("sleep", (sys.executable, "-c", "import time; time.sleep(60)"), "~")
    async with reading(library, with_commands(settings, sleeper)) as reader:
        await reader.pilot.press("tilde")
        bar = reader.main.query_one(TitleBar)
        await until(lambda: bar.activity is not None or reader.said)
        assert "running sleep" in str(bar.render())
        await reader.pilot.press("ctrl+x")
        await until(lambda: "cancelled" in reader.said)  # its thread goes on after the worker has ended
        assert bar.activity is None


async def test_what_cannot_be_run_is_said(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        for line, said in (("no-such {key}", "no program"), ("sh -c '{title}'", "part of a program")):
            await reader.press("exclamation_mark")
            reader.pilot.app.screen.query_one(Input).value = line
            await reader.press("enter")
            await ended(reader)
            assert said in reader.said


def test_keys_of_commands_that_are_taken_are_reported() -> None:
    commands = [
        UserCommand("one", ("x",), "b"),
        UserCommand("two", ("x",), "/"),
        UserCommand("three", ("x",), "~"),
    ]
    problems = "\n".join(keymap_problems({}, commands))
    assert "b is bound to both paper.bookmark and the command “one”" in problems
    assert "/ is bound to both search.open and the command “two”" in problems
    assert "three" not in problems


@pytest.fixture
def lent(monkeypatch: pytest.MonkeyPatch) -> None:
    """The terminal can be lent, also where there is none."""
    monkeypatch.setattr(PaperApp, "suspend", lambda _: nullcontext())
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", shlex.join([sys.executable, "-c", APPEND]))


@pytest.mark.usefixtures("lent")
async def test_a_note_is_written_in_the_editor_and_found(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        title = reader.current
        await reader.press("ctrl+e")
        assert [mark.note for mark in library.shelf] == ["from editor"]
        assert "from editor" in reader.detail
        await reader.search("note:editor")
        assert reader.titles == [title]
        await reader.press("u")
        assert len(library.shelf) == 0


@pytest.mark.usefixtures("lent")
async def test_what_is_typed_so_far_is_handed_to_the_editor(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        await reader.press("n", *"typed", "ctrl+e")
        assert reader.pilot.app.screen.query_one(TextArea).text == "typed\nfrom editor"
        await reader.press("escape")
        assert [mark.note for mark in library.shelf] == ["typed\nfrom editor"]


@pytest.mark.usefixtures("lent")
async def test_an_editor_that_fails_changes_nothing(
    library: Library, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(library, settings) as reader:
        for named, said in (("", "export EDITOR"), ("false", "exit code 1"), ("true", "as it was")):
            monkeypatch.setenv("EDITOR", named)
            await reader.press("ctrl+e")
            assert said in reader.said
        assert len(library.shelf) == 0


async def test_a_terminal_that_cannot_be_lent_is_said(
    library: Library, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "true")
    async with reading(library, settings) as reader:
        await reader.press("ctrl+e")
        assert "cannot be lent" in reader.said


@pytest.mark.usefixtures("lent")
async def test_an_interactive_command_has_the_terminal(
    library: Library, settings: Settings, tmp_path: Path
) -> None:
    mark = tmp_path / "mark"
    program = f"import pathlib, sys; pathlib.Path({str(mark)!r}).write_text(sys.argv[1])"
    command = UserCommand("look", (sys.executable, "-c", program, "{key}"), "~", interactive=True)
    async with reading(library, with_commands(settings, command)) as reader:
        await reader.press("tilde")
        assert mark.read_text() == "arxiv:1706.03762"
        assert "look: done" in reader.said
