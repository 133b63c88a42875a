"""Many papers of one kind, answers of services, events of devices and of groups, records of a library."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress

from paper_tui.papers.builder import build_paper
from paper_tui.papers.identity import Identity
from paper_tui.sources.services.citations import CITATION_SERVICES
from paper_tui.store.format import checked_lines
from paper_tui.sync.clock import Stamp
from paper_tui.sync.events import Event, decode, encode
from paper_tui.sync.group.contribution_fields import PAPER
from paper_tui.sync.group.view import papers_of
from paper_tui.sync.notes import merge
from paper_tui.sync.state import State
from tests.growth.measure import Subject
from tests.library.helpers import Held
from tests.sources.services.citing import citation, openalex_work, scholar_work

KINDS = ("same title", "serial title", "no ids", "one DOI", "one id", "aliases", "long names")
SIZE = 200
"""Bytes that stand for one paper, event or entry."""


def _imported(kind: str) -> None:
    """A text of one letter stands for so many papers of a kind."""
    count, named = len(kind) // SIZE, KINDS[ord(kind[0]) - ord("a")]
    held = Held()
    held.add(*(_paper(named, number) for number in range(count)))
    held.add(*(_paper(named, number) for number in range(count)))


def _paper(kind: str, number: int) -> object:
    doi, title = f"10.1000/x.{number}", "A Study of Rivers"
    match kind:
        case "serial title":
            return build_paper(title="Editorial", doi=doi)
        case "no ids":
            return build_paper(title=title, abstract=f"abstract {number}", authors=[f"Ada Brook{number}"])
        case "one DOI":
            return build_paper(title=f"Title {number}", doi="10.1000/x")
        case "one id":
            return build_paper(title=f"Title {number}", arxiv_id="2401.00001")
        case "aliases":
            return build_paper(title=f"{title} {number // 2}", doi=doi if number % 2 else "")
        case "long names":
            return build_paper(
                title=f"{title} {number}", authors=[f"{letter}. B" for letter in "abcdef" * 20]
            )
    return build_paper(title=title, doi=doi)


def _answered(text: str) -> None:
    """Lists of so many works, with the text in each field of one."""
    count = len(text) // SIZE
    answers = {
        "openalex": {
            "id": "https://openalex.org/W1",
            "cited_by_count": count,
            "referenced_works": [f"https://openalex.org/W{number}" for number in range(count)],
            "results": [openalex_work(number, text[:SIZE]) for number in range(count)],
        },
        "semanticscholar": {"data": [{"citedPaper": scholar_work(text[:SIZE])}] * count},
        "crossref": {
            "message": {
                "reference": [{"unstructured": text[:SIZE], "DOI": text}] + [{"DOI": "10.1/x"}] * count
            }
        },
        "opencitations": [
            citation(f"doi:10.1/{number} {text[:SIZE]}", f"doi:10.1/{number}") for number in range(count)
        ],
    }
    of = Identity(title="x", doi="10.1000/tides")
    for service in CITATION_SERVICES:
        for listing in service.listing.values():
            listing(
                lambda _path, name=service.name: json.loads(json.dumps(answers[name])),
                service.named(of) or "x",
            )


def _stamp(number: int, device: str = "") -> Stamp:
    return Stamp(1_790_000_000_000 + number, 0, device or f"dev{number:07d}")


def _state_of(event: Callable[[int], Event]) -> Callable[[str], None]:
    def work(text: str) -> None:
        state = State()
        for number in range(len(text) // SIZE):
            state.add([event(number)])
        state.fields("paper:x")
        list(state.unsettled(["paper:x"]))
        list(state.events())

    return work


def _event(number: int) -> Event:
    return Event(_stamp(number), "paper:x", f"tag:t{number}", True)


def _note(number: int) -> Event:
    return Event(_stamp(number), "paper:x", "note", f"line {number}\nsame\n{number % 7}")


def _replacing(number: int) -> Event:
    before = (_stamp(number - 1, "same"),) if number else ()
    return Event(_stamp(number, "same"), "paper:x", "note", f"line {number}", before)


def _group(text: str) -> None:
    count = len(text) // SIZE
    for of in (lambda _: "x", str):
        events = [
            Event(_stamp(number), f"dev{number:07d} {PAPER}{of(number)}", "recommended", text[:SIZE])
            for number in range(count)
        ]
        papers_of(events, {f"dev{number:07d}": f"m{number}" for number in range(count)}, 1 << 42)


def _line(text: str) -> None:
    for value in (text, {text: text}, [text]):
        line = encode(Event(_stamp(1), "paper:x", "note", value))
        with suppress(ValueError):
            decode(line)
    with suppress(ValueError):
        checked_lines.decode(checked_lines.encode("k", {"title": text}))
    checked_lines.looks_like_record(text.encode("utf-8", "replace"))


def _notes(text: str) -> None:
    lines = "\n".join(text[at : at + 8] for at in range(0, len(text), 8))
    merge(None, lines, lines[::-1])
    merge(lines, f"x\n{lines}", f"{lines}\ny")
    merge("a", "\n".join(f"a {n}" for n in range(len(text) // 8)), lines)


_PIECES = (
    "a",
    "a ",
    "\n",
    "a\n",
    "\n\n",
    "{",
    "[",
    '"',
    "\\",
    "\x1b",
    "\u0301",
    "10.1/",
    "arXiv:",
    "doi:10.1/a ",
)
SUBJECTS = {
    "import: many papers": Subject(_imported, [chr(ord("a") + number) for number in range(len(KINDS))]),
    "answers: citations": Subject(_answered, _PIECES),
    "events: fields": Subject(_state_of(_event), ("a",)),
    "events: versions of a note": Subject(_state_of(_note), ("a",)),
    "events: one note again": Subject(_state_of(_replacing), ("a",)),
    "events: lines": Subject(_line, _PIECES),
    "events: merged notes": Subject(_notes, _PIECES),
    "group: contributions": Subject(_group, ("a",)),
}
