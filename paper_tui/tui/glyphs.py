"""The signs that stand for what a reader did, the same in the panes and in the commands."""

from __future__ import annotations

from paper_tui.papers.shelf import State

STAR = "★"
STATES = {
    State.NEW: "●",
    State.LATER: "◷",
    State.READING: "◐",
    State.DONE: "✓",
    State.HIDDEN: "×",
}
NOTE = "✎"
TAG = "#"
