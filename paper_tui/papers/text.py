"""The one place where text from outside becomes safe to draw.

Whatever a source says is untrusted: an escape sequence in a title can take over a terminal's clipboard,
a bidirectional override can make a line say something else. Control characters become their visible
pictures, so nothing is lost without a trace; characters that only steer the display go.
"""

from __future__ import annotations

import re
import unicodedata

TITLE_LIMIT = 1_000
ABSTRACT_LIMIT = 20_000
NAME_LIMIT = 200
MOST_AUTHORS = 5_000

_CONTROLS = {code: 0x2400 + code for code in range(0x20)}
_CONTROLS |= {0x7F: 0x2421}
_CONTROLS |= dict.fromkeys((*range(0x80, 0xA0), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF), 0xFFFD)
_STEERING: dict[int, None] = dict.fromkeys(
    (
        *(0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x3164, 0xFEFF, 0xFFA0),
        *(0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2060, 0x2070), *range(0xFFF9, 0xFFFC)),
        *range(0xE0000, 0xE0080),
    )
)
_UNSAFE = _CONTROLS | _STEERING
_SUSPECT = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x9f\xad\u0300-\u036f\u061c\u115f\u1160\u17b4\u17b5\u180e\u1ab0-\u1aff\u1dc0-\u1dff"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20d0-\u20ff\u3164\ud800-\udfff\ufe20-\ufe2f\ufeff\uffa0\ufff9-\uffff"
    "\U000e0000-\U000e007f]"
)
_PILE = re.compile(
    "([\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{3})"
    "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)
_JOINERS = re.compile("(?<![^\\s])[\u200c\u200d]+|[\u200c\u200d]+(?![^\\s])|([\u200c\u200d])[\u200c\u200d]+")
_PARAGRAPH = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")


def clean_line(text: str, limit: int = TITLE_LIMIT) -> str:
    """One line of text that is safe to draw, white space folded; a longer one is cut and says by how much."""
    return _cut(" ".join(_safe(text[: limit * 8]).split()), limit, len(text))


def clean_text(text: str, limit: int = ABSTRACT_LIMIT) -> str:
    """Paragraphs of text that is safe to draw, one empty line between; cut as in `clean_line`."""
    unified = text[: limit * 8].replace("\r\n", "\n").replace("\r", "\n")
    paragraphs = (" ".join(_safe(part).split()) for part in _PARAGRAPH.split(unified))
    return _cut("\n\n".join(part for part in paragraphs if part), limit, len(text))


def clean_note(text: str, limit: int = 1_000_000) -> str:
    """A reader's own note: lines and indentation kept, everything else safe to draw."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ").split("\n")
    return "\n".join(_safe(line).rstrip() for line in lines).strip("\n")[:limit]


def clean_names(names: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """Names that are safe to draw; past `MOST_AUTHORS` the last one says how many are left out."""
    cleaned = [name for name in (clean_line(name, NAME_LIMIT) for name in names[:MOST_AUTHORS]) if name]
    if len(names) > MOST_AUTHORS:
        cleaned.append(f"and {len(names) - MOST_AUTHORS:,} others")
    return tuple(cleaned)


def _safe(text: str) -> str:
    """The text without anything that acts on a terminal."""
    if not _SUSPECT.search(text):
        return text if text.isascii() else unicodedata.normalize("NFC", text)
    spaced = re.sub(r"[\t\n\x0b\x0c\r\x1c-\x1f\x85\u2028\u2029]", " ", text)
    composed = unicodedata.normalize("NFC", spaced.translate(_UNSAFE))
    return _JOINERS.sub(r"\1", _PILE.sub(r"\1", composed))


def _cut(text: str, limit: int, original: int) -> str:
    if len(text) <= limit and original <= limit * 8:
        return text
    kept = text[:limit].rstrip()
    return f"{kept} … [cut: {original:,} characters in all]"
