"""Environments in mathematics: matrices, cases, aligned equations."""

from __future__ import annotations

import re

from paper_tui.documents.math.nodes import Fence, Grid, Node, Row, Symbol, UnsupportedTexError
from paper_tui.documents.math.reading import Reading
from paper_tui.papers.tex import to_unicode

_FENCED = {
    "matrix": "", "pmatrix": "()", "bmatrix": "[]", "Bmatrix": "{}", "vmatrix": "||", "Vmatrix": "‖‖",
    "smallmatrix": "", "psmallmatrix": "()", "bsmallmatrix": "[]",
}  # fmt: skip
_CASES = {"cases": ("{", ""), "dcases": ("{", ""), "rcases": ("", "}")}
_EQUATIONS = frozenset(
    [
        "aligned",
        "align",
        "split",
        "alignat",
        "alignedat",
        "flalign",
        "eqnarray",
        "equation",
        "displaymath",
        "math",
        "eqalign",
    ]
)
_CENTRED = frozenset(["gathered", "gather", "multline", "multlined", "subarray"])
_WITH_ARGUMENT = frozenset(["alignat", "alignedat", "array", "darray", "subarray", "tabular"])
_ROW_ENDS = ("\\\\", "\\cr")


def read(parser: Reading) -> Node:
    r"""Read an environment whose ``\begin`` was consumed."""
    written = parser.raw_argument()
    name = written.removesuffix("*")
    parser.optional()
    columns = _columns(parser.raw_argument()) if name in _WITH_ARGUMENT else ""
    rows = read_rows(parser)
    parser.expect("\\end")
    if parser.raw_argument() != written:
        raise UnsupportedTexError(f"\\begin{{{written}}}")
    found = _node(name, rows, columns)
    if found is None:
        raise UnsupportedTexError(f"\\begin{{{written}}}")
    return found


def _node(name: str, rows: tuple[tuple[Node, ...], ...], columns: str) -> Node | None:
    if name in _FENCED:
        sides, grid = _FENCED[name], Grid(rows)
        return Fence((sides[0], sides[1]), (grid,)) if sides else grid
    if name in _CASES:
        return Fence(_CASES[name], (Grid(rows, "l"),))
    if name in _EQUATIONS:
        return equations(rows)
    if name in _CENTRED:
        return Grid(rows, "c")
    return Grid(rows, columns or "c") if name in ("array", "darray", "tabular") else None


def read_plain(parser: Reading, name: str) -> Node:
    r"""Read the argument of a macro of plain TeX that LaTeX has as an environment: ``\pmatrix{1&0\cr}``."""
    parser.skip_space()
    parser.expect("{")
    rows = _plain_cases(parser) if name == "cases" else read_rows(parser)
    parser.expect("}")
    found = _node(name, rows, "")
    if found is None:
        raise UnsupportedTexError(name)
    return found


def _plain_cases(parser: Reading) -> tuple[tuple[Node, ...], ...]:
    """Read rows of a formula and words, which stand for themselves in plain TeX."""
    rows: list[tuple[Node, ...]] = []
    while True:
        cells: list[Node] = [parser.row()]
        if parser.peek() == "&":
            parser.take()
            cells.append(Symbol(to_unicode(_words(parser)).strip()))
        rows.append(tuple(cells))
        if parser.peek() not in _ROW_ENDS:
            return tuple(rows)
        parser.take()
        parser.skip_space()
        if parser.peek() == "}":
            return tuple(rows)


def _words(parser: Reading) -> str:
    """The source up to the end of a row or a group."""
    words, depth = "", 0
    while (lexeme := parser.peek()) and (depth or lexeme not in ("}", *_ROW_ENDS)):
        depth += (lexeme == "{") - (lexeme == "}")
        words += parser.take()
    return words


def equations(rows: tuple[tuple[Node, ...], ...]) -> Node:
    """Rows of equations, aligned at their relations."""
    if len(rows) == 1 and len(rows[0]) == 1:
        return rows[0][0]
    return Grid(rows, "rl", gap=0)


def read_rows(parser: Reading) -> tuple[tuple[Node, ...], ...]:
    """Read cells and rows up to what ends them; an empty last row is none."""
    rows: list[tuple[Node, ...]] = []
    cells: list[Row] = []
    while True:
        cells.append(parser.row())
        lexeme = parser.peek()
        if lexeme == "&":
            parser.take()
        elif lexeme in _ROW_ENDS:
            parser.take()
            _skip_row_options(parser)
            rows.append(tuple(cells))
            cells = []
        else:
            break
    if len(cells) > 1 or not rows or cells[0].items:
        rows.append(tuple(cells))
    return tuple(rows)


def _skip_row_options(parser: Reading) -> None:
    r"""Skip a star and a measure after a line break, as in ``\\[2pt]``."""
    if parser.peek() == "*":
        parser.take()
    parser.skip_length()


def _columns(specification: str) -> str:
    """The columns of an array's argument: letters l, c, r with lines as ``|`` before them."""
    without_measures = re.sub(r"[@!><]?\{[^{}]*\}", "", specification).replace("p", "l")
    known = "".join(char for char in without_measures if char in "lcr|")
    return known if known.strip("|") else "c"
