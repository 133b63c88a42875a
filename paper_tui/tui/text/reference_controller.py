"""References within the text: letters on them, cards, and jumps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual.content import Content as Shown

from paper_tui import glyphs
from paper_tui.documents.layout.line import Fill, Line
from paper_tui.documents.layout.wrapping import wrap
from paper_tui.documents.model import (
    Citation,
    Code,
    Content,
    CrossReference,
    Document,
    Equation,
    Figure,
    FootnoteMark,
    Heading,
    Image,
    Link,
    Math,
    Position,
    Reference,
    Table,
    plain_text,
)
from paper_tui.papers.paper import Paper
from paper_tui.settings import environment
from paper_tui.tui.render.styles import STATE_STYLES
from paper_tui.tui.system.browser import open_in_browser
from paper_tui.tui.text.bars import LabelBar, labels
from paper_tui.tui.text.card import Card, CardContent
from paper_tui.tui.text.paper_controller import PaperController
from paper_tui.tui.text.sight import PartInSight
from paper_tui.tui.text.text_page import TextPage

LEADING = (Link, Citation, CrossReference, FootnoteMark, Image)
_MOST_LINES = 40


@dataclass(frozen=True, slots=True)
class Target:
    """The target of a part: a position in the text, an address, or a formula's TeX."""

    title: str
    position: Position | None = None
    blocks: tuple[int, ...] = ()
    url: str = ""
    tex: str = ""


class ReferenceController:
    """Owns the letters and the target that the card shows."""

    def __init__(
        self, screen: TextPage, papers: PaperController, open_image: Callable[[int, Image], object]
    ) -> None:
        """Lead to what the text refers to.

        Args:
            screen: The page.
            papers: Finds papers of the library.
            open_image: Shows a picture of a block on the whole screen.
        """
        self._screen = screen
        self._open_image = open_image
        self._papers = papers
        self._labelled: dict[str, PartInSight] = {}
        self._targets: Sequence[Target] = ()
        self._at = 0
        self.known: dict[int, Paper] = {}
        """The papers of the library that the text refers to, by the block of each reference."""

    def ask(self, *, formulas: bool) -> None:
        """Put letters on what leads somewhere, or on formulas, to show their TeX."""
        sight = self._screen.view.sight
        wanted = Math if formulas else LEADING
        parts = [part for part in sight.parts if isinstance(part.part, wanted)] if sight else []
        if not parts:
            self._screen.notify(
                "No formula in sight." if formulas else "No reference or link in sight.", markup=False
            )
            return
        if formulas and len(parts) == 1:
            self.show(parts[0])
            return
        self._labelled = dict(zip(labels(len(parts)), parts, strict=True))
        self._screen.view.label(
            {(part.block, part.offset, part.line): label for label, part in self._labelled.items()}
        )
        purpose = "shows the TeX" if formulas else "shows where it leads"
        self._screen.query_one(LabelBar).ask(tuple(self._labelled), purpose)

    def choose(self, label: str) -> None:
        """Show the target of a letter."""
        part = self._labelled.get(label)
        if part is not None:
            self.show(part)

    def stop(self) -> None:
        """Take the letters away."""
        self._labelled = {}
        self._screen.view.label({})

    def show(self, part: PartInSight) -> None:
        """Show the card of a part, of a link out of the text its address; a picture on the whole screen."""
        if isinstance(part.part, Image):
            self._open_image(part.block, part.part)
            return
        self._targets, self._at = self._targets_of(part), 0
        if self._targets:
            self._show_card()
        else:
            self._screen.notify("This leads nowhere in this text.", markup=False)

    def use(self, purpose: str) -> None:
        """Do something with what the card shows."""
        if not self._targets:
            return
        target = self._targets[self._at]
        if purpose == "next":
            self._at = (self._at + 1) % len(self._targets)
            self._show_card()
            return
        reference = self._reference(target)
        if purpose == "copy":
            self._screen.copy(target.tex or target.url or self._text(target))
        elif purpose == "add" and reference is not None:
            self._add(reference)
        elif purpose == "open":
            self._open(target, reference)
        elif purpose == "go":
            self._go(target)

    # --- targets ---

    def _targets_of(self, part: PartInSight) -> list[Target]:
        document = self._screen.document
        match part.part:
            case Link(_, url):
                return [Target("Link", url=url)]
            case Math(tex):
                return [Target("TeX", tex=tex)]
            case Citation(_, anchors):
                found = [self._in_text(document, anchor, "Reference") for anchor in anchors]
                return [target for target in found if target is not None]
            case CrossReference(text, anchor):
                target = self._in_text(document, anchor, text)
                return [target] if target else []
            case FootnoteMark(text, anchor):
                target = self._in_text(document, anchor, f"Footnote {text}")
                return [target] if target else []
            case _:
                return []

    def _in_text(self, document: Document, anchor: str, title: str) -> Target | None:
        position = document.places.get(anchor)
        if position is None:
            return None
        shown = _title(document.blocks[position.block].content) or title
        return Target(shown, position, tuple(_blocks(document, anchor, position.block)))

    def _reference(self, target: Target) -> Reference | None:
        if target.position is None:
            return None
        content = self._screen.document.blocks[target.position.block].content
        return content if isinstance(content, Reference) else None

    # --- card ---

    def _show_card(self) -> None:
        card = self._screen.query_one(Card)
        target = self._targets[self._at]
        count = f" · {self._at + 1} of {len(self._targets)}, tab next" if len(self._targets) > 1 else ""
        card.show(CardContent(target.title + count, tuple(self._lines(target)), self._facts(target)))

    def _lines(self, target: Target) -> list[Line]:
        width = max(min(self._screen.size.width - 6, 100), 20)
        if target.position is None:
            text = target.tex or target.url
            return [Line(0, 0, (Fill(text[start:end], "code"),)) for start, end in wrap(text, width)][
                :_MOST_LINES
            ]
        typesetter = self._screen.view.typesetter
        if typesetter is None:
            return []
        first, last = target.blocks[0], target.blocks[-1]
        layout = typesetter.lay_out(width, start=first, most_lines=_MOST_LINES)
        shown = [line for line in layout.lines if line.block <= last]
        if first == 0:  # without title and authors
            shown = shown[layout.block_start(0) :]
        return shown[:_MOST_LINES]

    def _facts(self, target: Target) -> Shown:
        keys = [("enter", "go there"), ("y", "copy")] if target.position else [("y", "copy"), ("o", "open")]
        reference = self._reference(target)
        said = Shown("")
        if target.tex:
            keys = [("y", "copy")]
        if reference is not None:
            paper = self._in_library(target, reference)
            if paper is not None:
                standing = self._screen.shelf.get(paper.key).effective_state
                sign = f"{glyphs.STATES[standing]} in the library: {standing.value}"
                said = Shown.styled(sign, STATE_STYLES[standing]) + "   "
                keys.insert(0, ("o", "open"))
            elif _source(reference):
                keys.insert(0, ("a", "add to the library"))
                keys.append(("o", "browser"))
        for key, label in (*keys, ("esc", "back")):
            said = Shown.assemble(said, (key, "$accent"), " ", (label, "$muted"), "  ")
        return said

    def _in_library(self, target: Target, reference: Reference) -> Paper | None:
        known = self.known.get(target.position.block) if target.position else None
        return known or self._papers.find(reference.arxiv_id, reference.doi)

    # --- doing something ---

    def _go(self, target: Target) -> None:
        self._screen.query_one(Card).close()
        if target.position is not None:
            self._screen.jump(target.position, mark=True)
        elif target.url:
            self._open(target, None)

    def _add(self, reference: Reference) -> None:
        source = _source(reference)
        if source:
            self._screen.query_one(Card).close()
            self._screen.notify(f"Fetching {source}", markup=False)
            self._screen.host.add_paper(source)
        else:
            self._screen.notify(
                "This reference names no arXiv id or DOI to add it by; y copies it.", markup=False
            )

    def _open(self, target: Target, reference: Reference | None) -> None:
        paper = self._in_library(target, reference) if reference else None
        if paper is not None:
            self._screen.close_text()
            self._screen.host.show_paper(paper.key)
            return
        url = target.url or (_address(reference) if reference else "")
        if not url:
            self._screen.notify("No address is known; y copies it.", markup=False)
        elif open_in_browser(url, environment()):
            self._screen.notify(f"Opening {url}", markup=False)
        else:
            self._screen.copy(url)

    def _text(self, target: Target) -> str:
        document = self._screen.document
        return "\n".join(" ".join(plain_text(document.blocks[at]).split()) for at in target.blocks)


