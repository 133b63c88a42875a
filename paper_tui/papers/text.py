"""The one place where text from outside becomes safe to draw.

Whatever a source says is untrusted: an escape sequence in a title can take over a terminal's clipboard,
a bidirectional override can make a line say something else. Control characters become their visible
pictures, so nothing is lost without a trace; characters that only steer the display go.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

TITLE_LIMIT = 1_000
ABSTRACT_LIMIT = 20_000
NAME_LIMIT = 200
NOTE_LIMIT = 10_000_000
MOST_AUTHORS = 5_000
CUT_LENGTH = 60
"""The length that the remark on a cut never exceeds."""

_PRINTABLE = bytes(range(0x20, 0x7F))
_CONTROLS = {code: 0x2400 + code for code in range(0x20)}
_CONTROLS |= {0x7F: 0x2421}
_CONTROLS |= dict.fromkeys((*range(0xD800, 0xE000), 0xFFFE, 0xFFFF), 0xFFFD)
_CONTROLS |= {code: ord(bytes([code]).decode("cp1252", "replace")) for code in range(0x80, 0xA0)}
"""U+0080 to U+009F are bytes of Windows-1252 that were read as Latin-1 (HTML, 13.2.5.80)."""
_STEERING: dict[int, None] = dict.fromkeys(
    (
        *(0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x3164, 0xFEFF, 0xFFA0),
        *(0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2060, 0x2070), *range(0xFFF0, 0xFFFC)),
        *(*range(0x1BCA0, 0x1BCA4), *range(0x1D173, 0x1D17B)),
        *(*range(0xE0000, 0xE0100), *range(0xE01F0, 0xE1000)),
    )
)
_UNSAFE = _CONTROLS | _STEERING
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u180b-\u180d\u1ab0-\u1aff"
    "\u1dc0-\u1dff\u20d0-\u20ff\u302a-\u302f\u3099\u309a\ufe00-\ufe0f\ufe20-\ufe2f\U000e0100-\U000e01ef"
)
_SUSPECT = re.compile(
    f"[\x00-\x08\x0e-\x1b\x7f-\x9f\xad{_MARKS}\u061c\u115f\u1160\u17b4\u17b5\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff0-\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_PILE = re.compile(f"([{_MARKS}]{{4}})[{_MARKS}]+")
"""More marks on one letter than any script needs (pointed and cantillated Hebrew has four)."""
_JOINERS = re.compile("(?<![^\\s])[\u200c\u200d]+|[\u200c\u200d]+(?![^\\s])|([\u200c\u200d])[\u200c\u200d]+")
_SPACING = re.compile("[\t\r\x0b\x0c\x1c-\x1f\u2028\u2029]")
_LINE_ENDS = re.compile("[\x0b\x0c\x1c-\x1f\u2028\u2029]")
_CUT = re.compile(r" … \[cut: [\d,]+ characters in all\]")
_LEFT_OUT = re.compile(r"and \d+ others")
_PARAGRAPH = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")


def clean_line(text: str, limit: int = TITLE_LIMIT) -> str:
    """One line of text that is safe to draw, white space folded; a longer one is cut and says by how much."""
    if len(text) <= limit and _is_plain(text):
        return _single_spaced(text)
    return _cut(" ".join(_safe(text[: limit * 8]).split()), limit, len(text))


def clean_text(text: str, limit: int = ABSTRACT_LIMIT) -> str:
    """Paragraphs of text that is safe to draw, one empty line between; cut as in `clean_line`."""
    if len(text) <= limit and _is_plain(text):
        return _single_spaced(text)
    unified = text[: limit * 8].replace("\r\n", "\n").replace("\r", "\n")
    paragraphs = (" ".join(_safe(part).split()) for part in _PARAGRAPH.split(unified))
    return _cut("\n\n".join(part for part in paragraphs if part), limit, len(text))


def clean_note(text: str, limit: int = NOTE_LIMIT) -> str:
    """A reader's own note: lines and indentation kept, all else safe to draw; cut as in `clean_line`."""
    unified = text[: limit * 8].replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ")
    lines = _LINE_ENDS.sub(" ", unified).split("\n")
    return _cut("\n".join(_safe(line).rstrip() for line in lines).strip("\n"), limit, len(text))


def clean_name(text: str) -> str:
    """One name or label, as `clean_line` leaves it; the same ones come again and again."""
    return _clean_short_name(text) if len(text) <= NAME_LIMIT else clean_line(text, NAME_LIMIT)


@lru_cache(maxsize=8192)
def _clean_short_name(text: str) -> str:
    return clean_line(text, NAME_LIMIT)


def clean_run(text: str) -> str:
    """Clean part of a longer text without stripping or cutting it; line feeds and soft hyphens stay."""
    if "\n" in text:
        return "\n".join(map(clean_run, text.split("\n")))
    if "\xad" in text:
        return "\xad".join(map(clean_run, text.split("\xad")))
    return _safe(_SPACING.sub(" ", text))


def clean_names(names: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """Names that are safe to draw; past `MOST_AUTHORS` the last one says how many are left out."""
    cleaned = [name for name in map(clean_name, names[:MOST_AUTHORS]) if name]
    left_out = len(names) - MOST_AUTHORS
    if left_out > 0:
        counted = left_out == 1 and _LEFT_OUT.fullmatch(names[-1])
        cleaned.append(names[-1] if counted else f"and {left_out} others")
    return tuple(cleaned)


def is_safe_note(text: str) -> bool:
    """Return whether a note holds nothing that acts on a terminal, so that it can be kept as it is."""
    if text.isascii() and "\r" not in text:
        return text.replace("\n", "").replace("\t", "").isprintable()
    return not (_SUSPECT.search(text) or _LINE_ENDS.search(text) or "\r" in text)


def _is_plain(text: str) -> bool:
    """Return whether a text is printable ASCII; for a long one a quarter of the time of `isprintable`."""
    return text.isascii() and not text.encode("ascii").translate(None, _PRINTABLE)


def _single_spaced(text: str) -> str:
    """Printable ASCII, whose only white space is the space, as `clean_line` leaves it."""
    return " ".join(text.split()) if "  " in text else text.strip(" ")


def _safe(text: str) -> str:
    """The text without anything that acts on a terminal."""
    if not _SUSPECT.search(text):
        return text if text.isascii() else unicodedata.normalize("NFC", text)
    spaced = re.sub(r"[\t\n\r]", " ", _LINE_ENDS.sub(" ", text))
    composed = unicodedata.normalize("NFC", spaced.translate(_UNSAFE))
    return _JOINERS.sub(r"\1", _PILE.sub(r"\1", composed))


def _cut(text: str, limit: int, original: int) -> str:
    """The text up to the limit; what has been cut before is not cut again."""
    mark = _CUT.search(text, max(0, len(text) - CUT_LENGTH))
    end = mark.start() if mark and mark.end() == len(text) else len(text)
    if end <= limit and original <= limit * 8:
        return text
    kept = text[:limit].rstrip().rstrip("\u200c\u200d").rstrip()
    return f"{kept} … [cut: {original:,} characters in all]"
