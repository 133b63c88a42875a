"""Lines of styled text as Textual draws them, for lines that are neither wrapped nor selected by mouse.

Textual's own way wraps each line, and notes the position of each piece in the text.
"""

from __future__ import annotations

from textual.content import Content
from textual.strip import Strip
from textual.style import Style


def strip_of(line: Content, width: int, style: Style) -> Strip:
    """Return one line, cut or filled to a width in cells.

    Args:
        line: Text without line breaks.
        width: Cells to fill, exactly.
        style: What the text is on.
    """
    return Strip(line.render_segments(style)).adjust_cell_length(width, style.rich_style)
