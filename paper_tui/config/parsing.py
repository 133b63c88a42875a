"""Parser of the configuration file."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from paper_tui.config.command_rules import PLACEHOLDER, PLACEHOLDERS, refusal
from paper_tui.config.line_numbers import LineNumbers
from paper_tui.config.model import (
    SORTS,
    THEMES,
    Config,
    Density,
    Glyphs,
    GroupSettings,
    Images,
    KeepText,
    Problem,
    Rule,
    SyncFiles,
    TextFigures,
    UserCommand,
)
from paper_tui.config.table import Table
from paper_tui.files import read_regular
from paper_tui.network import SERVERS
from paper_tui.papers.citation_keys import pattern_problem
from paper_tui.papers.shelf import clean_tag
from paper_tui.papers.text import clean_line

LARGEST = 2_000_000
"""Bytes of a configuration file."""
LONGEST_DWELL = 60
LONGEST_TRIAGE = 240
MOST_MEGABYTES = 1_000_000
WIDEST_TEXT = 200
LONGEST_MEMBER = 40
_DEFAULT = Config()
Named = TypeVar("Named", Rule, UserCommand)


def load_config(path: Path) -> Config:
    """Read a configuration file; a missing one has all defaults, an unreadable one a problem."""
    try:
        text = b"" if str(path) == os.devnull else read_regular(path, LARGEST)
        return parse_config(text.decode("utf-8-sig"))
    except FileNotFoundError:
        return Config()
    except OSError as error:
        return Config(problems=(Problem(0, f"cannot be read: {error.strerror}"),))
    except UnicodeDecodeError:
        return Config(problems=(Problem(0, "not UTF-8 text"),))


def parse_config(text: str) -> Config:
    """Parse a TOML text; invalid settings become problems and keep their defaults."""
    import tomllib

    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        reason = re.sub(r" \(at .*\)$", "", str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        return Config(problems=(Problem(line, f"not TOML: {reason}"),))
    except (RecursionError, ValueError):
        return Config(problems=(Problem(0, "not valid TOML"),))
    return _config(Table(values, LineNumbers(text)))


def config_of(values: Mapping[str, object]) -> Config:
    """The configuration that values of a TOML file describe; as `parse_config`."""
    return _config(Table(dict(values), LineNumbers("")))


def _config(table: Table) -> Config:
    """Build the configuration from all valid settings."""
    config = Config(
        sources=table.strings("sources"),
        theme=_theme(table),
        density=table.choice("density", Density, _DEFAULT.density),
        glyphs=table.choice("glyphs", Glyphs, _DEFAULT.glyphs),
        seen_after=table.number("seen_after", _DEFAULT.seen_after, LONGEST_DWELL),
        triage_minutes=table.integer("triage_minutes", _DEFAULT.triage_minutes, LONGEST_TRIAGE),
        text_width=table.integer("text_width", _DEFAULT.text_width, WIDEST_TEXT),
        keep_text=table.choice("keep_text", KeepText, _DEFAULT.keep_text),
        text_megabytes=table.integer("text_megabytes", _DEFAULT.text_megabytes, MOST_MEGABYTES),
        images=table.choice("images", Images, _DEFAULT.images),
        text_figures=table.choice("text_figures", TextFigures, _DEFAULT.text_figures),
        allow_hosts=frozenset(table.strings("allow_hosts")),
        citation_keys=_citation_keys(table),
        export_drop=table.strings("export_drop"),
        library=table.string("library"),
        sync=table.string("sync"),
        sync_files=table.choice("sync_files", SyncFiles, _DEFAULT.sync_files),
        sync_megabytes=table.integer("sync_megabytes", _DEFAULT.sync_megabytes, MOST_MEGABYTES),
        follow=_follow(table),
        digest_sort=_digest_sort(table),
        notify=table.boolean("notify"),
        cite_published=table.boolean("cite_published", default=True),
        check_weekly=table.boolean("check_weekly"),
        pdf_viewer=table.strings("pdf_viewer"),
        more=table.strings("more"),
        less=table.strings("less"),
        keys=dict(table.subtable("keys").string_items()),
        services=dict(table.subtable("services").string_items()),
        api_keys=dict(table.subtable("api_keys").string_items()),
        searches=_searches(table.subtable("searches")),
        recorded=_recorded(table.subtable("recorded")),
        rules=_named(table, "rules", _rule),
        commands=_named(table, "commands", _command),
        catalogue=_catalogue(table),
        groups=tuple(_groups(table.subtable("groups"))),
    )
    if config.sync and config.library.startswith(SERVERS):
        table.add_problem("sync", "sync is not used, since library names a server")
    table.reject_unknown("setting")
    return replace(config, problems=tuple(table.problems))


def _theme(table: Table) -> str:
    name = table.string("theme")
    if name and name not in THEMES:
        table.add_problem("theme", f"unknown theme “{clean_line(name)}”; themes are {', '.join(THEMES)}")
        return ""
    return name


def _digest_sort(table: Table) -> str:
    name = table.string("digest_sort") or _DEFAULT.digest_sort
    if name not in SORTS:
        table.add_problem("digest_sort", f"digest_sort must be one of {', '.join(SORTS)}")
        return _DEFAULT.digest_sort
    return name


def _follow(table: Table) -> tuple[str, ...]:
    """Return the lines that are authors, saved searches, exceptions or valid queries."""
    good = []
    for line in table.strings("follow"):
        problem = "" if line.startswith(("author:", "saved:", "not:")) else _follow_problem(line)
        if problem or not line.strip():
            table.add_problem("follow", f"{clean_line(line)}: {problem or 'an empty line follows nothing'}")
        else:
            good.append(line)
    return tuple(good)


def _follow_problem(line: str) -> str:
    """Return the reason why a query cannot be followed; empty if it can."""
    from paper_tui.search import Query

    problem = _query_problem(line)
    is_circular = not problem and Query.parse(line).speaks_of_followed
    return "what is followed cannot depend on what is followed" if is_circular else problem


def _citation_keys(table: Table) -> str:
    """Return the pattern of citation keys, if it is a good one."""
    pattern = table.string("citation_keys") or _DEFAULT.citation_keys
    problem = pattern_problem(pattern)
    if problem:
        table.add_problem("citation_keys", f"{clean_line(pattern)}: {problem}")
    return _DEFAULT.citation_keys if problem else pattern


def _searches(table: Table) -> Mapping[str, str]:
    """The saved searches with valid queries."""
    saved: dict[str, str] = {}
    for name, query in table.string_items():
        problem = _query_problem(query)
        if problem:
            table.add_problem(name, f"{clean_line(name)}: {problem}")
        else:
            saved[clean_line(name)] = query
    return saved


def _recorded(table: Table) -> Mapping[str, str]:
    """The recordings whose line can be read."""
    from paper_tui.papers.recorded import Recording, RecordingError

    good: dict[str, str] = {}
    for name, line in table.string_items():
        try:
            good[clean_line(name)] = str(Recording.parse(line))
        except RecordingError as error:
            table.add_problem(name, f"{clean_line(name)}: {clean_line(str(error))}")
    return good


def _catalogue(table: Table) -> str:
    """The address of a server with a catalogue, if it is one."""
    address = table.string("catalogue")
    if address and not address.startswith(SERVERS):
        table.add_problem("catalogue", "catalogue must be an address that begins with postgresql://")
        return ""
    return address


def _groups(table: Table) -> Iterator[GroupSettings]:
    """Yield the groups that have a name, a place, and a member's name."""
    for name, inner in table.table_items():
        group = GroupSettings(
            clean_tag(name),
            inner.string("place"),
            clean_tag(inner.string("as"))[:LONGEST_MEMBER],
            inner.boolean("share_bookmarks"),
        )
        inner.reject_unknown("part of a group")
        if group.name and group.place.strip() and group.member:
            yield group
        else:
            shown = clean_line(name)
            reason = f'the group “{shown}” needs a place and your name: place = "~/Sync/lab", as = "me"'
            inner.add_problem("place", reason)


