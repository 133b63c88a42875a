"""Content of the help: sections of keys and query forms, and a search in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from paper_tui.keys import table
from paper_tui.keys.keymap import keys_of
from paper_tui.search import GRAMMAR

OWN_SECTIONS = {
    "triage": "Here, in triage",
    "a text": "Here, in a full text",
    "the figures": "Here, among figures",
    "citations": "Here, among citations",
    "a picture": "Here, in a picture",
}
"""Headings of the keys of a screen, where those are not the first ones anyway."""
QUERY_HELP: tuple[tuple[str, str], ...] = (
    ("difusion transf", "all words; typos are tolerated, the last word may be incomplete"),
    ('"in context learning"', "an exact phrase"),
    ("-survey", "without this word"),
    ("vae OR (gan -video)", "either of them; parentheses group"),
    ("title: author: abstract:", "one field: author:vaswani, author:~vaswni (fuzzy), title:=bert (exact)"),
    ("tag: note: state:", "your marks: tag:vision, state:later, is:bookmarked, has:note"),
    ("year: date: added: votes:", "year:>=2023, date:2026-09..2026-10, added:<7d, votes:>50"),
    ("source: edition: category:", "origin: edition:2026-09-03, category:cs.CL"),
    ("venue: id:", "venue:nature, id:1706.03762"),
)


@dataclass(frozen=True, slots=True)
class HelpLine:
    """One key, or one form of query."""

    left: str
    """The keys, or what to type."""
    right: str
    """The effect of the keys, or the meaning of the query."""
    also: str = ""
    """Further words under which the line is found."""


@dataclass(frozen=True, slots=True)
class HelpSection:
    """Lines under one heading."""

    title: str
    lines: Sequence[HelpLine]


def sections(chosen: Mapping[str, str], screen: str = "") -> tuple[HelpSection, ...]:
    """Return the whole help, with the user's keymap applied.

    Args:
        chosen: The user's keymap.
        screen: One of `table.SCREENS`, whose own keys come first, all together.
    """
    own = [key for group in table.SCREENS.get(screen, ())[1:] for key in group if screen in OWN_SECTIONS]
    titled = [(OWN_SECTIONS[screen], tuple(own)), *table.GROUPS] if own else list(table.GROUPS)
    groups = [
        HelpSection(title, [_key_line(key, chosen) for key in group if key.keys]) for title, group in titled
    ]
    queries = HelpSection("Queries", [HelpLine(form, finds) for form, finds in QUERY_HELP])
    return (*groups, queries, HelpSection("Grammar", list(_grammar_lines())))


def matching(help_sections: Iterable[HelpSection], words: Sequence[str]) -> tuple[HelpSection, ...]:
    """Return the lines that contain every word, ignoring order and case, with their headings."""
    kept = (
        HelpSection(section.title, [line for line in section.lines if _holds(section, line, words)])
        for section in help_sections
    )
    return tuple(section for section in kept if section.lines)


def spans(text: str, words: Iterable[str]) -> tuple[tuple[int, int], ...]:
    """Return the spans of the first occurrence of each word, as character offsets."""
    folded = text.lower()
    places = ((folded.find(word), len(word)) for word in words)
    return tuple((start, start + length) for start, length in places if start >= 0)


def _grammar_lines() -> Iterator[HelpLine]:
    """Yield one line a grammar rule, its name on the left."""
    for line in GRAMMAR.splitlines():
        name, _, rule = line.partition(" = ") if line[:1].strip() else ("", "", line)
        yield HelpLine(name.strip(), " ".join(rule.split()))


def _key_line(key: table.Key, chosen: Mapping[str, str]) -> HelpLine:
    has = keys_of(key, chosen)
    own = " (your key)" if has != key.keys else ""
    return HelpLine(" ".join(table.shown(has)), key.help + own, f"{key.id} {key.label} {has}")


def _holds(section: HelpSection, line: HelpLine, words: Iterable[str]) -> bool:
    text = f"{section.title} {line.left} {line.right} {line.also}".lower()
    return all(word in text for word in words)
