"""Symbols of the reader and the commands, and their replacements in ASCII.

Widgets draw the Unicode symbols; in ASCII mode, `in_ascii` replaces them and those of Textual before output.
Each symbol and its replacement are one cell wide, so that the layout stays the same.
"""

from __future__ import annotations

from collections.abc import Mapping

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
TEXT = "¶"
TAG = "#"
VOTES = "▲"
SELECTED = "◆"
CURRENT = "▌"
CHOSEN = "✓"
SEPARATOR = "·"
FOLLOWED = "→"
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
    "¶": ":",
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


def needs_ascii(encoding: str | None, environment: Mapping[str, str]) -> bool:
    """Return whether a terminal lacks the symbols.

    Args:
        encoding: That of the stream to it, such as ``iso8859-1``; None counts as UTF-8.
        environment: Names the locale. Python writes UTF-8 in the C locale, whose terminal may not show it.
    """
    try:
        "".join(_SIGNS).encode(encoding or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return True
    named = (environment.get(name, "") for name in ("LC_ALL", "LC_CTYPE", "LANG"))
    locale = next(filter(None, named), "").partition("@")[0]
    codeset = locale.partition(".")[2].lower().replace("-", "")
    return locale in ("C", "POSIX") or codeset not in ("", "utf8")


def in_ascii(text: str) -> str:
    """Replace the symbols of a text by ASCII."""
    return text.translate(ASCII)
