"""Runs commands as a person would, and keeps what they said."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from paper_tui.cli import run

HOSTILE = "\x1b]52;c;ZWNobyBoaQ==\x07 \x1b[2J \x9b31m \u202eevil\u202c \x00"
RAW = ("\x1b", "\x9b", "\x9d", "\x07", "\u202e", "\x00")
"""Of these, none may reach a terminal."""


class Captured(Protocol):
    out: str
    err: str


@dataclass(frozen=True)
class Said:
    code: int
    out: str
    err: str

    @property
    def records(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def titles(self) -> list[object]:
        return [record["title"] for record in self.records]


@dataclass(frozen=True)
class Shell:
    folder: Path
    read: Callable[[], Captured]
    put_in: Callable[[bytes], None]

    @property
    def library(self) -> Path:
        return self.folder / "library"

    def __call__(self, *arguments: str, stdin: bytes | None = None) -> Said:
        """One command in this process."""
        if stdin is not None:
            self.put_in(stdin)
        try:
            code = run(arguments)
        except SystemExit as leaving:
            code = int(leaving.code or 0)
        captured = self.read()
        return Said(code, captured.out, captured.err)

    def program(
        self, *arguments: str, env: dict[str, str] | None = None, stdin: bytes = b""
    ) -> subprocess.CompletedProcess[bytes]:
        """One command as a program of its own, all its streams pipes."""
        command = [sys.executable, "-m", "paper_tui", *arguments]
        surroundings = {**os.environ, **program_path(), **(env or {})}
        return subprocess.run(
            command, input=stdin, env=surroundings, capture_output=True, timeout=60, check=False
        )

    def write(self, name: str, *records: dict[str, object]) -> str:
        path = self.folder / name
        path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
        return str(path)

    def contents(self) -> dict[str, bytes]:
        files = sorted(path for path in self.library.rglob("*") if path.is_file())
        return {str(path): path.read_bytes() for path in files}


def program_path() -> dict[str, str]:
    return {"PYTHONPATH": str(Path(__file__).parents[2])}
