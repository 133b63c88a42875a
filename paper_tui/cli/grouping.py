"""The group command."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from paper_tui.cli.command_context import open_library
from paper_tui.cli.digest import first_day
from paper_tui.cli.exit_codes import DONE, NOTHING_FOUND, USAGE, CommandError
from paper_tui.cli.output import print_message, write_json, write_line, write_text
from paper_tui.config_file import ConfigFile, entry
from paper_tui.library import Library
from paper_tui.library.sharing.group_digest import group_digest, lines_of, recent
from paper_tui.library.sharing.group_news import News
from paper_tui.library.sharing.groups import SAME_PLACE, GroupError, GroupReport, is_same_place
from paper_tui.papers.paper import Paper
from paper_tui.papers.shelf import clean_tag
from paper_tui.papers.text import clean_line
from paper_tui.settings import Settings


def group(options: argparse.Namespace, settings: Settings) -> int:
    """Share with a group, and print what others share."""
    with open_library(settings) as library:
        try:
            return _ACTIONS[options.action](options, settings, library)
        except GroupError as error:
            raise CommandError(str(error), USAGE) from error


def _list(options: argparse.Namespace, settings: Settings, library: Library) -> int:
    """Print the groups with their members and papers."""
    for each in settings.config.groups:
        members, papers = library.groups.members(each.name), library.groups.view.counts.get(each.name, 0)
        if options.json:
            write_json(asdict(each) | {"members": members, "papers": papers})
            continue
        bookmarks = "your bookmarks are shared" if each.share_bookmarks else "your bookmarks are private"
        count = f"{papers:,} {'paper' if papers == 1 else 'papers'}"
        write_line(f"{each.name}  {each.place}\n      you are {each.member} · {bookmarks} · {count}")
        if members:
            write_line(f"      members: {', '.join(map(_member, members.items()))}")
    if not settings.config.groups:
        print_message("You are in no group. Example: paper-tui group join lab ~/Sync/lab --as ada")
    return DONE if settings.config.groups else NOTHING_FOUND


def _member(counted: tuple[str, int]) -> str:
    name, devices = counted
    return name if devices == 1 else f"{name} ({devices} devices)"


def _join(options: argparse.Namespace, settings: Settings, library: Library) -> int:
    """Write a group to the configuration, and exchange with it."""
    name = clean_tag(options.words[0]) if options.words else ""
    if len(options.words) != 2 or not name or not clean_tag(options.member or ""):
        raise CommandError(
            "name the group, its place and yourself: group join lab ~/Sync/lab --as ada", USAGE
        )
    if any(each.name == name for each in settings.config.groups):
        raise CommandError(f"you are in a group called {name} already; nothing was changed", USAGE)
    place = options.words[1]
    if is_same_place(place, settings.config.sync):
        raise GroupError(SAME_PLACE)
    values: dict[str, Any] = {"place": place, "as": clean_tag(options.member)}
    values |= {"share_bookmarks": True} if options.share_bookmarks else {}
    _configure(settings, library, name, values)
    print_message(f"Joined {name} as {values['as']}.")
    return _exchange(library, name, options)


def _leave(options: argparse.Namespace, settings: Settings, library: Library) -> int:
    """Remove a group from the configuration."""
    name = library.groups.named(options.words[0] if options.words else options.group).name
    if options.withdraw:
        library.groups.withdraw(None, name)
        problem = library.groups.sync(name).problem
        if problem:
            raise CommandError(f"you are still in {name}, since nothing could be withdrawn: {problem}")
    removed = library.groups.leave(name, remove_papers=options.remove_papers)
    _configure(settings, library, name, None)
    brought = "1 paper" if removed == 1 else f"{removed:,} papers"
    was = "was" if removed == 1 else "were"
    gone = f"{brought} that only it brought {was} removed" if options.remove_papers else "its papers stay"
    shared = "what you shared was withdrawn" if options.withdraw else "what you shared stays there"
    print_message(f"Left {name}: {gone}, {shared}; undo takes back what changed here.")
    return DONE


def _configure(settings: Settings, library: Library, name: str, values: dict[str, Any] | None) -> None:
    """Set or remove a group, as a step that undo takes back. Any: TOML values."""
    config, changes = ConfigFile(settings.config_file).change(entry("groups", name, values))
    warning = library.history.record_settings(changes)
    library.configure(config)
    if warning:
        print_message(warning)


def _sync(options: argparse.Namespace, settings: Settings, library: Library) -> int:
    """Exchange with all groups, or with one."""
    name = options.words[0] if options.words else options.group
    groups = [library.groups.named(name)] if name or not settings.config.groups else settings.config.groups
    return max(_exchange(library, each.name, options) for each in groups)


def _exchange(library: Library, name: str, options: argparse.Namespace) -> int:
    """Exchange with a group, print what came of it and what others say to the reader."""
    report = library.groups.sync(name)
    if options.json:
        write_json(asdict(report))
    else:
        write_line(summary(report))
    for news in library.groups.news():
        print_message(news_line(news, library))
    for each in (*report.notes, *([report.problem] if report.problem else [])):
        print_message(f"paper-tui: {clean_line(each, 1_000)}")
    return NOTHING_FOUND if report.problem else DONE


def summary(report: GroupReport) -> str:
    """One-line summary of an exchange with a group."""
    papers = "1 new paper" if report.brought == 1 else f"{report.brought:,} new papers"
    parts = [f"{report.group}: {report.received:,} received", papers]
    if report.refused:
        parts.append(f"{report.refused:,} invalid {'line' if report.refused == 1 else 'lines'} left out")
    if report.problem:
        parts.append("not finished")
    return " · ".join(parts)


def news_line(news: News, library: Library) -> str:
    """One line about something that another member wrote."""
    paper = library.catalogue.get(news.key)
    title = paper.title if paper else news.key
    verb = "to you" if news.is_to_me else "recommends"
    return f"{news.member} ({news.group}) {verb}: {clean_line(news.text, 500)} — {title}"


def _recommend(options: argparse.Namespace, _: Settings, library: Library) -> int:
    """Recommend papers with a line of text."""
    if len(options.words) < 2:
        raise CommandError('name papers and a line: group recommend 1706.03762 "for Friday"', USAGE)
    *keys, line = options.words
    papers = [library.find(key) for key in keys]
    return _shared(library, options, library.groups.recommend(papers, line, options.group), papers)


def _share(options: argparse.Namespace, _: Settings, library: Library) -> int:
    """Share papers, or the reader's note, highlights or tags on them."""
    papers, name, groups = _papers(options, library), options.group, library.groups
    count = 0
    for paper in papers:
        count += groups.share_note(paper, name) if options.note else 0
        count += groups.share_passages(paper, name) if options.highlights else 0
    tags = options.tags.split(",") if options.tags else ()
    count += groups.share_tags(papers, tags, name) if tags else 0
    if not (options.note or options.highlights or tags):
        count += groups.put(papers, name)
    return _shared(library, options, count, papers)


