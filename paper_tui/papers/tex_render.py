"""Mathematics and macros to Unicode: pylatexenc reads the TeX, what it read is written out here.

pylatexenc's own output has no super- and subscripts and drops what it does not know; here every node that
is not known is kept as written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import Any

from pylatexenc.latex2text import get_default_latex_context_db
from pylatexenc.latexwalker import (
    LatexCharsNode,
    LatexEnvironmentNode,
    LatexGroupNode,
    LatexMacroNode,
    LatexMathNode,
    LatexWalker,
    LatexWalkerError,
)
from pylatexenc.macrospec import LatexContextDb, MacroSpec, std_macro

from paper_tui.papers import tex_tables as tables
from paper_tui.papers.tex_letters import accented, bracketed, in_alphabet, lowered, raised

Node = Any  # Any: pylatexenc has no types
PERCENT = "\uffff"
"""Placeholder of a percent sign while TeX is read, which would take it for the start of a comment."""


class UnreadableTexError(Exception):
    """TeX that cannot be read."""


@lru_cache(maxsize=4096)
def render_math(source: str) -> str:
    """Mathematics without its delimiters, as Unicode."""
    walker = walk(source)
    try:
        nodes, _, _ = walker.get_latex_nodes(parsing_state=walker.make_parsing_state(in_math_mode=True))
        return _Renderer(math=True).nodes(nodes).strip().replace(PERCENT, "%")
    except (LatexWalkerError, RecursionError, IndexError, AssertionError) as error:
        raise UnreadableTexError(source) from error


def render_macro(walker: Node, position: int) -> tuple[str, int]:
    """The macro that begins here, with its arguments, as Unicode; and where it ends."""
    try:
        nodes, start, length = walker.get_latex_nodes(position, read_max_nodes=1)
        return _Renderer(math=False).nodes(nodes).replace(PERCENT, "%"), start + length
    except (LatexWalkerError, RecursionError, IndexError, AssertionError) as error:
        raise UnreadableTexError from error


def render_environment(walker: Node, position: int) -> tuple[str, int]:
    """The environment that begins here as Unicode, and where it ends; mathematics only."""
    try:
        node, start, length = walker.get_latex_environment(position)
        if node.environmentname.rstrip("*") not in tables.MATH_ENVIRONMENTS:
            raise UnreadableTexError(node.environmentname)
        return _Renderer(math=True).nodes([node]).replace(PERCENT, "%"), start + length
    except (LatexWalkerError, RecursionError, IndexError, AssertionError) as error:
        raise UnreadableTexError from error


def walk(source: str) -> Node:
    """The reader of a text that pylatexenc gives, in which a percent sign is no comment."""
    return LatexWalker(source.replace("%", PERCENT), latex_context=_context(), tolerant_parsing=False)


def is_known(name: str) -> bool:
    """Return whether a macro of this name can be shown."""
    return name in _arguments() or symbol(name) is not None


@cache
def symbol(name: str) -> str | None:
    """The Unicode of a macro without arguments; None if it is unknown."""
    if name == PERCENT:
        return "%"
    for table in (tables.SYMBOLS, tables.TEXT_LETTERS, tables.SPACES, _library_symbols()):
        if name in table:
            return table[name]
    if name in tables.OPERATORS:
        return name
    return "" if name in tables.SILENT else None


@cache
def _library_symbols() -> dict[str, str]:
    """Symbols from pylatexenc: macros for one or two characters that take no argument."""
    specs = get_default_latex_context_db().iter_macro_specs()
    texts = ((spec.macroname, spec.simplify_repl) for spec in specs)
    short = {name: text for name, text in texts if isinstance(text, str) and 0 < len(text) <= 2}
    return {name: text for name, text in short.items() if "%" not in text and name not in _arguments()}


@cache
def _arguments() -> dict[str, str]:
    return dict.fromkeys((*tables.SHOWN, *tables.ACCENTS), "{") | tables.ARGUMENTS


@cache
def _context() -> Node:
    context = LatexContextDb()
    context.add_context_category("known", macros=[std_macro(*macro) for macro in _arguments().items()])
    context.set_unknown_macro_spec(MacroSpec(""))
    return context


class _Renderer:
    """Writes nodes in order, each with regard to the output before it."""

    def __init__(self, *, math: bool, alphabet: str = "") -> None:
        self._math = math
        self._out = ""
        self._after_operator = False
        self._verbatim_groups = False
        self._alphabet = alphabet
        """The one that a switch such as ``\\cal`` has chosen for the rest of the group."""

    def nodes(self, nodes: Sequence[Node]) -> str:
        """All nodes in their order."""
        script, before = "", None
        for node in _single_characters(nodes, split=self._math):
            if script and not _is(node, " "):
                self._script(script, _content(node, math=self._math))
                script = ""
            elif self._math and _is(node, "^", "_"):
                script = str(node)
            elif _is(node, ".") and _is_delimiter(before):
                pass
            elif _is(node, "(") and _is_spaced_symbol(before):
                self._write(" (")
            else:
                self._node(node)
            before = node
        return self._out + script

    def _script(self, mark: str, content: str) -> None:
        self._out = (
            self._out.rstrip(" ") if self._out.endswith(" ") and not self._after_operator else self._out
        )
        self._out += raised(content) if mark == "^" else lowered(content)

    def _node(self, node: Node) -> None:
        if isinstance(node, str):
            self._write(in_alphabet(node, self._alphabet) if self._alphabet and self._math else node)
        elif isinstance(node, LatexMacroNode):
            self._macro(node)
            return
        elif isinstance(node, LatexGroupNode):
            content = _content(node, math=self._math, alphabet=self._alphabet)
            self._write(node.latex_verbatim() if self._verbatim_groups else content)
            return
        elif isinstance(node, LatexMathNode):
            self._write(_content(node, math=True))
        elif isinstance(node, LatexEnvironmentNode):
            self._write(" ".join(_content(node, math=True).replace("&", " ").split()))
        else:
            self._write(node.latex_verbatim())
        self._verbatim_groups = False

    def _macro(self, node: LatexMacroNode) -> None:
        name = node.macroname
        self._verbatim_groups = False
        if name in _arguments():
            self._write(_with_arguments(name, _argument_texts(node, math=self._math)))
            if name.startswith("operatorname"):
                self._after_operator = True
        elif name in tables.OPERATORS:
            self._operator(str(symbol(name)))
        elif (shown := symbol(name)) is not None:
            self._symbol(node, shown)
        else:
            self._write(node.latex_verbatim())
            self._verbatim_groups = True

    def _operator(self, name: str) -> None:
        if self._out and (self._out[-1].isalnum() or self._out[-1] in ")]}|"):
            self._out += " "
        self._out += name
        self._after_operator = True

    def _symbol(self, node: LatexMacroNode, shown: str) -> None:
        """A symbol; in mathematics the space after it stays if there is one before it as well."""
        spaced = node.macro_post_space and (self._out.endswith(" ") if self._math else False)
        if self._math and node.macroname in tables.CLOSING:
            self._out = self._out.rstrip(" ")
        self._alphabet = tables.SWITCHES.get(node.macroname, self._alphabet)
        silent = node.macroname in tables.SILENT or node.macroname in tables.SPACES
        self._write(shown + (" " if spaced and not silent else ""))

    def _write(self, text: str) -> None:
        if self._after_operator and text and (text[0].isalnum() or text[0] in "√∑∏∫|‖"):
            self._out += " "
        self._after_operator = self._after_operator and not text
        if text.startswith(" ") and self._out.endswith(" "):
            text = text[1:]
        self._out += text


def _single_characters(nodes: Sequence[Node], *, split: bool) -> list[Node]:
    """The nodes, those of plain characters taken apart, so that a script finds what it belongs to."""
    found: list[Node] = []
    for node in nodes:
        if not isinstance(node, LatexCharsNode):
            found.append(node)
        elif split:
            found.extend(" ".join(("." + node.chars + ".").split())[1:-1])
        else:
            found.append(node.chars)
    return found


def _is(node: Node, *characters: str) -> bool:
    """Return whether this is one of these characters: nodes themselves cannot be compared with texts."""
    return isinstance(node, str) and node in characters


def _is_delimiter(node: Node) -> bool:
    """Return whether this announces a delimiter, which is none where a point follows."""
    return isinstance(node, LatexMacroNode) and node.macroname in ("left", "right")


def _is_spaced_symbol(node: Node) -> bool:
    """Return whether this is a letter or sign with a space behind it."""
    if not isinstance(node, LatexMacroNode) or not node.macro_post_space:
        return False
    return bool((symbol(node.macroname) or "").strip()) and node.macroname not in tables.OPERATORS


def _content(node: Node, *, math: bool, alphabet: str = "") -> str:
    """The nodes of a group, or the node itself."""
    if isinstance(node, str):
        return node
    if isinstance(node, LatexGroupNode | LatexMathNode | LatexEnvironmentNode):
        return _Renderer(math=math, alphabet=alphabet).nodes(node.nodelist)
    return _Renderer(math=math).nodes([node])


def _argument_texts(node: LatexMacroNode, *, math: bool) -> list[str]:
    """The arguments of a macro as they show; addresses and names of references as written."""
    if node.nodeargd is None:
        raise UnreadableTexError("a macro that takes arguments is one itself")
    in_math = (
        math and not node.macroname.startswith("text") and node.macroname not in ("mbox", "hbox", "emph")
    )
    if node.macroname in _VERBATIM:
        return [argument.latex_verbatim()[1:-1] for argument in node.nodeargd.argnlist if argument]
    return [_content(argument, math=in_math) if argument else "" for argument in node.nodeargd.argnlist]


def _with_arguments(name: str, texts: list[str]) -> str:
    """A macro of known arguments with these."""
    if name in tables.ACCENTS:
        return accented(name, texts[0])
    if name in tables.ALPHABETS:
        return "".join(in_alphabet(char, tables.ALPHABETS[name]) for char in texts[0])
    if name.endswith("frac"):
        return f"{bracketed(texts[0])}/{bracketed(texts[1])}"
    return _TEMPLATES[name](texts) if name in _TEMPLATES else texts[-1]


def _citation(texts: list[str]) -> str:
    """A citation: its keys between the texts before and after them."""
    *notes, cited = texts
    before, after = notes if len(notes) == 2 else ("", *notes, "")[:2]
    return f"[{' '.join(filter(None, (before, cited)))}{', ' if after else ''}{after}]"


def _root(texts: list[str]) -> str:
    under = texts[1].strip()
    shown = under if _HOLDS_TOGETHER.fullmatch(under) else f"({under})"
    return f"{raised(texts[0]) if texts[0] else ''}√{shown}"


_HOLDS_TOGETHER = re.compile(
    r"(?:\d+|\([^()]*\)|\w[\u0300-\u036f]*(?:_\w+|[\u2080-\u209c\u1d62-\u1d6a\u2c7c]*))?"
)
"""The text under a root that needs no brackets: a letter with its index, a number, a group in brackets."""


_VERBATIM = frozenset(("url", "path", "ref", "eqref", *tables.CITATIONS))
"""Macros whose arguments are addresses or names."""
_QUOTES = ("mkbibquote", "enquote", "textquote", "blockquote", "foreignquote", "hyphenquote")
_TEMPLATES: dict[str, Callable[[list[str]], str]] = {
    "sqrt": _root,
    "underbrace": lambda texts: bracketed(texts[-1]),
    "overbrace": lambda texts: bracketed(texts[-1]),
    "binom": lambda texts: f"({texts[0]} choose {texts[1]})",
    "dbinom": lambda texts: f"({texts[0]} choose {texts[1]})",
    "tbinom": lambda texts: f"({texts[0]} choose {texts[1]})",
    "texorpdfstring": lambda texts: texts[0],
    "textsuperscript": lambda texts: raised(texts[0]),
    "textsubscript": lambda texts: lowered(texts[0]),
    "overset": lambda texts: texts[1] + raised(texts[0]),
    "stackrel": lambda texts: texts[1] + raised(texts[0]),
    "underset": lambda texts: texts[1] + lowered(texts[0]),
    "xrightarrow": lambda texts: f"→{raised(texts[1])}{lowered(texts[0])}",
    "xleftarrow": lambda texts: f"←{raised(texts[1])}{lowered(texts[0])}",
    "pmod": lambda texts: f"(mod {texts[0]})",
    "not": lambda texts: unicodedata.normalize("NFC", texts[0][:1] + "\u0338" + texts[0][1:]),
    "footnote": lambda texts: f" [{texts[0].strip()}]",
    **dict.fromkeys(tables.CITATIONS, _citation),
    "eqref": lambda texts: f"({texts[0]})",
    **dict.fromkeys(_QUOTES, lambda texts: f"“{texts[-1]}”"),
    **dict.fromkeys(("foreignlanguage", "textlang"), lambda texts: texts[1]),
    "mkbibparens": lambda texts: f"({texts[0]})",
    "mkbibbrackets": lambda texts: f"[{texts[0]}]",
    "mkbibsuperscript": lambda texts: raised(texts[0]),
    **dict.fromkeys(("noopsort", "SortNoop", "noop", "thanks"), lambda _texts: ""),
    "norm": lambda texts: f"‖{texts[0]}‖",
    "abs": lambda texts: f"|{texts[0]}|",
    "hspace": lambda _texts: " ",
    "vspace": lambda _texts: " ",
    "color": lambda _texts: "",
    "SI": lambda texts: f"{texts[0]} {texts[1]}",
    "qty": lambda texts: f"{texts[0]} {texts[1]}",
}
