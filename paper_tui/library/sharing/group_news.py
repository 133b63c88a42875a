"""News of groups since the last start: recommendations, and notes that name the reader."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from paper_tui.files import replace_file
from paper_tui.library.sharing.group_view import Shared
from paper_tui.papers.paper import PaperKey
from paper_tui.sync.group.view import GroupText


@dataclass(frozen=True, slots=True)
class News:
    """A text of another member that the reader was not told of yet."""

    group: str
    member: str
    key: PaperKey
    text: str
    is_to_me: bool
    """Whether it names the reader."""


def untold(shared: Sequence[Shared], members: dict[str, str], path: Path) -> tuple[News, ...]:
    """The news among what is shared, those that name the reader first; they are told from now on.

    Args:
        shared: All that groups share.
        members: The reader's name in each group.
        path: A file that knows what was told.

    Raises:
        OSError: It could not be written.
    """
    told = _told(path)
    found = {number: news for each in shared for number, news in _texts(each, members.get(each.group, ""))}
    if found.keys() != told:
        replace_file(path, json.dumps(sorted(found)).encode())
    return tuple(
        sorted(
            (news for number, news in found.items() if number not in told and (news.is_to_me or news.text)),
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


def _told(path: Path) -> frozenset[str]:
    try:
        found = json.loads(path.read_bytes())
    except (FileNotFoundError, ValueError, RecursionError):
        return frozenset()
    return frozenset(map(str, found)) if isinstance(found, list) else frozenset()
