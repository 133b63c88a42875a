"""Writes the two long papers and converts all papers to HTML, as arXiv does, with Debian's latexml.

    python -m tests.documents.papers.make FOLDER

The long papers are put together from the pieces below by a fixed seed: some 40 pages each, with whatever
is nasty to read. The pages are kept compressed; `paper-tui text` reads them so.
"""

# ruff: noqa: E501 - lines of LaTeX are clearer whole

from __future__ import annotations

import gzip
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
WHO = (
    "the harbour master", "a patient observer", "the second crew", "every gauge on the quay", "the old almanac",
    "an unmarked buoy", "the night watch", "our smallest instrument", "the pilot's apprentice", "the northern mole",
    "a careful reader", "the tide table", "the keeper of the light", "one of the ferries", "the wet half of the map",
)  # fmt: skip
DOES = (
    "records", "leaves out", "confirms", "contradicts", "smooths", "repeats", "explains", "hides", "delays",
    "measures twice", "rounds off", "outlives", "borrows", "interrupts", "doubles",
)  # fmt: skip
WHAT = (
    "the height of the evening water", "a drift of several degrees", "what the barometer had announced",
    "the third reading of the day", "an error that nobody had looked for", "the slow part of the signal",
    "the distance between two lamps", "every wave shorter than a boat", "a rumour about the sand bank",
    "the difference of the two clocks", "half of the expected swell", "the colour of the water at noon",
    "the remainder after subtraction", "an agreement made in winter", "the cost of a second mooring",
)  # fmt: skip
WHEN = (
    "before the ice comes", "whenever the wind backs", "in nine years out of ten", "as far as the records go",
    "without anybody's order", "at the turn of the tide", "for reasons given below", "after a correction",
    "unless the lock is closed", "by a margin too small to print", "under a falling glass", "on most mornings",
)  # fmt: skip
NAMES = (
    "A. Quay", "B. Lichter", "C. Ó Cuain", "D. Đurić", "أمين البحر", "דליה ים", "海野 正", "潮田 美咲", "강물결",
    "E. Şahil", "F. Núñez-Mar", "G. van der Kade", "Σ. Λιμάνης", "Н. Причалов",
)  # fmt: skip
MATHS = (
    r"x_{%d}", r"\alpha_{%d}+\beta", r"\frac{%d}{n+1}", r"\sqrt{h^2+%d}", r"\mathbb{E}[Y_{%d}\mid X]",
    r"\sum_{i=1}^{%d} a_i b_i", r"\hat{\theta}_{%d}", r"f\colon\mathbb{R}^{%d}\to\mathbb{R}", r"\lVert u\rVert_{%d}",
    r"\Delta t<%d\,\mathrm{s}", r"A_{ij}^{(%d)}", r"\mathcal{O}(n^{%d})", r"e^{-\lambda/%d}", r"P(X>%d)\leq\varepsilon",
)  # fmt: skip


