"""Scripts: raised and lowered Unicode letters where there are any, else rows above and below."""

from __future__ import annotations

from paper_tui.documents.math.box import Box, beside, stack, text_box, widened
from paper_tui.documents.math.nodes import Node, Operator, Row, Scripts, Symbol
from paper_tui.papers.tex_letters import lowered, raised


def lay_out(node: Scripts, base: Box, above: Box | None, below: Box | None, *, displayed: bool) -> Box:
    """Lay out a base with its scripts, whose parts are laid out."""
    if _has_limits(node, displayed):
        return _limits(base, above, below)
    if base.height == 1:
        flat = _flat(base, above, below)
        if flat is not None:
            return flat
    return beside([base, _beside(base, above, below)])


def _has_limits(node: Scripts, displayed: bool) -> bool:
    if node.limits is not None:
        return node.limits
    return _takes_limits(node.base, displayed)


def _takes_limits(node: Node, displayed: bool) -> bool:
    """Return whether an operator has its scripts above and below it; a brace always has."""
    if isinstance(node, Row) and len(node.items) == 1:
        return _takes_limits(node.items[0], displayed)
    if isinstance(node, Operator):
        return node.limits and (displayed or node.kind.value == "ordinary")
    return isinstance(node, Symbol) and node.limits and displayed


def _limits(base: Box, above: Box | None, below: Box | None) -> Box:
    parts = [box for box in (above, base, below) if box is not None and box.width]
    return stack(parts, base.baseline + (above.height if above is not None and above.width else 0))


def _flat(base: Box, above: Box | None, below: Box | None) -> Box | None:
    """The scripts as Unicode letters; None if there are none for some of them."""
    low = _letters(below, subscript=True)
    high = _letters(above, subscript=False)
    return None if low is None or high is None else beside([base, text_box(low), text_box(high)])


def _letters(box: Box | None, *, subscript: bool) -> str | None:
    if box is None or not box.width:
        return ""
    if box.height > 1:
        return None
    text = box.rows[0].replace("−", "-").replace(" ", "")
    shifted = [lowered(char) if subscript else raised(char) for char in text]
    return None if any(char.startswith(("_", "^")) for char in shifted) else "".join(shifted)


def _beside(base: Box, above: Box | None, below: Box | None) -> Box:
    """The scripts one above the other, for the right side of the base; of a tall base at its corners."""
    upper, lower = above or Box((), 0), below or Box((), 0)
    width = max(upper.width, lower.width)
    middle = max(base.height - 2, 0) if base.height > 1 else 1
    if base.height > 1:
        high, low = _letters(above, subscript=False), _letters(below, subscript=True)
        upper = text_box(high) if high else upper
        lower = text_box(low) if low else lower
        width = max(upper.width, lower.width)
    rows = [
        *(widened(upper, width, "l").rows if upper.width else ()),
        *([" " * width] * (middle if base.height == 1 or (upper.width and lower.width) else 0)),
        *(widened(lower, width, "l").rows if lower.width else ()),
    ]
    return Box(tuple(rows), width, _baseline(base, upper))


def _baseline(base: Box, upper: Box) -> int:
    """The row of the scripts' box that is on the line of text, which may lie outside of it."""
    if base.height == 1:
        return upper.height if upper.width else 0
    if upper.width:
        return upper.height - 1 + base.baseline
    return -(base.height - 1 - base.baseline)
