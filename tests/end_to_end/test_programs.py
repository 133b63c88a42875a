"""The user's own programs in a real terminal: the editor has it, the browser is handed one address."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.end_to_end.terminal import PROGRAM, Terminal, environment

pytestmark = pytest.mark.terminal

EDITOR = """\
#!/bin/sh
stty -a | grep -q ' echo ' && printf 'EDITING %s' "$1" && read answer && printf '%s' "$answer" >> "$1"
"""
BROWSER = '#!/bin/sh\nprintf "%s:%s" "$#" "$1" > "$HOME/opened"\n'


def program(path: Path, text: str) -> str:
    path.write_text(text)
    path.chmod(0o700)
    return str(path)


def test_editor_and_browser(tmp_path: Path) -> None:
    surroundings = environment(
        tmp_path,
        PAPER_TUI_LIBRARY=str(tmp_path / "library"),
        PYTHONPATH=str(Path(__file__).parents[2]),
        EDITOR=program(tmp_path / "editor", EDITOR),
        BROWSER=program(tmp_path / "browser", BROWSER),
    )
    terminal = Terminal(PROGRAM, surroundings, 120, 50, cwd=tmp_path)
    try:
        terminal.wait_for("Attention Is All")
        terminal.press("\x05")
        terminal.wait_for("EDITING /")
        terminal.press("from outside", "enter")
        terminal.wait_for("from outside")
        terminal.press("l")
        terminal.wait_for("copy instead")
        terminal.press("s")
        terminal.wait_until(lambda _: (tmp_path / "opened").exists(), what="the browser")
        terminal.press("q")
        assert terminal.wait_for_end() == 0
    finally:
        terminal.close()
    assert (tmp_path / "opened").read_text() == "1:https://arxiv.org/pdf/1706.03762"
