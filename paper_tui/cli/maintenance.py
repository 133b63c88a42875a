"""The doctor and config commands."""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from importlib.resources import files as package_files
from pathlib import Path

from paper_tui.cli.exit_codes import DONE, LIBRARY_ERROR, NOTHING_FOUND
from paper_tui.cli.output import busy, print_message, write_line, write_text
from paper_tui.cli.tags_rules import describe_rule
from paper_tui.config import Config, UserCommand
from paper_tui.config.model import THEMES
from paper_tui.network import without_password
from paper_tui.papers.text import clean_line
from paper_tui.settings import Settings

SIGNS = {"note": " ", "damage": "!", "blocked": "✗"}


def doctor(options: argparse.Namespace, settings: Settings) -> int:
    """Check the library and, with ``--repair``, repair it.

    Returns:
        0 if it is sound or was repaired, 1 if it needs repair, 3 if something cannot be repaired.
    """
    from paper_tui.store.repair.doctor import examine, repair

    with busy("checking the library"):
        report = repair(settings.library) if options.repair else examine(settings.library)
    for finding in report.findings:
        write_line(
            f"{SIGNS[finding.severity]} {finding.what}" + (f" ({finding.remedy})" if finding.remedy else "")
        )
    counts = ((report.papers, "paper"), (report.marks, "mark"), (report.steps, "change"))
    write_line(", ".join(f"{count:,} {noun}{'' if count == 1 else 's'}" for count, noun in counts))
    _print_text_room(settings)
    if any(finding.severity == "blocked" for finding in report.findings):
        print_message("Some of it cannot be repaired here; those files were not changed.")
        return LIBRARY_ERROR
    if report.is_sound:
        print_message("The library is sound.")
        return DONE
    print_message("Repaired." if options.repair else "To repair it: paper-tui doctor --repair")
    return DONE if options.repair else NOTHING_FOUND


def _print_text_room(settings: Settings) -> None:
    """Print how many full texts are kept, and their room."""
    from paper_tui.library.full_text.texts import Texts

    count, size = Texts(settings.library, bool).room()
    if count:
        noun = "text" if count == 1 else "texts"
        write_line(f"{count:,} {noun}, {size / 1e6:.1f} MB of {settings.config.text_megabytes:,} MB")


def config(options: argparse.Namespace, settings: Settings) -> int:
    """Print the path of the configuration, the settings in force, errors in it, or an example."""
    if options.what == "path":
        write_line(_path(settings.config_file))
        return DONE
    if options.what == "check":
        return _check(settings)
    if options.what == "example":
        write_text(package_files("paper_tui.config").joinpath("example.toml").read_text("utf-8"))
        return DONE
    write_line(f"configuration  {_path(settings.config_file)}")
    write_line(f"library        {_path(settings.library)}")
    for name, value in _in_force(settings.config):
        write_line(f"{name:14} {clean_line(without_password(value)) or 'none'}")
    return DONE


def _in_force(config: Config) -> Iterator[tuple[str, str]]:
    """Every setting with its value, including defaults; a table has one line per entry."""
    for setting in fields(config):
        value = getattr(config, setting.name)
        if setting.name == "problems":
            continue
        if setting.name == "api_keys":
            yield from _lines(setting.name, (f"{name} = (not shown)" for name in value))
        elif isinstance(value, Mapping):
            yield from _lines(setting.name, (f"{name} = {text}" for name, text in value.items()))
        elif setting.name == "rules":
            yield from _lines(setting.name, map(describe_rule, config.rules))
        elif setting.name == "commands":
            yield from _lines(setting.name, map(_describe_command, config.commands))
        elif isinstance(value, tuple | frozenset):
            yield setting.name, " ".join(value if isinstance(value, tuple) else sorted(value))
        else:
            yield setting.name, _shown(value) or (THEMES[0] if setting.name == "theme" else "")


def _shown(value: object) -> str:
    return ("no", "yes")[value] if isinstance(value, bool) else str(value)


def _lines(name: str, entries: Iterable[str]) -> Iterator[tuple[str, str]]:
    yield from [(name, entry) for entry in entries] or [(name, "")]


def _describe_command(command: UserCommand) -> str:
    key = f" ({command.key})" if command.key else ""
    return f"{command.name}{key} = {shlex.join(command.run)}"


def _check(settings: Settings) -> int:
    """Print every error with its line; keys are checked against those of the reader."""
    from paper_tui.keys.keymap import keymap_problems
    from paper_tui.sources import SourceError
    from paper_tui.sources.services import parse_spec

    problems = [str(problem) for problem in settings.config.problems]
    problems += keymap_problems(settings.config.keys, settings.config.commands)
    for source in settings.config.sources:
        try:
            parse_spec(source)
        except SourceError as error:
            problems.append(f"sources: {clean_line(source)}: {error}")
    problems += _unknown_services(settings.config)
    for problem in problems:
        write_line(f"{_path(settings.config_file)}: {problem}")
    if not settings.config_file.exists():
        print_message(f"There is no {_path(settings.config_file)}; all settings have their defaults.")
    elif not problems:
        print_message("The configuration has no errors.")
    return NOTHING_FOUND if problems else DONE


def _unknown_services(config: Config) -> Iterator[str]:
    """Yield the names, of mirrors and of keys, that no service has."""
    from paper_tui.sources.services import SERVICES
    from paper_tui.sources.services.citations import CITATION_SERVICES
    from paper_tui.sources.services.texts import TEXT_SOURCES
    from paper_tui.sources.services.updates import RetractionServer

    named = (*TEXT_SOURCES, *CITATION_SERVICES, RetractionServer())
    known = {*SERVICES, *(service.name for service in named)}
    for table, names in (("services", config.services), ("api_keys", config.api_keys)):
        yield from (f"{table}: unknown service “{clean_line(name)}”" for name in names if name not in known)


def _path(path: Path) -> str:
    return clean_line(str(path), limit=10_000)
