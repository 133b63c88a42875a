"""News of groups since the last start: recommendations, and notes that name the reader."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from paper_tui.files import read_json, replace_file
from paper_tui.library.sharing.group_view import Shared
from paper_tui.papers.paper import PaperKey
from paper_tui.sync.group.view import GroupText


@dataclass(frozen=True, slots=True)
class News:
    """A text of another member that the reader has not seen yet."""

    group: str
    member: str
    key: PaperKey
    text: str
    is_to_me: bool
    """True if it names the reader."""


def unshown(shared: Sequence[Shared], members: dict[str, str], path: Path) -> tuple[News, ...]:
    """The news among what is shared, those that name the reader first; they count as shown from now on.

    Args:
        shared: All that groups share.
        members: The reader's name in each group.
        path: The file of the numbers that were shown.

    Raises:
        OSError: It could not be written.
    """
    shown = _shown(path)
    found = {number: news for each in shared for number, news in _texts(each, members.get(each.group, ""))}
    if found.keys() != shown:
        replace_file(path, json.dumps(sorted(found)).encode())
    return tuple(
        sorted(
            (news for number, news in found.items() if number not in shown and (news.is_to_me or news.text)),
            key=lambda news: not news.is_to_me,
        )
    )


def _texts(shared: Shared, me: str) -> Iterator[tuple[str, News]]:
    """Recommendations of others, and their notes that name the reader."""
    contribution = shared.contribution
    if shared.is_mine:
        return
    texts = [("recommended", contribution.recommended), ("note", contribution.note)]
    texts += [("passage", passage) for passage in contribution.passages]
    for kind, text in texts:
        if text is not None and (kind == "recommended" or text.mentions(me)):
            yield (
                _number(shared, kind, text),
                News(
                    shared.group,
                    contribution.member,
                    shared.key,
                    text.text or "recommended",
                    text.mentions(me),
                ),
            )


def _number(shared: Shared, kind: str, text: GroupText) -> str:
    return f"{shared.group} {shared.contribution.member} {shared.key} {kind} {text.time}"


def _shown(path: Path) -> frozenset[str]:
    found = read_json(path)
    return frozenset(map(str, found)) if isinstance(found, list) else frozenset()
