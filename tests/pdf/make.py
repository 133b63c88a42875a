"""Make the PDFs of the tests, in our own words: ``python -m tests.pdf.make``; needs reportlab."""

from __future__ import annotations

from pathlib import Path
from random import Random

from reportlab.lib.pagesizes import letter
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

FILES = Path(__file__).with_name("files")
WORDS = (
    "the river bends slowly around a low hill where reeds grow and old boats rest while wind moves".split()  # noqa: SIM905
)


def paper(
    name: str,
    title: str,
    *,
    info: str = "",
    stamp: str = "",
    doi: str = "",
    cited: str = "",
    columns: int = 1,
    pages: int = 2,
    password: str = "",
) -> None:
    """One paper of a few pages with running heads, page numbers, sections and a bibliography."""
    encrypt = StandardEncryption(password) if password else None
    canvas = Canvas(str(FILES / f"{name}.pdf"), pagesize=letter, invariant=1, encrypt=encrypt)
    if info:
        canvas.setTitle(info)
    draw = Random(name)
    for page in range(pages):
        canvas.setFont("Times-Roman", 8)
        canvas.drawString(72, 770, "Journal of Slow Water")
        canvas.drawCentredString(306, 25, str(page + 1))
        top = 740
        if not page:
            canvas.setFont("Times-Bold", 17)
            canvas.drawCentredString(306, top, title)
            canvas.setFont("Times-Roman", 11)
            canvas.drawCentredString(306, top - 24, "Ada Brook and Ben Hollow")
            top -= 50
            if doi:
                canvas.setFont("Times-Roman", 8)
                canvas.drawString(72, 40, doi)
            if stamp:
                canvas.saveState()
                canvas.translate(20, 250)
                canvas.rotate(90)
                canvas.setFont("Times-Roman", 16)
                canvas.drawString(0, 0, stamp)
                canvas.restoreState()
        _columns(canvas, draw, columns, top, page)
        if cited and page == pages - 1:
            canvas.setFont("Times-Bold", 12)
            canvas.drawString(72, 75, "References")
            canvas.setFont("Times-Roman", 10)
            canvas.drawString(
                72, 60, f"[1] Brook, A. 2019. Where the Ground Lets It. https://doi.org/{cited}"
            )
        canvas.showPage()
    canvas.save()


def _columns(canvas: Canvas, draw: Random, columns: int, top: int, page: int) -> None:
    count = 0
    for column in range(columns):
        left = 72 if not column else 320
        canvas.setFont("Times-Bold", 12)
        canvas.drawString(
            left, top, f"{page * columns + column + 1} Section {'AB'[column]} of Page {page + 1}"
        )
        canvas.setFont("Times-Roman", 10)
        for line in range(18):
            count += 1
            words = " ".join(draw.choice(WORDS) for _ in range(12 if columns == 1 else 6))
            end = "-" if line % 6 == 4 else ""
            canvas.drawString(
                left, top - 16 - 12 * line, f"{'Line' if not line % 6 else words[:1]}{count} {words}{end}"
            )


def scaled() -> None:
    """Fonts of size 1 that a matrix enlarges, a title whose lines begin with a high and a low letter."""
    canvas = Canvas(str(FILES / "scaled.pdf"), pagesize=letter, invariant=1)
    written = (
        (19, 700, "How a long river gets to"),
        (19, 678, "a sea without tides"),
        (12, 650, "Andr\u00b4e Brook"),
        (10, 600, "The first line of the text begins high, and"),
        (10, 588, "another one low, in letters of one size."),
    )
    for size, top, words in written:
        text = canvas.beginText()
        text.setFont("Times-Roman", 1)
        text.setTextTransform(size, 0, 0, size, 72, top)
        text.textOut(words)
        canvas.drawText(text)
    canvas.showPage()
    canvas.save()


def figures() -> None:
    """A figure above its caption beside a column of text, and a table below its caption."""
    canvas = Canvas(str(FILES / "figures.pdf"), pagesize=letter, invariant=1)
    canvas.setFont("Times-Bold", 17)
    canvas.drawCentredString(306, 740, "Tides in Two Harbours")
    draw = Random("figures")
    canvas.setFont("Times-Roman", 10)
    for column, top, count in ((72, 700, 45), (320, 430, 24)):
        for line in range(count):
            words = " ".join(draw.choice(WORDS) for _ in range(8))[:46]
            canvas.drawString(column, top - 12 * line, f"{words} {line}")
    canvas.setLineWidth(1)
    canvas.line(340, 520, 340, 690)
    canvas.line(340, 520, 530, 520)
    canvas.setStrokeColorRGB(0.8, 0.1, 0.1)
    canvas.bezier(340, 540, 400, 720, 450, 480, 530, 660)
    canvas.setStrokeColorRGB(0, 0, 0)
    canvas.setFont("Times-Roman", 8)
    for hour in range(0, 25, 6):
        canvas.drawCentredString(340 + hour * 7.8, 509, str(hour))
    canvas.drawString(350, 680, "level in metres")
    canvas.setFont("Times-Roman", 9)
    canvas.drawString(320, 490, "Figure 1: The level of the water in a harbour")
    canvas.drawString(320, 479, "during a day.")
    canvas.drawString(320, 128, "Table 1: Levels.")
    for top in (120, 104, 70):
        canvas.line(320, top, 540, top)
    canvas.drawString(330, 108, "harbour    low    high")
    canvas.drawString(330, 90, "north    0.3    2.1")
    canvas.drawString(330, 76, "south    0.2    1.9")
    canvas.showPage()
    canvas.save()


def turned() -> None:
    """Pages of turned text: one that the file turns back, one that it does not, and one upside down."""
    canvas = Canvas(str(FILES / "turned.pdf"), pagesize=letter, invariant=1)
    for page, (turn, angle) in enumerate(((90, 90), (0, 90), (0, 180)), 1):
        canvas.setPageRotation(turn)
        canvas.translate(612, 0 if angle == 90 else 792)
        canvas.rotate(angle)
        canvas.setFont("Times-Roman", 10)
        for line, words in enumerate(("the first line of", "the second line of", "the third line of")):
            canvas.drawString(72, 500 - 12 * line, f"{words} page {page}")
        canvas.showPage()
    canvas.save()


def main() -> None:
    FILES.mkdir(exist_ok=True)
    paper("stamped", "Slow Rivers and Their Bends", stamp="arXiv:2412.19437v1 [cs.CL] 27 Dec 2024")
    paper("doi", "Reeds of the Northern Shore", doi="https://doi.org/10.1000/jsw.2020.17")
    paper("placeholder", "Boats That Rest on Mud", doi="https://doi.org/10.1145/nnnnnnn.nnnnnnn")
    paper("cites", "Wind Over Open Water", cited="10.1000/jsw.2019.45", pages=1)
    paper("2301.01234v2", "Hills Beside a River")
    paper("info", "Ferries at Night", info="Ferries at Night")
    paper("word", "A Map of Small Harbours", info="Microsoft Word - draft7.docx")
    paper("locked", "Locked", password="secret")
    paper("columns", "Two Columns of Reeds", columns=2)
    scaled()
    figures()
    turned()
    canvas = Canvas(str(FILES / "scan.pdf"), invariant=1)
    canvas.rect(50, 50, 400, 600, fill=1)
    canvas.showPage()
    canvas.save()


if __name__ == "__main__":
    main()
