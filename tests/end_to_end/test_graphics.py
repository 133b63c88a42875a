"""Pictures in a real terminal: what it is asked, what it is sent, and what is typed meanwhile."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from paper_tui.tui.system.terminal_probe import QUESTION
from tests.end_to_end.terminal import PROGRAM, Terminal, environment
from tests.images.decoders import from_kitty, from_sixels, kitty_commands

pytestmark = pytest.mark.terminal

PDF = Path(__file__).parents[1] / "pdf" / "files" / "columns.pdf"
TITLE = "Two Columns of Reeds"
ASKED = QUESTION.encode()
LAST_CHUNK = re.compile(rb"\x1b_G[^;\x1b]*m=0[^;\x1b]*;[^\x1b]*\x1b\\")
"""The end of a picture in kitty's protocol, whole."""
KITTY = (b"\x1bP>|kitty(0.35.2)\x1b\\", b"\x1b[6;16;8t", b"\x1b[?62;52;c")
XTERM = (b"\x1bP>|XTerm(379)\x1b\\", b"\x1b[6;16;8t", b"\x1b[?64;4;22c")
Open = Callable[..., Terminal]
PATIENT = (
    sys.executable,
    "-c",
    "from paper_tui.tui.system import terminal_probe\n"
    "terminal_probe.SECONDS = 10\n"
    "from paper_tui.__main__ import main\n"
    "main()",
)
"""The program, waiting for the terminal's answer as long as a busy machine takes to give it."""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of one paper with a PDF."""
    folder = tmp_path_factory.mktemp("pictures")
    env = environment(folder, PYTHONPATH=str(Path(__file__).parents[2]))
    command = [*PROGRAM, "--library", str(folder / "library"), "import", str(PDF)]
    subprocess.run(command, env=env, capture_output=True, check=True)
    return folder / "library"


@pytest.fixture
def surroundings(library: Path, tmp_path: Path) -> dict[str, str]:
    return environment(
        tmp_path,
        PAPER_TUI_CONFIG=str(tmp_path / "config.toml"),
        PAPER_TUI_LIBRARY=str(shutil.copytree(library, tmp_path / "library")),
        PAPER_TUI_NOW="2026-09-04T08:00:00+00:00",
        PYTHONPATH=str(Path(__file__).parents[2]),
    )


@pytest.fixture
def opened(surroundings: dict[str, str], tmp_path: Path) -> Iterator[Open]:
    terminals: list[Terminal] = []

    def start(program: Sequence[str] = PROGRAM, **more: str) -> Terminal:
        terminals.append(Terminal(program, surroundings | more, 80, 24, cwd=tmp_path))
        return terminals[-1]

    yield start
    for terminal in terminals:
        terminal.close()


def asked(terminal: Terminal) -> None:
    terminal.wait_until(lambda _: ASKED in terminal.raw, what="the question")


def test_a_terminal_like_kitty_is_sent_the_page_and_keys_typed_meanwhile_are_kept(opened: Open) -> None:
    terminal = opened(PATIENT)
    asked(terminal)
    name, cell, attributes = KITTY
    terminal.process.delaybeforesend = None  # pexpect's own pause is half of the time for an answer
    terminal.process.send(b"/re" + name + b"e" + cell + b"d" + attributes + b"s\r")
    terminal.wait_for("/ reeds")
    terminal.wait_for("▌")
    terminal.press("P")
    terminal.wait_for("Page 1 · 1 of 2")
    terminal.wait_until(lambda _: LAST_CHUNK.search(terminal.raw), what="the picture")
    keys, pixels = from_kitty(terminal.raw.decode("utf-8", "replace"))
    assert (pixels.width, pixels.height) == (int(keys["c"]) * 8, int(keys["r"]) * 16)
    colour = f"\x1b[38;5;{int(keys['i']) & 255}".encode()
    terminal.wait_until(lambda _: colour in terminal.raw, what="the colour that stands for the image")
    terminal.press("escape")
    terminal.wait_for(TITLE)
    terminal.press("q")
    assert terminal.wait_for_end() == 0
    assert kitty_commands(terminal.raw.decode("utf-8", "replace"))[-1][0]["a"] == "d"


def test_a_terminal_with_sixels_is_sent_those(opened: Open) -> None:
    terminal = opened(PATIENT)
    asked(terminal)
    terminal.process.send(b"".join(XTERM))
    terminal.wait_for(TITLE)
    terminal.press("P")
    terminal.wait_until(lambda _: terminal.raw.rfind(b"\x1b8") > terminal.raw.find(b'q"1;1;') > 0, what="it")
    pixels = from_sixels(terminal.raw.decode("utf-8", "replace"))
    assert pixels.height == 23 * 16, "as high as the screen without its last line"
    assert len(set(pixels.data)) > 10


def test_answers_that_come_late_are_no_keys(opened: Open) -> None:
    terminal = opened()
    terminal.wait_for(TITLE)
    terminal.process.send(b"".join(XTERM))
    terminal.press("/", "reeds")
    terminal.wait_for("/ reeds")


@pytest.mark.parametrize(
    "more",
    [{"NO_COLOR": "1"}, {"PAPER_TUI_CONFIG": "off"}, {"TERM": "linux"}],
    ids=["colour", "off", "console"],
)
def test_a_terminal_that_is_not_asked_is_sent_nothing(
    opened: Open, tmp_path: Path, more: dict[str, str]
) -> None:
    if "PAPER_TUI_CONFIG" in more:
        (tmp_path / "off.toml").write_text('images = "off"\n')
        more = {"PAPER_TUI_CONFIG": str(tmp_path / "off.toml")}
    terminal = opened(**more)
    terminal.wait_for(TITLE)
    terminal.press("P")
    terminal.wait_for("Page 1 · 1 of 2")
    assert ASKED not in terminal.raw
    assert b"\x1b_G" not in terminal.raw
    assert b'q"1;1;' not in terminal.raw


@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")
@pytest.mark.parametrize("images", ["auto", "kitty", "sixel", "symbols"])
def test_tmux_shows_no_stray_byte(surroundings: dict[str, str], tmp_path: Path, images: str) -> None:
    (tmp_path / "config.toml").write_text(f'images = "{images}"\n')
    (tmp_path / "tmux.conf").write_text("set -g status off\nset -g escape-time 0\n")
    tmux = ("tmux", "-S", str(tmp_path / "tmux"))
    inside = f"{' '.join(PROGRAM)}; echo ended; cat"
    terminal = Terminal(
        [*tmux, "-f", str(tmp_path / "tmux.conf"), "new-session", inside], surroundings, 80, 24, cwd=tmp_path
    )
    try:
        terminal.wait_for(TITLE)
        terminal.press("P")
        terminal.wait_until(lambda shown: "1 of 2" in shown and "▄" in shown, what="the page")
        assert set(terminal.text.rpartition("\n")[0]) <= set(" \n▗▖▄▝▐▞▟")
        terminal.press("escape")
        terminal.wait_for(TITLE)
        terminal.press("q")
        assert terminal.wait_for("ended").split() == ["ended"]
    finally:
        subprocess.run([*tmux, "kill-server"], capture_output=True, check=False)
        terminal.close()
