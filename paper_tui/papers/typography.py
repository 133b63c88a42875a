"""TeX's plain-text signs for ties, dashes and quotation marks as Unicode.

They are read only where they are meant as such: ``--help``, ``C--`` and ``10~20`` stay.
"""

from __future__ import annotations

import re

_TIE = re.compile(r"(?<=[\w.,;:)\]}’”'])~(?=[^\s~/])")
_DIGITS_BESIDE = re.compile(r"(?<=\d)~(?=\d)")
_EM = re.compile(r"(?<=[^\s-])---(?=[^\s-])|(?<=\s)---(?=\s)")
_EN = re.compile(r"(?<=[\w)\]%×’”'\"$.])--(?=[\w(\[“‘\"$`])|(?<=\s)--(?=\s)")
_QUOTED = re.compile(r"``([^`]{1,2000}?)''")
_OPENING = re.compile(r"(?<![\w`])[?!]`(?=\w)")
_LOW_QUOTED = re.compile(r"(?<![\w,]),,(?=\w)([^`',]{1,500})(?:''|``)")
_SINGLE = re.compile(r"(?<![\w`])`([^`'\n]{1,300})'(?![\w'])")


def typeset(text: str) -> str:
    """The text with ties as spaces, and TeX's dashes and quotation marks as Unicode signs."""
    if "~" in text and "://" not in text:
        text = _TIE.sub(_tie, text)
    if "--" in text:
        text = _EN.sub("–", _EM.sub("—", text))
    if ",," in text:
        text = _LOW_QUOTED.sub("„\\1“", text)
    if "`" in text:
        if "?`" in text or "!`" in text:
            text = _OPENING.sub(lambda found: "¿" if found[0] == "?`" else "¡", text)
        text = _SINGLE.sub("‘\\1’", _QUOTED.sub("“\\1”", text))
    return text


def _tie(found: re.Match[str]) -> str:
    return "~" if _DIGITS_BESIDE.match(found.string, found.start()) else " "
