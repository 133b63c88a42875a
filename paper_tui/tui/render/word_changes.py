"""Two texts with their differing words marked, also without colour."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from paper_tui.papers.word_diff import Change, Run

_STYLES = {Change.KEPT: "", Change.GONE: "strike $error", Change.NEW: "underline bold $success"}
_SIGNS = {Change.KEPT: ("", ""), Change.GONE: ("[-", "-]"), Change.NEW: ("{+", "+}")}


def merged(runs: Sequence[Run], *, is_plain: bool) -> Content:
    """Return both texts in one: words that went are struck through, new ones underlined.

    Args:
        runs: The words of both.
        is_plain: Whether there are no colours; words are put between signs then, as git does, since many
            terminals strike nothing through.
    """
    return _joined(runs, frozenset(Change), is_plain=is_plain)


def one_side(runs: Sequence[Run], side: Change, *, is_plain: bool) -> Content:
    """Return one of two texts, with the words marked that the other lacks."""
    return _joined(runs, frozenset((Change.KEPT, side)), is_plain=is_plain)


def word_change(text: str, change: Change, *, is_plain: bool) -> Content:
    """Return words as they are marked: ``[-went-]`` and ``{+came+}`` without colours."""
    before, after = _SIGNS[change] if is_plain else ("", "")
    return Content.styled(f"{before}{text}{after}", _STYLES[change])


def _joined(runs: Sequence[Run], shown: frozenset[Change], *, is_plain: bool) -> Content:
    parts: list[Content] = []
    for run in runs:
        if run.change not in shown:
            continue
        if parts and not (parts[-1].plain.endswith("\n") or run.text.startswith("\n")):
            parts.append(Content(" "))
        parts.append(word_change(run.text, run.change, is_plain=is_plain))
    return Content("").join(parts)