class Writer:
    """Puts a paper together."""

    def __init__(self, seed: int) -> None:
        self.pick = random.Random(seed)
        self.count = 0

    def number(self) -> int:
        self.count += 1
        return self.count

    def sentence(self) -> str:
        some = self.pick.choice
        text = f"{some(WHO)} {some(DOES)} {some(WHAT)}"
        if self.pick.random() < 0.5:
            text += f" {some(WHEN)}"
        if self.pick.random() < 0.3:
            text += f", so that ${self.math()}$ holds"
        if self.pick.random() < 0.15:
            text += rf" \cite{{r{self.pick.randrange(40)}}}"
        if self.pick.random() < 0.06:
            text += rf"\footnote{{{self.words(8)} In it, ${self.math()}$.}}"
        return f"{text[0].upper()}{text[1:]}."

    def words(self, most: int) -> str:
        text = f"{self.pick.choice(WHO)} {self.pick.choice(DOES)} {self.pick.choice(WHAT)}"
        return " ".join(text.capitalize().split()[:most]) + "."

    def math(self) -> str:
        return self.pick.choice(MATHS) % self.pick.randrange(1, 99)

    def paragraph(self) -> str:
        return " ".join(self.sentence() for _ in range(self.pick.randrange(4, 9)))

    def equations(self) -> str:
        lines = r"\\".join(
            f"{self.math()} &= {self.math()}+{self.math()}" for _ in range(self.pick.randrange(1, 5))
        )
        kind = self.pick.choice(("align", "align*", "subequations"))
        if kind == "subequations":
            return rf"\begin{{subequations}}\begin{{align}}{lines}\end{{align}}\end{{subequations}}"
        return rf"\begin{{{kind}}}{lines}\end{{{kind}}}"

    def lists(self, depth: int = 0) -> str:
        kind = self.pick.choice(("itemize", "enumerate", "description"))
        label = {"description": lambda: f"[{{{self.pick.choice(WHEN)} ${self.math()}$}}]"}.get(
            kind, lambda: ""
        )
        items = []
        for _ in range(self.pick.randrange(2, 4)):
            inner = self.lists(depth + 1) if depth < 3 and self.pick.random() < 0.5 else ""
            items.append(rf"\item{label()} {self.sentence()} {inner}")
        return rf"\begin{{{kind}}}{' '.join(items)}\end{{{kind}}}"

    def figure(self) -> str:
        panels = "".join(
            rf"\begin{{subfigure}}{{.3\textwidth}}\includegraphics{{p{self.number()}.png}}"
            rf"\caption{{{self.words(9)} ${self.math()}$}}\end{{subfigure}}"
            for _ in range(self.pick.randrange(0, 5))
        )
        body = panels or rf"\includegraphics{{f{self.number()}.png}}"
        note = rf"\footnote{{{self.words(7)}}}" if self.pick.random() < 0.4 else ""
        return rf"\begin{{figure}}{body}\caption{{{self.words(12)} Shown is ${self.math()}$.{note}}}\end{{figure}}"

    def table(self) -> str:
        rows = []
        for _ in range(self.pick.randrange(3, 7)):
            if self.pick.random() < 0.3:
                rows.append(rf"\multicolumn{{2}}{{c}}{{{self.words(3)}}} & ${self.math()}$ & {self.number()}")
            else:
                rows.append(
                    rf"{self.words(2)} & {self.number()}.{self.number()} & ${self.math()}$ & {self.words(4)}"
                )
        first = rf"\multirow{{2}}{{*}}{{both}} & left & right & ${self.math()}$\\ & {self.number()} & \multicolumn{{2}}{{r}}{{wide}}"
        body = r"\\".join([first, *rows])
        return rf"\begin{{table}}\caption{{{self.words(10)}}}\begin{{tabular}}{{lccr}}\hline {body}\\ \hline\end{{tabular}}\end{{table}}"

    def algorithm(self) -> str:
        steps = "\n".join(f"{'    ' * (place % 3)}set ${self.math()}$ to {place}" for place in range(6))
        return (
            rf"\begin{{algorithm}}\caption{{{self.words(6)}}}"
            "\n\\begin{lstlisting}[mathescape,numbers=left]\n"
            + steps
            + "\n\\end{lstlisting}\n\\end{algorithm}"
        )

    def theorem(self) -> str:
        return (
            rf"\begin{{claim}}[{self.words(3)}] {self.sentence()} \[ {self.math()}={self.math()} \] \end{{claim}}"
            rf"\begin{{proof}} {self.paragraph()} \end{{proof}}"
        )

    def quotation(self) -> str:
        return rf"\begin{{quotation}} {self.sentence()}\par {self.sentence()} \end{{quotation}}"

    def section(self, title: str, parts: int) -> Iterator[str]:
        yield rf"\section{{{title}}}"
        extras = (
            self.equations,
            self.lists,
            self.figure,
            self.table,
            self.algorithm,
            self.theorem,
            self.quotation,
        )
        for _ in range(parts):
            yield rf"\subsection{{{self.words(5)[:-1]}}}"
            for _ in range(4):
                yield self.paragraph()
                yield self.pick.choice(extras)()


def long_paper(seed: int, title: str, sections: int) -> str:
    writer = Writer(seed)
    pick = writer.pick
    authors = r" \and ".join(pick.sample(NAMES, 6))
    body = [
        piece for count in range(sections) for piece in writer.section(f"Part {count + 1} of the record", 4)
    ]
    body += [r"\appendix", *writer.section("Tables of the second kind", 3)]
    entries = [
        rf"\bibitem{{r{count}}} {', '.join(pick.sample(NAMES, 2))}. \newblock {writer.words(7)[:-1]}. \newblock "
        + pick.choice(
            (
                rf"{{\em Harbour Letters}}, {1950 + count}. \newblock doi:10.1000/hl.{count}.",
                rf"arXiv:{1501 + count % 9}.{10000 + count}, {1980 + count}.",
                rf"\url{{https://example.org/r_{count}}}, {1970 + count}.",
            )
        )
        for count in range(40)
    ]
    return "\n\n".join(
        [
            r"\documentclass{article}\usepackage{amsmath,amssymb,amsthm,graphicx,subcaption,listings,multirow,hyperref,float}",
            r"\newfloat{algorithm}{htbp}{loa}\floatname{algorithm}{Algorithm}\newtheorem{claim}{Claim}[section]",
            rf"\title{{{title}}}\author{{{authors}}}\begin{{document}}\maketitle",
            rf"\begin{{abstract}}{writer.paragraph()}\end{{abstract}}",
            *body,
            r"\begin{thebibliography}{99}",
            *entries,
            r"\end{thebibliography}\end{document}",
        ]
    )


def convert(source: Path, folder: Path) -> None:
    """Convert one paper; the page is compressed without a time, so that it is the same each time."""
    page = folder / f"{source.stem}.html"
    command = ["latexmlc", "--pmml", "--mathtex", "--format=html5", f"--dest={page}", str(source)]
    subprocess.run(command, check=False, capture_output=True)  # its exit code counts warnings too
    if "ltx_bibliography" not in page.read_text("utf-8"):
        raise SystemExit(f"{source.name} was not converted to its end")
    (HERE / f"{source.stem}.html.gz").write_bytes(gzip.compress(page.read_bytes(), 9, mtime=0))


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for seed, name, title, sections in (
        (20, "harbour", "Forty Winters of a Harbour", 5),
        (7, "almanac", "An Almanac Read Against the Tide", 6),
    ):
        (folder / f"{name}.tex").write_text(long_paper(seed, title, sections), "utf-8")
        convert(folder / f"{name}.tex", folder)
    for source in sorted(HERE.glob("*.tex")):
        convert(source, folder)


if __name__ == "__main__":
    main()
