"""Contributions of groups by paper: for searches, facets and the paper's page."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from paper_tui.papers.paper import PaperKey
from paper_tui.papers.shelf import clean_tag
from paper_tui.sync.group.view import Contribution


@dataclass(frozen=True, slots=True)
class Shared:
    """The contribution of one member of a group on one paper of this library."""

    group: str
    key: PaperKey
    contribution: Contribution
    is_mine: bool
    """True if the reader is this member."""

    @property
    def who(self) -> str:
        """Whose it is, for the reader: ``ada (lab)``."""
        return f"{'you' if self.is_mine else self.contribution.member} ({self.group})"


class GroupView:
    """An immutable snapshot of what groups share."""

    def __init__(self, shared: Iterable[Shared] = ()) -> None:
        by_key: defaultdict[PaperKey, list[Shared]] = defaultdict(list)
        for each in shared:
            by_key[each.key].append(each)
        self._by_key: Mapping[PaperKey, tuple[Shared, ...]] = {
            key: tuple(found) for key, found in by_key.items()
        }

    def __len__(self) -> int:
        return len(self._by_key)

    def of(self, key: PaperKey) -> tuple[Shared, ...]:
        """The contributions on a paper."""
        return self._by_key.get(key, ())

    @property
    def all(self) -> tuple[Shared, ...]:
        """All that is shared."""
        return tuple(each for found in self._by_key.values() for each in found)

    def find(self, field: str, value: str) -> frozenset[PaperKey]:
        """The papers that a condition matches.

        Args:
            field: ``group``, ``by`` or ``recommended``.
            value: A group, a member, or words of a recommendation or its member; `*` for any.
        """
        wanted = value.rstrip("*")
        if field == "recommended":
            return frozenset(each.key for each in self.all if _is_recommended(each, wanted.casefold()))
        name = clean_tag(wanted)
        named = self._members if field == "by" else self._groups
        found = (keys for each, keys in named.items() if each.startswith(name))
        return frozenset(key for keys in found for key in keys)

    @cached_property
    def _groups(self) -> Mapping[str, frozenset[PaperKey]]:
        return _gathered((each.group, each.key) for each in self.all)

    @cached_property
    def _members(self) -> Mapping[str, frozenset[PaperKey]]:
        return _gathered((each.contribution.member, each.key) for each in self.all)

    @property
    def members(self) -> Mapping[str, frozenset[PaperKey]]:
        """The papers that each member contributed to."""
        return self._members

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """The number of papers of each group."""
        return Counter({group: len(keys) for group, keys in self._groups.items()})


def _gathered(pairs: Iterable[tuple[str, PaperKey]]) -> Mapping[str, frozenset[PaperKey]]:
    found: defaultdict[str, set[PaperKey]] = defaultdict(set)
    for name, key in pairs:
        found[name].add(key)
    return {name: frozenset(keys) for name, keys in found.items()}


def _is_recommended(shared: Shared, words: str) -> bool:
    recommended = shared.contribution.recommended
    return recommended is not None and words in f"{shared.contribution.member} {recommended.text}".casefold()
