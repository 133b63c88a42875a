"""Every sign that is drawn, the same in the panes and in the commands, and what stands for each in ASCII.

Panes draw these signs; where the reader wants ASCII, `in_ascii` replaces them, and what Textual draws of its
own, as the last thing before the terminal. Each is one cell wide and replaced by one, so that nothing moves.
"""

from __future__ import annotations

from paper_tui.papers.shelf import Standing

STAR = "★"
STATES = {
    Standing.NEW: "●",
    Standing.SEEN: "○",
    Standing.LATER: "◷",
    Standing.READING: "◐",
    Standing.DONE: "✓",
    Standing.HIDDEN: "×",
}
NOTE = "✎"
TAG = "#"
VOTES = "▲"
SELECTED = "◆"
CURRENT = "▌"
CHOSEN = "✓"
SEPARATOR = "·"
LINE = "─"
BAR = "━"

_SIGNS = {
    "★": "*",
    "●": "o",
    "○": ".",
    "◷": "@",
    "◐": "%",
    "✓": "v",
    "×": "x",
    "✎": "&",
    "▲": "^",
    "◆": "+",
    "▌": ">",
    "·": "|",
    "…": "~",
    "→": ">",
    "←": "<",
    "↑": "^",
    "↓": "v",
    "↵": "<",
    "•": "*",
    "▶": ">",
    "▼": "v",
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "–": "-",
    "—": "-",
    "\N{RIGHT-POINTING MAGNIFYING GLASS}": "? ",
}
_LINES = {
    "-": "─╌┄┈╴╶▔▁",
    "=": "━═╍┅╸╺",
    "|": "│┃║╎┆▏▎▍▕▐▊▉█",
    "+": "┌┐└┘├┤┬┴┼╭╮╯╰┏┓┗┛┣┫┳┻╋╔╗╚╝",
    "#": "▀▄▂▃▅▆▇",
}
ASCII = str.maketrans(_SIGNS | {line: sign for sign, lines in _LINES.items() for line in lines})
"""From signs, lines and typographic marks to ASCII of the same width."""


def in_ascii(text: str) -> str:
    """A text with signs that every terminal and font has."""
    return text.translate(ASCII)
