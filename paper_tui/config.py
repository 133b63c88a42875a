"""The user's configuration file: TOML in, values and problems out. A bad line never stops the program.

An example with every setting::

    sources = ["daily", "arxiv:cs.CL"]   # what `paper-tui fetch` and r ask, when none is named
    theme = "paper"                      # the look of the reader
    allow_hosts = ["mirror.lan:8080"]    # private addresses that may be asked

    [keys]                               # other keys for what the reader does; see paper-tui config show
    "paper.bookmark" = "b,m"

    [services]                           # other addresses of services, for mirrors
    arxiv = "https://mirror.example/api/query"
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from paper_tui.papers.text import clean_line


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing in a configuration file that is not used, and why."""

    line: int
    """From 1; 0 when it concerns the whole file."""
    reason: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.reason}" if self.line else self.reason


@dataclass(frozen=True, slots=True)
class Config:
    """What the user chose; what was not chosen, or not well, is empty."""

    sources: tuple[str, ...] = ()
    theme: str = ""
    allow_hosts: frozenset[str] = frozenset()
    keys: Mapping[str, str] = field(default_factory=dict)
    services: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = field(default=(), compare=False)


def load_config(path: Path) -> Config:
    """The configuration in a file; an empty one when there is no file, problems when it cannot be read."""
    try:
        text = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return Config()
    except OSError as error:
        return Config(problems=(Problem(0, f"it cannot be read: {error.strerror}"),))
    except UnicodeDecodeError:
        return Config(problems=(Problem(0, "it is not UTF-8 text"),))
    return parse_config(text)


def parse_config(text: str) -> Config:
    """The configuration that a TOML text describes; what cannot be used becomes a problem."""
    import tomllib

    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        reason = re.sub(r" \(at .*\)$", "", str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        return Config(problems=(Problem(line, f"not TOML: {reason}"),))
    except (RecursionError, ValueError):
        return Config(problems=(Problem(0, "not TOML that makes sense"),))
    return _Reading(text, table).config()


class _Reading:
    """Takes the settings out of a TOML table one by one, and notes what is wrong with them."""

    def __init__(self, text: str, table: dict[str, object]) -> None:
        self._lines = text.splitlines()
        self._table = table
        self._problems: list[Problem] = []

    def config(self) -> Config:
        """Everything that can be used."""
        config = Config(
            sources=self._texts("sources"),
            theme=self._text("theme"),
            allow_hosts=frozenset(self._texts("allow_hosts")),
            keys=self._map("keys"),
            services=self._map("services"),
        )
        for name in self._table:
            self._note(name, f"there is no setting called “{clean_line(name)}”")
        return replace(config, problems=tuple(self._problems))

    def _text(self, name: str) -> str:
        value = self._table.pop(name, "")
        if isinstance(value, str):
            return value
        self._note(name, f"{name} must be a text in quotes")
        return ""

    def _texts(self, name: str) -> tuple[str, ...]:
        value = self._table.pop(name, [])
        if isinstance(value, list) and all(isinstance(part, str) for part in value):
            return tuple(value)
        self._note(name, f'{name} must be a list of texts, such as ["daily"]')
        return ()

    def _map(self, name: str) -> Mapping[str, str]:
        value = self._table.pop(name, {})
        if not isinstance(value, dict):
            self._note(name, f"{name} must be a table: [{name}]")
            return {}
        for key in [key for key, text in value.items() if not isinstance(text, str)]:
            self._note(key, f"{clean_line(key)} must be a text in quotes")
            del value[key]
        return value

    def _note(self, name: str, reason: str) -> None:
        start = re.compile(rf"\s*\[?\s*[\"']?{re.escape(name)}\b")
        line = next((number for number, line in enumerate(self._lines, 1) if start.match(line)), 0)
        self._problems.append(Problem(line, reason))
