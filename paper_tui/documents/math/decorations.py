"""Roots, accents, braces, arrows and frames around a box."""

from __future__ import annotations

import unicodedata

from paper_tui.documents.math.box import EMPTY, Box, beside, stack, text_box, widened
from paper_tui.papers.tex_tables import ACCENTS

_OVER = {
    "hat": "^", "widehat": "^", "tilde": "~", "widetilde": "~", "check": "ˇ", "dot": "·", "ddot": "··",
    "acute": "´", "grave": "`", "breve": "˘", "mathring": "∘",
}  # fmt: skip
"""Accents that stay as they are over something wide, in its middle; others grow with it."""


def root(body: Box, index: Box | None, *, is_single: bool) -> Box:
    """A root sign with a line above the body; a single atom needs no line."""
    sign = _sign(index)
    if body.height == 1 and is_single:
        return beside([sign, body])
    if body.height == 1:
        return beside([sign, stack([text_box("_" * body.width), body], 1)])
    rows = [f"┌{'─' * (body.width + 1)}", *(f"│ {row}" for row in body.rows)]
    lined = Box(tuple(rows), body.width + 2, body.baseline + 1)
    bottom = Box(sign.rows, sign.width, sign.height - 1)
    lowest = body.height - 1 - body.baseline
    return beside([_lowered(bottom, lowest), lined])


def _sign(index: Box | None) -> Box:
    if index is None or not index.width:
        return text_box("√")
    if index.rows == ("3",):
        return text_box("∛")
    if index.rows == ("4",):
        return text_box("∜")
    raised = Box(index.rows, index.width, index.height)
    return beside([Box((*raised.rows, " " * index.width), index.width, index.height), text_box("√")])


def _lowered(box: Box, rows: int) -> Box:
    """The box so many rows lower, beside what it belongs to."""
    return Box(box.rows, box.width, box.baseline - rows)


def accent(name: str, body: Box) -> Box:
    """An accent: a combining character over a single letter, else a row of its own."""
    text = body.rows[0].strip()
    if body.height == body.width == 1 and name in ACCENTS:
        return text_box(unicodedata.normalize("NFC", text + ACCENTS[name]))
    if not body.width:
        return EMPTY
    if name.lower() == "underline":
        return stack([body, text_box("‾" * body.width)], body.baseline)
    return stack([text_box(_mark(name, body.width)), body], body.baseline + 1)


def _mark(name: str, width: int) -> str:
    name = name.lower()
    if name in _OVER:
        return _OVER[name]
    if name in ("vec", "overrightarrow"):
        return "─" * (width - 1) + "→"
    return "←" + "─" * (width - 1) if name == "overleftarrow" else "_" * width


def brace(body: Box, *, over: bool) -> Box:
    """A horizontal brace as wide as the body."""
    width = max(body.width, 3)
    inner = width - 2
    left = (inner - 1) // 2
    ends, tip = ("╭╮", "┴") if over else ("╰╯", "┬")
    drawn = text_box(f"{ends[0]}{'─' * left}{tip}{'─' * (inner - 1 - left)}{ends[1]}")
    return stack([drawn, body], body.baseline + 1) if over else stack([body, drawn], body.baseline)


def arrow(head: str, above: Box, below: Box | None) -> Box:
    """An arrow a little longer than the labels above and below it."""
    width = max(above.width, below.width if below else 0, 1) + 2
    line = "═" if head == "⇒" else "─"
    if head == "←":
        shaft = head + line * (width - 1)
    else:
        start = {"↔": "←", "↦": "├"}.get(head, line)
        shaft = start + line * (width - 2) + ("→" if head in "↔↦↪" else head)
    parts = [above] if above.width else []
    rows = [*parts, text_box(shaft), *([below] if below and below.width else [])]
    return stack(rows, above.height if parts else 0)


def frame(body: Box) -> Box:
    """A box of lines around the body."""
    inner = widened(body, body.width + 2)
    line = "─" * inner.width
    rows = (f"┌{line}┐", *(f"│{row}│" for row in inner.rows), f"└{line}┘")
    return Box(rows, inner.width + 2, body.baseline + 1)
