"""Authors of a paper in one line."""

from __future__ import annotations

from rich.cells import cell_len

from paper_tui.papers.paper import Paper
from paper_tui.papers.people import Person

MOST_SHOWN = 12
MOST_FAMILIES = 3
"""Family names behind a title."""


def authors_line(paper: Paper) -> str:
    """Return the authors in one line; of very many, the first and the number of others."""
    return paper.people.line(MOST_SHOWN if len(paper.authors) > MOST_SHOWN + 1 else None)


def families_line(paper: Paper, room: int) -> str:
    """Return the family names of as many first authors as fit into `room` cells; empty where none fits."""
    persons = paper.people.first_persons(MOST_FAMILIES)
    families = [_family(person) for person in persons]
    for shown in range(len(families), 0, -1):
        has_more = len(paper.people) > shown or paper.people.others
        line = ", ".join(families[:shown]) + (" et al." if has_more else "")
        if cell_len(line) <= room:
            return line
    return ""


def _family(person: Person) -> str:
    return f"{person.particle} {person.family}".strip() if person.family else person.name
