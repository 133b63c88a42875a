"""TeX's macros in mathematics: their characters, their class, and which take limits."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from paper_tui.documents.math.nodes import Kind, Symbol
from paper_tui.papers.tex_render import symbol as unicode_symbol
from paper_tui.papers.tex_tables import OPERATORS, SPACES

_BINARY = frozenset("+-−±∓×⋅·∗*∘∙•∪∩⊕⊗⊖⊙⊘∧∨∖⊎⊓⊔÷†‡⋆≀⋄△▽◁▷⊲⊳⨿∔⊞⊠⊡")
_ORDINARY = frozenset("∂∇∞∀∃∄∅¬√∠∡⊤⊥□◇♯♭♮℘ℓ|‖/\\")
_RELATION = frozenset(":⊢⊣⊨⊩∣∤∥∦⌢⌣⋈")
_PUNCTUATION = frozenset(",;")
_OPENING = frozenset("([{⟨⌈⌊⟦⎰")
_CLOSING = frozenset(")]}⟩⌉⌋⟧⎱!")
_ARROWS = (range(0x2190, 0x2200), range(0x27F0, 0x2800), range(0x2900, 0x2980))
_INTEGRALS = frozenset("∫∬∭∮∯∰")
_LARGE = frozenset("∑∏∐⋃⋂⨆⨅⋁⋀⨁⨂⨀⨄") | _INTEGRALS
_WITH_LIMITS = frozenset(
    [
        "max",
        "min",
        "sup",
        "inf",
        "lim",
        "limsup",
        "liminf",
        "argmax",
        "argmin",
        "det",
        "gcd",
        "Pr",
        "injlim",
        "projlim",
        "varlimsup",
        "varliminf",
    ]
)
_BIG = {
    "bigcup": "⋃", "bigcap": "⋂", "bigvee": "⋁", "bigwedge": "⋀", "bigoplus": "⨁", "bigotimes": "⨂",
    "bigodot": "⨀", "biguplus": "⨄", "bigsqcup": "⨆", "coprod": "∐", "iint": "∬", "iiint": "∭", "oint": "∮",
    "sum": "∑", "prod": "∏", "int": "∫",
}  # fmt: skip
_NAMES = {"limsup": "lim sup", "liminf": "lim inf", "argmax": "arg max", "argmin": "arg min"}
_WIDTHS = {"quad": 2, "qquad": 4, "enspace": 1, "!": 0, "-": 0, "@": 0, "/": 0, "noindent": 0}
_MORE = {
    "qed": Symbol("∎"),
    "qedhere": Symbol("∎"),
    "colon": Symbol(":", Kind.PUNCTUATION),
    "mid": Symbol("|", Kind.RELATION),
    "nobreakspace": None,
}


def space_width(name: str) -> int | None:
    """Cells of a macro that only makes room; None for any other."""
    if name in _WIDTHS:
        return _WIDTHS[name]
    return 1 if name in SPACES or name in ("medspace", "thickspace", "nobreakspace", "~") else None


@lru_cache(maxsize=4096)
def macro_symbol(name: str) -> Symbol | None:
    """The symbol of a macro without arguments; None where it is not known."""
    if name in _MORE:
        return _MORE[name]
    if name in _BIG:
        return character(_BIG[name])
    if name in OPERATORS or name in _WITH_LIMITS:
        kind = Kind.BINARY if name in ("bmod", "mod") else Kind.OPERATOR
        return Symbol(_NAMES.get(name, name.removeprefix("b")), kind, limits=name in _WITH_LIMITS)
    text = unicode_symbol(name)
    if not text:
        return None
    return character(text) if len(text) == 1 else Symbol(text)


@lru_cache(maxsize=4096)
def character(char: str) -> Symbol:
    """A character as TeX classifies it."""
    if char in _LARGE:
        return Symbol(char, Kind.OPERATOR, limits=char not in _INTEGRALS)
    for kind, members in (
        (Kind.BINARY, _BINARY),
        (Kind.PUNCTUATION, _PUNCTUATION),
        (Kind.OPENING, _OPENING),
        (Kind.CLOSING, _CLOSING),
        (Kind.RELATION, _RELATION),
    ):
        if char in members:
            return Symbol("−" if char == "-" else char, kind)
    return Symbol(char, Kind.RELATION if _is_relation(char) else Kind.ORDINARY)


def _is_relation(char: str) -> bool:
    if any(ord(char) in arrows for arrows in _ARROWS):
        return True
    return unicodedata.category(char) == "Sm" and char not in _ORDINARY
