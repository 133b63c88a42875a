"""The program in a real pseudo-terminal, killed, resized, stopped and opened again."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.end_to_end.terminal import PROGRAM, Terminal, environment

pytestmark = pytest.mark.terminal

PAGE = Path(__file__).with_name("page.txt")
LANDMARK = "Attention Is All You Need"
KETTLE = "Kettle: Boiling Water"
LEFT, SHOWN = b"\x1b[?1049l", b"\x1b[?25h"
Open = Callable[..., Terminal]


@pytest.fixture
def surroundings(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    config = tmp_path_factory.mktemp("config") / "config.toml"
    config.write_text("seen_after = 60\n")  # however slow the machine, no paper counts as seen
    root = str(Path(__file__).parents[2])
    return environment(
        tmp_path,
        PAPER_TUI_CONFIG=str(config),
        PAPER_TUI_LIBRARY=str(tmp_path / "library"),
        PAPER_TUI_NOW="2026-09-04T08:00:00+00:00",
        PYTHONPATH=root,
    )


@pytest.fixture
def opened(surroundings: dict[str, str], tmp_path: Path) -> Iterator[Open]:
    terminals: list[Terminal] = []

    def start(columns: int = 140, rows: int = 40, command: tuple[str, ...] = PROGRAM) -> Terminal:
        terminals.append(Terminal(command, surroundings, columns, rows, cwd=tmp_path))
        return terminals[-1]

    yield start
    for terminal in terminals:
        terminal.close()


@pytest.fixture
def command(surroundings: dict[str, str], tmp_path: Path) -> Callable[..., str]:
    def run(*arguments: str) -> str:
        line = [*PROGRAM, *arguments]
        ended = subprocess.run(
            line, env=surroundings, capture_output=True, text=True, cwd=tmp_path, check=True
        )
        return ended.stdout

    return run


def leave(terminal: Terminal) -> None:
    terminal.press("q")
    assert terminal.wait_for_end() == 0, terminal.text + terminal.reports
    assert LEFT in terminal.raw
    assert SHOWN in terminal.raw[terminal.raw.rindex(LEFT) - 100 :]


def test_the_first_open_shows_real_papers_and_leaves_no_file(opened: Open, tmp_path: Path) -> None:
    terminal = opened()
    terminal.wait_for("Attention Is All")
    leave(terminal)
    assert list(tmp_path.iterdir()) == []


def test_import_search_with_a_typo_bookmark_quit_and_find_it_again(opened: Open) -> None:
    terminal = opened()
    terminal.wait_for(LANDMARK)
    terminal.press("i")
    terminal.wait_for("Import")
    terminal.press(str(PAGE), "enter")
    terminal.wait_for(KETTLE)
    terminal.wait_for("4 added")
    terminal.press("/")
    terminal.press("difusion transfromer")
    terminal.wait_until(lambda shown: "1 of 4" in shown, what="one result")
    terminal.press("enter")
    terminal.wait_for("b bookmark")
    terminal.press("b")
    terminal.wait_until(lambda shown: shown.count("★") >= 2, what="the star in list and bookmarks")
    leave(terminal)

    again = opened()
    again.wait_until(lambda shown: "4 papers" in shown and f"★ {KETTLE}" in shown, what="the bookmark")
    leave(again)


def test_a_newcomer_is_shown_around_once_and_never_hindered(
    opened: Open, surroundings: dict[str, str], tmp_path: Path
) -> None:
    del surroundings["PAPER_TUI_NOW"]
    terminal = opened(80, 24)
    terminal.wait_for("Welcome  1/6")
    terminal.press("enter")
    terminal.wait_for("Find  2/6")
    terminal.press("b")
    terminal.wait_for("★")
    assert "2/6" not in terminal.text
    leave(terminal)
    assert (tmp_path / "library" / "cache").is_dir()
    again = opened(80, 24)
    again.wait_for("1 ★")
    assert "1/6" not in again.text
    leave(again)


def test_what_was_decided_in_triage_is_still_so_after_leaving(
    opened: Open, command: Callable[..., str]
) -> None:
    command("import", str(PAGE))
    terminal = opened()
    terminal.wait_for("4 papers")
    terminal.press("T")
    terminal.wait_for("1 of 4 · 3 left")
    terminal.press("b")
    terminal.wait_for("2 of 4 · 2 left")
    terminal.press("x")
    terminal.wait_for("3 of 4 · 1 left")
    terminal.press("escape")
    terminal.wait_for("2 of 4 papers, 2 left.")
    terminal.press("escape")
    terminal.wait_until(lambda shown: "3 of 4" in shown or "Bookmarks" in shown, what="the list")
    leave(terminal)
    assert len(command("list", "is:bookmarked").splitlines()) == 1
    assert len(command("list", "state:hidden").splitlines()) == 1
    again = opened()
    again.wait_for("4 papers")
    again.press("T")
    again.wait_for("1 of 2 · 1 left")
    again.press("q")
    again.wait_for("Bookmarks")
    leave(again)


def test_keys_that_arrive_in_one_read_are_heard_in_their_order(
    opened: Open, command: Callable[..., str]
) -> None:
    command("import", str(PAGE))
    terminal = opened()
    terminal.wait_for("4 papers")
    terminal.press("/no such paper\x15kettle")
    terminal.wait_for("1 of 4")
    terminal.press("enter")
    terminal.wait_for("b bookmark")
    terminal.press("\x06boiling")
    terminal.wait_for("1 of 1")
    terminal.press("escape")
    terminal.wait_until(lambda shown: "1 of 1" not in shown, what="the text")
    assert "★" not in terminal.text
    terminal.press("q")
    terminal.wait_until(lambda shown: "esc back" not in shown, what="the list")
    leave(terminal)


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (40, 10)])
def test_a_small_terminal_reads_goes_back_and_bookmarks(opened: Open, columns: int, rows: int) -> None:
    terminal = opened(columns, rows)
    shown = terminal.wait_for("Attention Is All")
    assert max(map(len, shown.splitlines())) <= columns
    terminal.press("enter")
    terminal.wait_for("esc back")
    terminal.wait_for("Vaswani")
    terminal.press("escape")
    terminal.wait_until(lambda shown: "esc back" not in shown, what="the list")
    terminal.press("b")
    terminal.wait_for("★")
    leave(terminal)


def test_what_was_painted_survives_a_kill(opened: Open, command: Callable[..., str]) -> None:
    terminal = opened()
    terminal.wait_for(LANDMARK)
    terminal.press("b")
    terminal.wait_for("★ Attention")
    terminal.process.kill(signal.SIGKILL)
    assert terminal.wait_for_end() == -signal.SIGKILL
    assert LANDMARK in command("list", "is:bookmarked")
    again = opened()
    again.wait_for("★ Attention")
    leave(again)


@pytest.mark.parametrize(
    "number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT], ids=lambda number: number.name
)
def test_a_signal_restores_the_terminal_and_loses_nothing(
    opened: Open, command: Callable[..., str], number: signal.Signals
) -> None:
    terminal = opened()
    terminal.wait_for(LANDMARK)
    terminal.press("b")
    terminal.wait_for("★ Attention")
    terminal.process.kill(number)
    assert terminal.wait_for_end() == 128 + number
    assert LEFT in terminal.raw
    assert SHOWN in terminal.raw
    assert LANDMARK in command("list", "is:bookmarked")


def test_a_note_that_is_being_written_outlives_its_terminal(
    opened: Open, command: Callable[..., str]
) -> None:
    terminal = opened()
    terminal.wait_for(LANDMARK)
    terminal.press("n", "read again")
    terminal.wait_for("read again")
    terminal.hang_up()
    assert LANDMARK in command("list", "has:note")


def test_who_leaves_at_once_behind_any_key_leaves_in_good_order(
    opened: Open, command: Callable[..., str]
) -> None:
    command("import", str(PAGE))
    for keys in ("Tb", "/kett", "tnew\r", "\x10the"):
        terminal = opened()
        terminal.wait_for("4 papers")
        terminal.press(keys + "\x11\x11Txn")
        assert terminal.wait_for_end() == 0, keys + terminal.text + terminal.reports


def test_a_closed_terminal_ends_the_reader_and_loses_nothing(
    opened: Open, command: Callable[..., str]
) -> None:
    terminal = opened()
    terminal.wait_for(LANDMARK)
    terminal.press("b")
    terminal.wait_for("★ Attention")
    terminal.hang_up()
    assert LANDMARK in command("list", "is:bookmarked")
    assert "1 mark," in command("doctor"), "the doctor finds all well"


def test_a_reader_that_is_continued_twice_repaints_and_leaves_in_good_order(opened: Open) -> None:
    """A hangup sends SIGCONT; each once started threads of the terminal that nothing ended."""
    terminal = opened()
    terminal.wait_for(LANDMARK)
    for _ in range(2):
        drawn = len(terminal.raw)
        terminal.process.kill(signal.SIGCONT)
        terminal.wait_until(lambda _, drawn=drawn: LANDMARK.encode() in terminal.raw[drawn:])
    terminal.press("q")
    assert terminal.wait_for_end() == 0, terminal.text + terminal.reports
    assert terminal.raw.count(b"\x1b[?1049h") == 1, "the terminal was taken over once"


def test_control_c_leaves_in_good_order(opened: Open) -> None:
    terminal = opened()
    terminal.wait_for(LANDMARK)
    terminal.press("\x03")
    assert terminal.wait_for_end() == 0, terminal.text + terminal.reports
    assert LEFT in terminal.raw


def test_a_storm_of_resizing_ends_with_everything_in_its_place(opened: Open) -> None:
    terminal = opened()
    terminal.wait_for(LANDMARK)
    for columns, rows in [(40, 10), (200, 60), (1, 1), (80, 24), (20, 5), (300, 3), (7, 40)] * 3:
        terminal.resize(columns, rows)
        terminal.press("j")
    terminal.resize(140, 40)
    terminal.press("g")
    terminal.wait_until(lambda shown: LANDMARK in shown and "Bookmarks" in shown, what="the whole screen")
    leave(terminal)


def test_another_process_s_bookmark_appears_by_itself(opened: Open, command: Callable[..., str]) -> None:
    terminal = opened()
    terminal.wait_for(LANDMARK)
    command("bookmark", "1706.03762")
    terminal.wait_for("★ Attention", 5)
    leave(terminal)


def test_control_z_gives_the_shell_back_and_fg_the_reader(opened: Open) -> None:
    terminal = opened(command=("bash", "--norc", "--noprofile", "-i"))
    terminal.press(f"PS1='ready> '; {sys.executable} -m paper_tui", "enter")
    terminal.wait_for(LANDMARK)
    terminal.press("\x1a")
    terminal.wait_until(lambda shown: "Stopped" in shown, what="the shell")
    terminal.press("fg", "enter")
    terminal.wait_until(lambda shown: LANDMARK in shown and "Stopped" not in shown, what="the reader")
    terminal.press("q")
    terminal.wait_until(lambda _: terminal.raw.count(LEFT) == 2, what="the shell again")
    terminal.press("exit", "enter")
    assert terminal.wait_for_end() == 0


def test_a_long_import_shows_a_bar_and_control_c_leaves_the_library_as_it_was(
    opened: Open, command: Callable[..., str], tmp_path: Path
) -> None:
    command("import", str(PAGE))
    before = (tmp_path / "library" / "catalogue.json").read_bytes()
    file = tmp_path / "many.jsonl"  # so many that no machine has imported them before the key is heard
    file.write_text("".join(f'{{"title": "Paper {number} of very many"}}\n' for number in range(300_000)))
    terminal = opened(80, 24, (*PROGRAM, "import", str(file)))
    terminal.wait_for("━")
    terminal.press("\x03")
    assert terminal.wait_for_end() == 130
    assert "Interrupted" in terminal.text
    assert "━" not in terminal.text
    assert (tmp_path / "library" / "catalogue.json").read_bytes() == before
    assert len(command("list").splitlines()) == 4
