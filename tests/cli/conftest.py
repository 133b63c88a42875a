"""The commands, run in this process or as a program of their own."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from tests.cli.helpers import Shell


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    """A fresh user's command line on a fixed day."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for name in ("XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "PAPER_TUI_CONFIG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PAPER_TUI_LIBRARY", str(tmp_path / "library"))
    monkeypatch.setenv("PAPER_TUI_NOW", "2026-09-04T08:00:00+00:00")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)

    def put_in(data: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))

    return Shell(tmp_path, capsys.readouterr, put_in)