def _blocks(document: Document, anchor: str, block: int) -> list[int]:
    """The blocks that a card shows of a target: a frame whole, a heading with what follows it."""
    blocks = document.blocks
    frame = next((frame for frame in blocks[block].frames if frame.anchor == anchor), None)
    if frame is not None:
        last = block
        while last + 1 < len(blocks) and any(each.number == frame.number for each in blocks[last + 1].frames):
            last += 1
        return list(range(block, last + 1))
    if isinstance(blocks[block].content, Heading) and block + 1 < len(blocks):
        return [block, block + 1]
    return [block]


def _title(content: Content) -> str:
    """The title of a card by its target; empty if the words that refer to it say it better."""
    match content:
        case Equation(lines):
            return f"Equation {lines[0].number}".strip()
        case Figure(label=label) | Table(label=label) | Code(label=label):
            return label
        case Heading(number=number):
            return f"Section {number}" if number[:1].isdigit() else number
        case _:
            return ""


def _source(reference: Reference) -> str:
    """The source to fetch to add the paper to the library; empty if nothing identifies it."""
    if reference.arxiv_id:
        return f"arxiv:{reference.arxiv_id}"
    return f"doi:{reference.doi}" if reference.doi else ""


def _address(reference: Reference) -> str:
    if reference.url:
        return reference.url
    if reference.arxiv_id:
        return f"https://arxiv.org/abs/{reference.arxiv_id}"
    return f"https://doi.org/{reference.doi}" if reference.doi else ""
