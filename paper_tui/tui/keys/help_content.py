"""What the help says, as values: every key as the reader has it, every form of query; and its search."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from paper_tui.search import GRAMMAR
from paper_tui.tui.keys import bindings
from paper_tui.tui.keys.keymap import keys_of

QUERY_HELP: tuple[tuple[str, str], ...] = (
    ("difusion transf", "all words, typos forgiven, the last may be unfinished"),
    ('"in context learning"', "this phrase"),
    ("-survey", "without this word"),
    ("vae OR (gan -video)", "either, and groups"),
    ("title: author: abstract:", "only there: author:vaswani, author:~vaswni, title:=bert"),
    ("tag: note: state:", "what you did: tag:vision, state:later, is:bookmarked, has:note"),
    ("year: date: added: votes:", "year:>=2023, date:2026-09..2026-10, added:<7d, votes:>50"),
    ("source: edition: category:", "where it comes from: edition:2026-09-03, category:cs.CL"),
    ("venue: id:", "venue:nature, id:1706.03762"),
)


@dataclass(frozen=True, slots=True)
class HelpLine:
    """One key, or one form of query."""

    left: str
    """The keys, or what to type."""
    right: str
    """What they do, or what it finds."""
    also: str = ""
    """Other words that one may search for it by."""


@dataclass(frozen=True, slots=True)
class HelpSection:
    """Lines under one heading."""

    title: str
    lines: Sequence[HelpLine]


def sections(chosen: Mapping[str, str]) -> tuple[HelpSection, ...]:
    """All of the help, with the keys that the reader chose."""
    groups = [
        HelpSection(title, [_key_line(key, chosen) for key in group if key.keys])
        for title, group in bindings.GROUPS
    ]
    queries = HelpSection("Queries", [HelpLine(form, finds) for form, finds in QUERY_HELP])
    return (*groups, queries, HelpSection("Their grammar", list(_grammar_lines())))


def matching(help_sections: Iterable[HelpSection], words: Sequence[str]) -> tuple[HelpSection, ...]:
    """The lines that hold every word, in any order and any case, under their headings."""
    kept = (
        HelpSection(section.title, [line for line in section.lines if _holds(section, line, words)])
        for section in help_sections
    )
    return tuple(section for section in kept if section.lines)


def spans(text: str, words: Iterable[str]) -> tuple[tuple[int, int], ...]:
    """Where words stand in a text."""
    folded = text.lower()
    places = ((folded.find(word), len(word)) for word in words)
    return tuple((start, start + length) for start, length in places if start >= 0)


def _grammar_lines() -> Iterator[HelpLine]:
    """A rule a line, its name at the left."""
    for line in GRAMMAR.splitlines():
        name, _, rule = line.partition(" = ") if line[:1].strip() else ("", "", line)
        yield HelpLine(name.strip(), " ".join(rule.split()))


def _key_line(key: bindings.Key, chosen: Mapping[str, str]) -> HelpLine:
    has = keys_of(key, chosen)
    own = " (your key)" if has != key.keys else ""
    return HelpLine(" ".join(bindings.shown(has)), key.help + own, f"{key.id} {key.label} {has}")


def _holds(section: HelpSection, line: HelpLine, words: Iterable[str]) -> bool:
    text = f"{section.title} {line.left} {line.right} {line.also}".lower()
    return all(word in text for word in words)