def _named(table: Table, name: str, read: Callable[[Table], Named]) -> tuple[Named, ...]:
    """The valid ones among the tables of an array; of equal names, the first."""
    good: dict[str, Named] = {}
    for inner in table.subtables(name):
        value = read(inner)
        if not value.name:
            inner.add_problem("name", f"each of the {name} needs a name")
        elif value.name in good:
            inner.add_problem("name", f"there is another of the {name} called “{value.name}”")
        if not inner.problems:
            good[value.name] = value
        table.problems += inner.problems
    return tuple(good.values())


def _rule(table: Table) -> Rule:
    """Build a rule; if it is invalid, the table has problems."""
    rule = Rule(
        name=clean_line(table.string("name")),
        query=table.string("query"),
        hide=table.boolean("hide"),
        tags=_tags(table.strings("tags")),
    )
    problem = _query_problem(rule.query, selective=True)
    if not rule.query.strip():
        table.add_problem("query", "a rule needs a query that says which papers it is for")
    elif problem:
        table.add_problem("query", f"query: {problem}")
    if not (rule.hide or rule.tags):
        table.add_problem("name", "a rule does something: hide = true, or tags of letters or digits")
    table.reject_unknown("part of a rule")
    return rule


def _tags(typed: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({*map(clean_tag, typed)} - {""}))


def _query_problem(text: str, *, selective: bool = False) -> str:
    """The error in a query; empty if it is valid. A ``selective`` one has to have a condition."""
    from paper_tui.search import Query, QueryError

    try:
        Query.parse_selective(text) if selective else Query.parse(text)
    except QueryError as error:
        return str(error)
    return ""


def _command(table: Table) -> UserCommand:
    """Build a command; if it is invalid, the table has problems."""
    command = UserCommand(
        name=clean_line(table.string("name")),
        run=table.strings("run"),
        key=table.string("key"),
        interactive=table.boolean("interactive"),
    )
    if not any(command.run[:1]):
        table.add_problem("run", 'run must name a program, such as ["zotra", "{url}"]')
    for word in PLACEHOLDER.findall(" ".join(command.run)):
        if word not in PLACEHOLDERS:
            known = " ".join(f"{{{each}}}" for each in PLACEHOLDERS)
            table.add_problem("run", f"run: there is no {{{clean_line(word)}}}; there are {known}")
    refused = refusal(command.run)
    if refused:
        table.add_problem("run", f"run: {refused}")
    table.reject_unknown("part of a command")
    return command
