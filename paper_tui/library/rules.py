"""Rules: tag or hide papers that match a query, once each and never against the reader.

A rule hides only papers that are new or seen and have neither a bookmark nor a note. A mark remembers the
rules that were applied to it, so that a paper shown again, or a tag removed, stays that way. The words of a
rule's query match only as written (`search.Scope.strict`), since nobody checks the result.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from paper_tui.config import Rule
from paper_tui.library.annotations import Annotations
from paper_tui.library.contents import Contents
from paper_tui.library.in_memory_catalogue import Bundle
from paper_tui.papers.cancellation import CancelToken
from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.papers.shelf import Change, Mark, Shelf, State, with_tags

if TYPE_CHECKING:
    from paper_tui.library.result_list import Listing
    from paper_tui.search import Scope


class Rules:
    """The rules in force, and their application to papers that are in the library."""

    def __init__(
        self,
        active: Sequence[Rule],
        contents: Contents,
        annotations: Annotations,
        search: Callable[[Scope], Listing],
    ) -> None:
        self.active = tuple(active)
        """Applied in this order to papers that are imported; replace the tuple to change them."""
        self._contents = contents
        self._annotations = annotations
        self._search = search

    def preview(self, rule: Rule) -> Listing:
        """List the papers that match a rule; raises `search.QueryError` for an invalid query."""
        return self._search(scope_of(rule))

    def trial(self, rule: Rule) -> RuleTrial:
        """Try a rule on the papers of the library without changing them.

        Raises:
            search.QueryError: Its query is invalid or empty.
        """
        shelf = self._contents.shelf
        changed: list[Paper] = []
        unchanged: list[tuple[Paper, str]] = []
        for paper in self.preview(rule).papers():
            mark = shelf.get(paper.key)
            if ruled(mark, rule) != mark:
                changed.append(paper)
            else:
                unchanged.append((paper, _why_unchanged(mark, rule)))
        return RuleTrial(tuple(changed), tuple(unchanged))

    def apply(self, rule: Rule) -> Change | None:
        """Apply a rule to the papers of the library, in one step that can be undone.

        Papers to which the rule was applied before are left alone.
        """
        return self._annotations.edit(
            f"applied the rule “{rule.name}” to", self.trial(rule).changed, partial(ruled, rule=rule)
        )


@dataclass(frozen=True, slots=True)
class RuleTrial:
    """The effect that a rule would have on the papers of the library now."""

    changed: tuple[Paper, ...]
    """Papers it would tag or hide, best match first."""
    unchanged: tuple[tuple[Paper, str], ...]
    """Matching papers it would leave alone, each with the reason: ``has a note``."""


def _why_unchanged(mark: Mark, rule: Rule) -> str:
    if rule.name in mark.ruled:
        return "this rule was applied to it before"
    kept = _kept_because(mark) if rule.hide else ""
    return kept or "has these tags already"


def _kept_because(mark: Mark) -> str:
    """Return why a rule must not hide a paper; empty if it may."""
    reasons = {
        "is bookmarked": mark.bookmarked,
        "has a note": mark.note,
        "has highlights": mark.highlights,
        f"is marked {mark.state.value}": mark.state is not State.NEW,
    }
    return next((reason for reason, holds in reasons.items() if holds), "")


def ruled(mark: Mark, rule: Rule) -> Mark:
    """Return the mark of a matching paper after a rule; the same mark when nothing changes."""
    if rule.name in mark.ruled:
        return mark
    hides = rule.hide and not _kept_because(mark)
    changed = with_tags(mark, rule.tags)
    if hides:
        changed = replace(changed, state=State.HIDDEN)
    if changed == mark:
        return mark
    names_it = hides or mark.state is not State.HIDDEN
    ruled_by = tuple(sorted({*mark.ruled, rule.name}))
    return replace(changed, rule=rule.name if names_it else mark.rule, ruled=ruled_by)


def scope_of(rule: Rule) -> Scope:
    """Return the scope of a rule: without hidden papers, unless its query mentions states.

    Raises:
        search.QueryError: Its query is invalid or empty.
    """
    from paper_tui.search import Query, Scope

    return Scope(Query.parse_selective(rule.query), strict=True)


@dataclass(frozen=True, slots=True)
class Ruled:
    """The result of rules on imported papers."""

    marks: tuple[Mark, ...] = ()
    hidden: int = 0
    tagged: int = 0


def rule_arrivals(
    rules: Sequence[Rule],
    papers: Iterable[Paper],
    mark: Callable[[PaperKey], Mark],
    today: date,
    cancel: CancelToken,
) -> Ruled:
    """Apply rules in order to imported papers, using an index of these papers alone.

    Args:
        rules: In the order in which they count: what one hides, the later ones leave alone.
        papers: Those that are added.
        mark: The mark that a paper is to have without rules.
        today: The day from which ages count.
        cancel: Checked often.

    Raises:
        Cancelled: The caller cancelled.
    """
    bundle = Bundle(papers if rules else ())
    if not len(bundle):
        return Ruled()
    from paper_tui.search import SearchIndex

    index = SearchIndex.build(bundle, cancel=cancel)
    before = Shelf(mark(paper.key) for paper in bundle)
    shelf = before
    for rule in rules:
        found = index.search(scope_of(rule), shelf=shelf, catalogue=bundle, today=today, cancel=cancel)
        matching = [bundle[ordinal] for ordinal in found.order]
        shelf = shelf.with_marks(
            replace(ruled(shelf.get(paper.key), rule), identity=paper.identity) for paper in matching
        )
    marks = tuple(each for each in shelf if each.ruled != before.get(each.key).ruled)
    hidden = sum(each.state is State.HIDDEN for each in marks)
    return Ruled(marks, hidden, sum(each.tags != before.get(each.key).tags for each in marks))
