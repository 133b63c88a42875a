"""The results of a look-up of papers: certain matches, questions, and what is unknown."""

from __future__ import annotations

from dataclasses import dataclass, field

from paper_tui.papers.builder import title_digest
from paper_tui.papers.merge import completed
from paper_tui.papers.paper import Paper

BY_ID = "identifier"
BY_TITLE = "title, as a service has it"


@dataclass(frozen=True, slots=True)
class Filled:
    """A paper and what a service knows of it."""

    paper: Paper
    offered: Paper
    service: str
    """The service's name, for display."""
    why: str = BY_TITLE
    """The reason why both are one paper."""

    @property
    def result(self) -> Paper:
        """The paper with its gaps filled."""
        return completed(self.paper, self.offered, self.why)


@dataclass
class Completion:
    """The results of a look-up of papers."""

    filled: list[Filled] = field(default_factory=list)
    """Certain matches."""
    questions: list[Filled] = field(default_factory=list)
    """Matches that the reader has to decide on."""
    unknown: list[Paper] = field(default_factory=list)
    """Papers that no service knows."""
    duplicates: list[tuple[Paper, Paper]] = field(default_factory=list)
    """Papers that a service identifies as another one of the library, and those."""
    requests: int = 0
    problems: dict[str, str] = field(default_factory=dict)
    """Services that could not be asked, by their names for display, and why."""
    unasked: int = 0
    """Papers for which a service still has to be asked; the next run continues with these."""

    @property
    def keyed_without_authors(self) -> list[Paper]:
        """Papers whose citation keys were given before their authors were found."""
        return [
            each.paper
            for each in self.filled
            if each.paper.citation_key and each.offered.authors and not each.paper.authors
        ]

    @property
    def problem(self) -> str:
        """The reason for which some papers were not looked up, in one line; empty where all were."""
        reasons = list(dict.fromkeys(self.problems.values()))
        others = len(reasons) - 1
        services = "service" if others == 1 else "services"
        return (
            reasons[0] + (f", nor could {others} other {services} be asked" if others else "")
            if reasons
            else ""
        )


def is_incomplete(paper: Paper) -> bool:
    """Return whether a paper lacks what it could be opened or cited by."""
    return not (paper.arxiv_id or paper.doi) or not paper.authors


def asked_as(paper: Paper) -> str:
    """The name under which the offers for a paper are remembered."""
    return paper.arxiv_id or paper.doi or title_digest(paper.title)
