"""Formulas as pictures: each case in `pictures.txt` is a formula and how it is drawn."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from paper_tui.documents.math import display, in_line

WIDE = 80
PICTURES = Path(__file__).with_name("pictures.txt").read_text("utf-8")
CASES = re.findall(r"^% (\S.*)\n((?:(?!%).*\n)*)", PICTURES, re.MULTILINE)


def picture(tex: str, width: int = WIDE) -> str:
    """The rows of a formula, the one on the line of text marked."""
    formula = display(tex, width)
    rows = [("> " if at == formula.baseline else "  ") + row for at, row in enumerate(formula.rows)]
    return "\n".join(row.rstrip() for row in rows)


@pytest.mark.parametrize(("tex", "expected"), CASES, ids=[tex for tex, _ in CASES])
def test_a_formula_is_drawn_as_its_picture(tex: str, expected: str) -> None:
    assert picture(tex) == expected.rstrip("\n")
    assert display(tex, WIDE).is_drawn


@pytest.mark.parametrize(
    ("tex", "line"),
    [
        (r"\mystery{a}{b}+\frac{c}{d}", r"\mystery{a}{b}+c/d"),
        (r"x_{", "x_{"),
        ("{" * 100 + "x" + "}" * 100, "x"),
    ],
    ids=["unknown macro", "open group", "deep"],
)
def test_a_formula_without_a_picture_is_one_line_with_all_its_tokens(tex: str, line: str) -> None:
    assert display(tex, WIDE).rows == (line,)


def test_a_wide_formula_is_broken_before_relations_and_operators() -> None:
    assert picture(r"f(x) = \frac{aaaaaaaaaa}{b} + cccccccc + dddddd = e", 30) == (
        "         aaaaaaaaaa\n> f(x) = ────────── + cccccccc\n             b\n\n      + dddddd = e"
    )


def test_a_formula_too_wide_to_break_is_one_line() -> None:
    formula = display(r"\frac{aaaaaaaaaaaaaaaaaaaaaaaaa}{b}", 20)
    assert formula.rows == ("aaaaaaaaaaaaaaaaaaaaaaaaa/b",)
    assert not formula.is_drawn


def test_line_breaks_that_tex_ignores_are_not_shown() -> None:
    assert picture("\\mathrm%\n{a}+b") == "> a + b"
    assert in_line("\\mathrm%\n{a}+b\\%") == "a+b%"


def test_a_huge_formula_is_its_tex() -> None:
    tex = "x+" * 500_000
    assert display(tex, WIDE).rows == (tex,)


ATOMS = st.sampled_from(
    ["alpha", "k1", "beta", "w7", r"\text{gamma ray}", r"\mathrm{delta}", r"\operatorname{eps}"]
)
FORMULAS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.builds(r"\frac{{{}}}{{{}}}".format, inner, inner),
        st.builds(r"\sqrt[{}]{{{}}}".format, inner, inner),
        st.builds(r"{{{}}}^{{{}}}_{{{}}}".format, inner, inner, inner),
        st.builds(r"\sum_{{{}}}^{{{}}} {}".format, inner, inner, inner),
        st.builds(r"\left( {} \middle| {} \right]".format, inner, inner),
        st.builds(r"\begin{{cases}} {} & {} \\ {} \end{{cases}}".format, inner, inner, inner),
        st.builds(r"\begin{{bmatrix}} {} & {} \\ {} & {} \end{{bmatrix}}".format, inner, inner, inner, inner),
        st.builds(r"\underbrace{{{}}}_{{{}}}".format, inner, inner),
        st.builds(r"\overset{{{}}}{{{}}} = \widehat{{{}}}".format, inner, inner, inner),
        st.builds(r"\xrightarrow[{}]{{{}}}".format, inner, inner),
        st.builds(r"{} & = {} \\ & + {}".format, inner, inner, inner),
    ),
    max_leaves=8,
)
PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉ᵃᵇᵈᵉᵍʰˡᵐᵖʳˢᵗʷᵏʸᵝₐₑₕₖₗₘₚₛₜₓᵦᵣ",
                      "01234567890123456789abdeghlmprstwkybaehklmpstxbr")  # fmt: skip


@given(FORMULAS, st.sampled_from([24, 40, 80, 4000]))
def test_no_letter_of_a_formula_is_lost(tex: str, width: int) -> None:
    formula = display(tex, width)
    drawn = "".join(formula.rows).translate(PLAIN)
    without_names = re.sub(r"\\(?:begin|end)\{\w+\}|\\[a-z]+", "", tex)
    for letter in set("abcdefghijklmnopqrstuvwxyz0123456789"):
        assert drawn.count(letter) >= without_names.count(letter), (letter, formula.rows)
    assert not formula.is_drawn or {cell_len(row) for row in formula.rows} == {formula.width}
    assert not formula.is_drawn or formula.width <= width


@given(st.text(st.sampled_from("\\{}[]^_&'% abfrcsqt1+=()|\n中\u0301"), max_size=60), st.integers(1, 90))
def test_any_text_is_shown_in_lines_of_one_width(tex: str, width: int) -> None:
    formula = display(tex, width)
    assert 0 <= formula.baseline < len(formula.rows)
    assert "\n" not in "".join(formula.rows)
    assert not formula.is_drawn or {cell_len(row) for row in formula.rows} == {formula.width}
