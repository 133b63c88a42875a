"""Macros with arguments: how each is read."""

from __future__ import annotations

from collections.abc import Callable

from paper_tui.documents.math import environments
from paper_tui.documents.math.nodes import (
    Accent,
    Arrow,
    Brace,
    Fence,
    Fraction,
    Frame,
    Grid,
    Kind,
    Node,
    Operator,
    Phantom,
    Root,
    Row,
    Scripts,
    Space,
    Symbol,
)
from paper_tui.documents.math.reading import Reading
from paper_tui.papers.tex import to_unicode
from paper_tui.papers.tex_letters import in_alphabet
from paper_tui.papers.tex_tables import ACCENTS, ALPHABETS, SILENT

Reader = Callable[[Reading], Node | None]

IGNORED = SILENT | {
    "hline", "limits", "nolimits", "mathstrut", "strut", "hfil", "hfill", "bgroup", "egroup",
    "scriptscriptstyle", "mit", "nobreak", "allowdisplaybreaks", "null",
}  # fmt: skip
_TEXT = (
    "text", "textrm", "textit", "textbf", "textsc", "textsl", "textsf", "texttt", "textup", "textmd",
    "textnormal", "mbox", "hbox", "emph", "fbox", "intertext", "shortintertext",
)  # fmt: skip
_UPRIGHT = ("mathrm", "mathsf", "mathtt", "mathit", "mathbf", "mathnormal", "boldsymbol", "bm", "bold", "pmb",
            "ensuremath", "smash", "mathord", "mathinner", "cancel", "xcancel", "bcancel", "hl",
            "mathbfit")  # fmt: skip
_SPACED = {"mathop": Kind.OPERATOR, "mathbin": Kind.BINARY, "mathrel": Kind.RELATION,
           "mathopen": Kind.OPENING, "mathclose": Kind.CLOSING, "mathpunct": Kind.PUNCTUATION}  # fmt: skip
_WIDE_ACCENTS = (*(name for name in ACCENTS if len(name) > 2), "overrightarrow", "overleftarrow")
_ARROWS = {"xrightarrow": "→", "xleftarrow": "←", "xRightarrow": "⇒", "xleftrightarrow": "↔",
           "xmapsto": "↦", "xhookrightarrow": "↪"}  # fmt: skip


def reader(name: str) -> Reader | None:
    """The function that reads a macro's arguments; None for a macro without."""
    return _READERS.get(name)


def _fraction(*, bar: bool = True, small: bool = False, sides: str = "") -> Reader:
    def read(parser: Reading) -> Node:
        found = Fraction(parser.argument(), parser.argument(), bar=bar, small=small)
        return Fence((sides[0], sides[1]), (found,)) if sides else found

    return read


def _general_fraction(parser: Reading) -> Node:
    r"""Read ``\genfrac{left}{right}{thickness}{style}{over}{under}``."""
    left, right, thickness, _style = (parser.raw_argument().strip() for _ in range(4))
    found = Fraction(parser.argument(), parser.argument(), bar=not thickness.startswith("0"))
    sides = tuple(side.removeprefix("\\").strip(".") for side in (left, right))
    return Fence(sides, (found,)) if any(sides) else found


def _root(parser: Reading) -> Node:
    index = parser.optional()
    return Root(parser.argument(), index)


def _alphabet(alphabet: str) -> Reader:
    def read(parser: Reading) -> Node:
        return _in_alphabet(parser.argument(), alphabet)

    return read


def _in_alphabet(node: Node, alphabet: str) -> Node:
    if isinstance(node, Symbol):
        return Symbol("".join(in_alphabet(char, alphabet) for char in node.text), node.kind)
    return Row(tuple(_in_alphabet(item, alphabet) for item in node.items)) if isinstance(node, Row) else node


def _text(parser: Reading) -> Node:
    """Read a text as it is written: its spaces stay."""
    return Symbol(to_unicode(parser.raw_argument()).replace("~", " ").replace("\n", " "))


def _argument(parser: Reading) -> Node:
    return parser.argument()


def _operator_name(parser: Reading) -> Node:
    if parser.peek() == "*":
        parser.take()
        return Operator(parser.argument(), limits=True)
    return Operator(parser.argument(), limits=False)


def _spaced(kind: Kind) -> Reader:
    return lambda parser: Operator(parser.argument(), kind, limits=kind is Kind.OPERATOR)


def _accent(name: str) -> Reader:
    return lambda parser: Accent(name, parser.argument())


