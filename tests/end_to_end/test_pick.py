"""``paper-tui pick`` between two pipes, in a real terminal."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.end_to_end.terminal import Terminal, environment

PAPERS = "\\n".join(json.dumps({"title": f"{name} of three"}) for name in ("One", "Two", "Three"))


@pytest.fixture
def picking(tmp_path: Path) -> Iterator[Terminal]:
    """The command with papers coming in, and what it prints going to a file."""
    script = f"printf '{PAPERS}\\n' | {sys.executable} -m paper_tui pick --json > {tmp_path / 'picked'}"
    terminal = Terminal(["bash", "-c", script], environment(tmp_path), columns=90, rows=14)
    yield terminal
    terminal.close()


def test_what_is_chosen_goes_down_the_pipe(picking: Terminal, tmp_path: Path) -> None:
    picking.wait_for("Three of three")
    picking.press("v")
    picking.wait_for("1 selected")
    picking.press("v")
    picking.wait_for("2 selected")
    picking.press("enter")
    assert picking.wait_for_end() == 0
    picked = [json.loads(line)["title"] for line in (tmp_path / "picked").read_text().splitlines()]
    assert len(picked) == 2


def test_leaving_without_a_choice_prints_nothing(picking: Terminal, tmp_path: Path) -> None:
    picking.wait_for("Three of three")
    picking.press("q")
    assert picking.wait_for_end() == 1
    assert (tmp_path / "picked").read_text() == ""
