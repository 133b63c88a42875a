"""From the text of a configuration file to its values."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from paper_tui.config.command_rules import PLACEHOLDER, PLACEHOLDERS, refusal
from paper_tui.config.line_numbers import Lines
from paper_tui.config.model import Config, Density, Glyphs, Problem, Rule, UserCommand
from paper_tui.config.table import Table
from paper_tui.papers.shelf import clean_tag
from paper_tui.papers.text import clean_line

LONGEST_DWELL = 60
LONGEST_TRIAGE = 240
WIDEST_TEXT = 200
_DEFAULT = Config()
Named = TypeVar("Named", Rule, UserCommand)


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
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        reason = re.sub(r" \(at .*\)$", "", str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        return Config(problems=(Problem(line, f"not TOML: {reason}"),))
    except (RecursionError, ValueError):
        return Config(problems=(Problem(0, "not TOML that makes sense"),))
    return _config(Table(values, Lines(text)))


def _config(table: Table) -> Config:
    """Everything in the table that can be used."""
    config = Config(
        sources=table.texts("sources"),
        theme=table.text("theme"),
        density=table.word("density", Density, _DEFAULT.density),
        glyphs=table.word("glyphs", Glyphs, _DEFAULT.glyphs),
        seen_after=table.number("seen_after", _DEFAULT.seen_after, LONGEST_DWELL),
        triage_minutes=table.count("triage_minutes", _DEFAULT.triage_minutes, LONGEST_TRIAGE),
        text_width=table.count("text_width", _DEFAULT.text_width, WIDEST_TEXT),
        allow_hosts=frozenset(table.texts("allow_hosts")),
        keys=dict(table.inner("keys").pairs()),
        services=dict(table.inner("services").pairs()),
        searches=_searches(table.inner("searches")),
        rules=_named(table, "rules", _rule),
        commands=_named(table, "commands", _command),
    )
    table.end("setting")
    return replace(config, problems=tuple(table.problems))


def _searches(table: Table) -> Mapping[str, str]:
    """The saved searches whose queries can be understood."""
    saved: dict[str, str] = {}
    for name, query in table.pairs():
        problem = _query_problem(query)
        if problem:
            table.note(name, f"{clean_line(name)}: {problem}")
        else:
            saved[clean_line(name)] = query
    return saved


def _named(table: Table, name: str, read: Callable[[Table], Named]) -> tuple[Named, ...]:
    """The good ones among the tables of an array; the first of several with one name."""
    good: dict[str, Named] = {}
    for inner in table.tables(name):
        value = read(inner)
        if not value.name:
            inner.note("name", f"each of the {name} needs a name")
        elif value.name in good:
            inner.note("name", f"there is another of the {name} called “{value.name}”")
        if not inner.problems:
            good[value.name] = value
        table.problems += inner.problems
    return tuple(good.values())


def _rule(table: Table) -> Rule:
    """A rule; the table holds problems when it is no good."""
    rule = Rule(
        name=clean_line(table.text("name")),
        query=table.text("query"),
        hide=table.flag("hide"),
        tags=_tags(table.texts("tags")),
    )
    problem = _query_problem(rule.query)
    if problem:
        table.note("query", f"query: {problem}")
    elif not rule.query.strip():
        table.note("query", "a rule needs a query that says which papers it is for")
    if not (rule.hide or rule.tags):
        table.note("name", "a rule does something: hide = true, or tags of letters or digits")
    table.end("part of a rule")
    return rule


def _tags(typed: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({*map(clean_tag, typed)} - {""}))


def _query_problem(text: str) -> str:
    """Why a text is no query, and what was expected; empty when it is one."""
    from paper_tui.search import Query, QueryError

    try:
        Query.parse(text)
    except QueryError as error:
        return str(error)
    return ""


def _command(table: Table) -> UserCommand:
    """A user's command; the table holds problems when it is no good."""
    command = UserCommand(
        name=clean_line(table.text("name")),
        run=table.texts("run"),
        key=table.text("key"),
        interactive=table.flag("interactive"),
    )
    if not any(command.run[:1]):
        table.note("run", 'run must name a program, such as ["zotra", "{url}"]')
    for word in PLACEHOLDER.findall(" ".join(command.run)):
        if word not in PLACEHOLDERS:
            known = " ".join(f"{{{each}}}" for each in PLACEHOLDERS)
            table.note("run", f"run: there is no {{{clean_line(word)}}}; there are {known}")
    refused = refusal(command.run)
    if refused:
        table.note("run", f"run: {refused}")
    table.end("part of a command")
    return command