def _stacked(parser: Reading) -> Node:
    above = parser.argument()
    return Scripts(parser.argument(), above=above, limits=True)


def _underset(parser: Reading) -> Node:
    below = parser.argument()
    return Scripts(parser.argument(), below=below, limits=True)


def _stacked_lines(parser: Reading) -> Node:
    r"""Read the lines of ``\substack``."""
    parser.skip_space()
    parser.expect("{")
    rows = environments.read_rows(parser)
    parser.expect("}")
    return Grid(rows)


def _plain(name: str) -> Reader:
    return lambda parser: environments.read_plain(parser, name)


def _arrow(head: str) -> Reader:
    def read(parser: Reading) -> Node:
        below = parser.optional()
        return Arrow(head, parser.argument(), below)

    return read


def _coloured(parser: Reading) -> Node:
    parser.optional()
    parser.raw_argument()
    return parser.argument()


def _dropped(parser: Reading) -> None:
    """Read an argument that is not shown: a label, a colour."""
    if parser.peek() == "*":
        parser.take()
    parser.optional()
    parser.raw_argument()


def _room(parser: Reading) -> Node:
    _dropped(parser)
    return Space(1)


def _tag(parser: Reading) -> Node:
    starred = parser.peek() == "*"
    if starred:
        parser.take()
    text = to_unicode(parser.raw_argument())
    return Row((Space(4), Symbol(text if starred else f"({text})")))


def _modulus(parser: Reading) -> Node:
    return Row((Space(1), Symbol("(mod "), parser.argument(), Symbol(")", Kind.CLOSING)))


def _negated(parser: Reading) -> Node:
    found = parser.argument()
    if isinstance(found, Symbol) and len(found.text) == 1:
        return Symbol(found.text + "\u0338", found.kind)
    return Row((Symbol("¬"), found))


def _verbatim(parser: Reading) -> Node:
    return Symbol(parser.raw_argument())


_READERS: dict[str, Reader] = {
    **dict.fromkeys(_TEXT, _text),
    **dict.fromkeys(_UPRIGHT, _argument),
    **{name: _alphabet(alphabet) for name, alphabet in ALPHABETS.items()},
    **{name: _accent(name) for name in _WIDE_ACCENTS},
    **{name: _spaced(kind) for name, kind in _SPACED.items()},
    **{name: _arrow(head) for name, head in _ARROWS.items()},
    "frac": _fraction(),
    "dfrac": _fraction(),
    "cfrac": _fraction(),
    "tfrac": _fraction(small=True),
    "nicefrac": _fraction(small=True),
    "sfrac": _fraction(small=True),
    "flatfrac": _fraction(small=True),
    "binom": _fraction(bar=False, sides="()"),
    "dbinom": _fraction(bar=False, sides="()"),
    "tbinom": _fraction(bar=False, sides="()"),
    "genfrac": _general_fraction,
    "sqrt": _root,
    "operatorname": _operator_name,
    "operatornamewithlimits": lambda parser: Operator(parser.argument(), limits=True),
    "overset": _stacked,
    "stackrel": _stacked,
    "underset": _underset,
    "underbrace": lambda parser: Operator(Brace(parser.argument(), over=False), Kind.ORDINARY),
    "overbrace": lambda parser: Operator(Brace(parser.argument(), over=True), Kind.ORDINARY),
    "substack": _stacked_lines,
    **{name: _plain(name) for name in ("cases", "matrix", "pmatrix", "eqalign")},
    "boxed": lambda parser: Frame(parser.argument()),
    "phantom": lambda parser: Phantom(parser.argument()),
    "hphantom": lambda parser: Phantom(parser.argument()),
    "vphantom": lambda parser: _dropped(parser),
    "textcolor": _coloured,
    "colorbox": _coloured,
    "mathcolor": _coloured,
    "color": _dropped,
    "label": _dropped,
    "hspace": _room,
    "vspace": _dropped,
    "kern": _verbatim,
    "tag": _tag,
    "pmod": _modulus,
    "pod": _modulus,
    "not": _negated,
    "norm": lambda parser: Fence(("‖", "‖"), (parser.argument(),)),
    "abs": lambda parser: Fence(("|", "|"), (parser.argument(),)),
    "ref": _verbatim,
    "eqref": lambda parser: Symbol(f"({parser.raw_argument()})"),
    "cite": lambda parser: Symbol(f"[{parser.raw_argument()}]"),
    "url": _verbatim,
}