def _withdraw(options: argparse.Namespace, _: Settings, library: Library) -> int:
    """Take back what was shared of papers."""
    papers = _papers(options, library)
    return _shared(library, options, library.groups.withdraw(papers, options.group), papers)


def _papers(options: argparse.Namespace, library: Library) -> Sequence[Paper]:
    if not options.words:
        raise CommandError(f"name papers: group {options.action} 1706.03762", USAGE)
    return [library.find(key) for key in options.words]


def _shared(library: Library, options: argparse.Namespace, count: int, papers: Sequence[Paper]) -> int:
    """Send what was said."""
    if not count:
        print_message("Nothing to change.")
        return DONE
    done = "Withdrawn" if options.action == "withdraw" else "Shared"
    of = papers[0].title if len(papers) == 1 else f"{len(papers):,} papers"
    back = "" if options.action == "withdraw" else " · paper-tui group withdraw takes it back"
    print_message(f"{done}: {of}{back}")
    return _exchange(library, options.group, options)


def _digest(options: argparse.Namespace, settings: Settings, library: Library) -> int:
    """Print what a group shared since a day."""
    since = first_day(options.since, settings.clock().astimezone().date())
    name = library.groups.named(options.group).name if options.group else ""
    shared = [each for each in library.groups.view.all if not name or each.group == name]
    if options.json:
        for each in recent(shared, since):
            paper = library.catalogue.get(each.key)
            write_json(
                {"key": each.key, "title": paper.title if paper else None, "group": each.group}
                | {"member": each.contribution.member, "shared": [*lines_of(each)]}
            )
    else:
        for part in group_digest(shared, since, library.catalogue.get, markdown=options.markdown):
            write_text(part)
    return DONE if recent(shared, since) else NOTHING_FOUND


_ACTIONS: dict[str, Callable[[argparse.Namespace, Settings, Library], int]] = {
    "list": _list,
    "join": _join,
    "leave": _leave,
    "sync": _sync,
    "recommend": _recommend,
    "share": _share,
    "withdraw": _withdraw,
    "digest": _digest,
}
