"""Statistics in the shell."""

from __future__ import annotations

import json

from tests.cli.helpers import Shell


def test_nothing_read_yet(shell: Shell) -> None:
    said = shell("stats")
    assert (said.code, said.out) == (1, "")
    assert "Nothing was read yet" in said.err


def test_a_day_of_bookmarks(shell: Shell) -> None:
    shell("bookmark", "1706.03762", "1810.04805")
    lines = shell("stats").out.splitlines()
    assert len([line for line in lines if line[:3] in ("Mon", "Wed", "Fri", "Sun")]) == 4
    assert "2 papers on 1 day · 2 in the last seven days" in lines
    record = json.loads(shell("stats", "--json").out)
    assert list(record["days"].values()) == [2]
    assert record["states"]["new"] == 63
