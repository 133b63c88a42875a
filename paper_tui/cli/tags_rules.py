"""The tags and rules commands."""

from __future__ import annotations

import argparse

from paper_tui.cli.command_context import open_library
from paper_tui.cli.exit_codes import DONE, NOTHING_FOUND, USAGE, CommandError
from paper_tui.cli.marking import report_change
from paper_tui.cli.output import print_message, write_line
from paper_tui.config import Rule
from paper_tui.library import Library
from paper_tui.papers.shelf import State, clean_tag
from paper_tui.papers.text import clean_line
from paper_tui.settings import Settings


def tags(options: argparse.Namespace, settings: Settings) -> int:
    """List all tags with their number of papers, or rename or delete one."""
    with open_library(settings) as library:
        if options.rename:
            old, new = options.rename
            if not clean_tag(new):
                raise CommandError(f"“{clean_line(new)}” is not a tag: a tag needs a letter or digit", USAGE)
            return report_change(lambda: library.marks.rename_tag(old, new))
        if options.delete:
            return report_change(lambda: library.marks.delete_tag(options.delete))
        counts = sorted(library.shelf.tags.items(), key=lambda pair: (-pair[1], pair[0]))
        for tag, count in counts:
            write_line(f"{count:>6,}  {tag}")
        return DONE if counts else NOTHING_FOUND


def rules(options: argparse.Namespace, settings: Settings) -> int:
    """List all rules with their number of papers, or apply one to the library."""
    with open_library(settings) as library:
        if options.apply is not None:
            return report_change(lambda: library.rules.apply(_find_rule(settings, options.apply)))
        for rule in settings.config.rules:
            write_line(_line(library, rule))
        if not settings.config.rules:
            print_message("No rules. Add [[rules]] to the file that “paper-tui config path” prints.")
        return DONE if settings.config.rules else NOTHING_FOUND


def describe_rule(rule: Rule) -> str:
    """Describe a rule in one line: ``surveys: title:survey → hide +later``."""
    actions = ["hide"] * rule.hide + [f"+{tag}" for tag in rule.tags]
    return f"{rule.name}: {clean_line(rule.query)} → {' '.join(actions)}"


def _line(library: Library, rule: Rule) -> str:
    hidden = sum(mark.rule == rule.name and mark.state is State.HIDDEN for mark in library.shelf)
    counts = [f"{len(library.rules.preview(rule)):,} match now"]
    counts += [f"{hidden:,} hidden by this rule"] if rule.hide else []
    return f"{describe_rule(rule)}  ({', '.join(counts)})"


def _find_rule(settings: Settings, name: str) -> Rule:
    for rule in settings.config.rules:
        if rule.name == name:
            return rule
    known = ", ".join(f"“{rule.name}”" for rule in settings.config.rules) or "none"
    raise CommandError(f"no rule has the name “{clean_line(name)}”. Rules: {known}", USAGE)
