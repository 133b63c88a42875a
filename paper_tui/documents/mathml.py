"""MathML to TeX, for formulas that come without TeX."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Final

from paper_tui.documents.html_tree import Node
from paper_tui.papers.text import clean_run

_TOKEN = re.compile(r"<(/?)(?:[\w.-]+:)?([a-zA-Z]+)((?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*)>|([^<]+)|<")
_TEX_ANNOTATION = re.compile(
    r"<(?:\w+:)?annotation\s[^>]*encoding=[\"'][^\"']*tex[^\"']*[\"'][^>]*>([^<]*)</", re.IGNORECASE
)
_HOLLOW: Final = frozenset(("annotation", "annotation-xml", "mphantom", "none", "mprescripts", "malignmark"))
_ACCENTS: Final = {
    "^": "hat", "ˆ": "hat", "~": "tilde", "˜": "tilde", "∼": "tilde", "¯": "bar", "‾": "overline",
    "ˉ": "bar", "→": "vec", "⃗": "vec", "˙": "dot", "¨": "ddot", "⏞": "overbrace", "ˇ": "check",
}  # fmt: skip
_SPECIAL: Final = {"{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "#": r"\#", "$": r"\$", "_": r"\_"}
_MOST_DEPTH = 100


def annotated_tex(markup: str) -> str:
    """Return the TeX annotation of a formula, or empty."""
    found = _TEX_ANNOTATION.search(markup)
    return unescape(found[1]).strip() if found else ""


def to_tex(markup: str) -> str:
    """Convert the content of a ``math`` element; elements without a rule become their content."""
    open_elements: list[tuple[str, str, list[str]]] = [("mrow", "", [])]
    for closing, name, attributes, text in _TOKEN.findall(markup):
        if text:
            _add_text(open_elements[-1], text)
        elif closing:
            _close(open_elements, name)
        elif name and attributes.endswith("/"):
            open_elements[-1][2].append(_made(name, attributes, []))
        elif name and len(open_elements) < _MOST_DEPTH:
            open_elements.append((name, attributes, []))
    while len(open_elements) > 1:
        _close(open_elements, open_elements[-1][0])
    return _row(open_elements[0][2])


def _add_text(element: tuple[str, str, list[str]], text: str) -> None:
    if text.strip():
        element[2].append(" ".join(unescape(text).split()) if element[0] != "mtext" else unescape(text))


def _close(open_elements: list[tuple[str, str, list[str]]], name: str) -> None:
    if len(open_elements) < 2 or all(element[0] != name for element in open_elements[1:]):
        return
    while True:
        tag, attributes, children = open_elements.pop()
        open_elements[-1][2].append(_made(tag, attributes, children))
        if tag == name or len(open_elements) < 2:
            return


def _made(tag: str, attributes: str, children: list[str]) -> str:
    if tag in _HOLLOW:
        return ""
    if tag in ("mi", "mn", "mo", "mtext", "ms"):
        return _token(tag, attributes, "".join(children))
    rule = _RULES.get(tag)
    return rule(children, attributes) if rule else _row(children)


def _token(tag: str, attributes: str, text: str) -> str:
    if tag == "mtext":
        return rf"\text{{{text}}}" if text.strip() else " "
    text = "".join(_SPECIAL.get(char, char) for char in text.strip())
    if tag == "mi" and len(text) > 1 and text.isalpha() and text.isascii():
        return rf"\mathrm{{{text}}}"
    if tag == "mi" and "bold" in attributes:
        return rf"\mathbf{{{text}}}"
    return text


def _row(children: list[str]) -> str:
    return " ".join(child for child in children if child.strip())


def _group(child: str) -> str:
    return child if len(child) == 1 else f"{{{child}}}"


def _argument(children: list[str], index: int) -> str:
    return children[index] if index < len(children) else ""


def _scripts(children: list[str], below: int, above: int) -> str:
    base = _argument(children, 0) or "{}"
    if " " in base:
        base = f"{{{base}}}"
    if below:
        base += f"_{_group(_argument(children, below))}"
    if above:
        base += f"^{_group(_argument(children, above))}"
    return base


def _over(children: list[str], _: str) -> str:
    accent = _ACCENTS.get(_argument(children, 1).strip())
    if accent:
        return rf"\{accent}{{{_argument(children, 0)}}}"
    return _scripts(children, 0, 1)


def _under(children: list[str], _: str) -> str:
    if _argument(children, 1).strip() in ("_", r"\_", "¯", "‾", "̲"):
        return rf"\underline{{{_argument(children, 0)}}}"
    return _scripts(children, 1, 0)


def _fenced(children: list[str], attributes: str) -> str:
    opening = re.search(r"open=[\"']([^\"']*)", attributes)
    closing = re.search(r"close=[\"']([^\"']*)", attributes)
    left = _SPECIAL.get(opening[1], opening[1]) if opening else "("
    right = _SPECIAL.get(closing[1], closing[1]) if closing else ")"
    inner = ", ".join(child for child in children if child.strip())
    return rf"\left{left or '.'} {inner} \right{right or '.'}"


def _multiscripts(children: list[str], _: str) -> str:
    return _scripts([*children, "", ""], 1, 2) + "".join(children[3:])


_RULES: Final[dict[str, Callable[[list[str], str], str]]] = {
    "msup": lambda children, _: _scripts(children, 0, 1),
    "msub": lambda children, _: _scripts(children, 1, 0),
    "msubsup": lambda children, _: _scripts(children, 1, 2),
    "munderover": lambda children, _: _scripts(children, 1, 2),
    "mover": _over,
    "munder": _under,
    "mmultiscripts": _multiscripts,
    "mfrac": lambda children, _: rf"\frac{{{_argument(children, 0)}}}{{{_argument(children, 1)}}}",
    "msqrt": lambda children, _: rf"\sqrt{{{_row(children)}}}",
    "mroot": lambda children, _: rf"\sqrt[{_argument(children, 1)}]{{{_argument(children, 0)}}}",
    "mfenced": _fenced,
    "mspace": lambda _children, _: " ",
    "mtd": lambda children, _: _row(children),
    "mtr": lambda children, _: " & ".join(children),
    "mlabeledtr": lambda children, _: " & ".join(children[1:]),
    "mtable": lambda children, _: r"\begin{matrix} " + r" \\ ".join(children) + r" \end{matrix}",
}


def tex_of(node: Node) -> str:
    """Return the TeX of a ``math`` element: its own verbatim, else converted from MathML."""
    tex = node.get("alttext") or annotated_tex(node.raw) or to_tex(node.raw)
    return clean_run(tex).strip()
