"""Two texts with their differing words marked, also without colour."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from paper_tui.papers.word_diff import Change, Run

GONE, NEW = "strike $error", "underline bold $success"
_STYLES = {Change.KEPT: "", Change.GONE: GONE, Change.NEW: NEW}


def merged(runs: Sequence[Run]) -> Content:
    """Return both texts in one: words that went are struck through, new ones underlined."""
    return _joined(runs, frozenset(Change))


def one_side(runs: Sequence[Run], side: Change) -> Content:
    """Return one of two texts, with the words marked that the other lacks."""
    return _joined(runs, frozenset((Change.KEPT, side)))


def _joined(runs: Sequence[Run], shown: frozenset[Change]) -> Content:
    parts: list[Content] = []
    for run in runs:
        if run.change not in shown:
            continue
        if parts and not (parts[-1].plain.endswith("\n") or run.text.startswith("\n")):
            parts.append(Content(" "))
        parts.append(Content.styled(run.text, _STYLES[run.change]))
    return Content("").join(parts)
