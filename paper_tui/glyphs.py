"""Symbols of the reader and the commands, and their replacements in ASCII.

Widgets draw the Unicode symbols; in ASCII mode, `in_ascii` replaces them and those of Textual before output.
Each symbol and its replacement are one cell wide, so that the layout stays the same.
"""

from __future__ import annotations

from paper_tui.papers.shelf import EffectiveState

STAR = "★"
STATES = {
    EffectiveState.NEW: "●",
    EffectiveState.SEEN: "○",
    EffectiveState.LATER: "◷",
    EffectiveState.READING: "◐",
    EffectiveState.DONE: "✓",
    EffectiveState.HIDDEN: "×",
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
"""Map from symbols, box lines and typographic marks to ASCII of the same width."""


def in_ascii(text: str) -> str:
    """Replace the symbols of a text by ASCII."""
    return text.translate(ASCII)
