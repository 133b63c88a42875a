"""SVG drawings as pixels, with Pillow: lines, curves, areas and words, as figures of papers have them.

Gradients, patterns, filters, clipping and pictures inside are left out; scripts and other files are never
looked at. Runs in the child process that decodes images, which bounds its memory and time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from math import atan2, cos, hypot, pi, sin, sqrt
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, ParseError

from paper_tui.images.pixels import ImageError
from paper_tui.images.svg_path import (
    IDENTITY,
    Matrix,
    Outline,
    Point,
    apply,
    ellipse,
    numbers,
    outlines,
    times,
    transform,
)

if TYPE_CHECKING:
    from PIL import Image, ImageFont

LONGEST_SIDE = 1_600
"""Pixels of a drawing, which has no size of its own."""
MOST_PARTS = 20_000
"""Elements, those included that are used again."""
MOST_POINTS = 100_000
"""Of all outlines."""
MOST_INK = 60_000_000
"""Pixels of all letters."""
_SMOOTH = 2_000
"""Points of an outline whose corners are rounded."""
DEEPEST = 60
_UNSEEN = frozenset(("defs", "symbol", "clippath", "mask", "marker", "pattern", "title", "desc", "metadata",
                     "style", "script", "lineargradient", "radialgradient", "filter"))  # fmt: skip
_INHERITED = ("fill", "stroke", "stroke-width", "font-size", "text-anchor", "fill-rule", "display",
              "visibility", "color", "marker-end", "opacity")  # fmt: skip
_SHADE = (190, 190, 190)
"""The colour of what is filled by a gradient or a pattern."""
_FARTHEST = 1e6
"""Pixels from the corner of a picture beyond which nothing is drawn."""
_MARGIN = 0.05
"""Share of the longer side around a drawing, since words often reach beyond what it says of itself."""
_THINNEST = 4.0
"""Pixels of a line: thinner ones would be lost where it is drawn small."""
_ARROW = 4.0
"""Length of an arrow's head in widths of its line, at least in units of the drawing."""


@dataclass(frozen=True, slots=True)
class _Style:
    """The properties of an element, with those that it inherits."""

    values: Mapping[str, str]
    matrix: Matrix = IDENTITY

    def of(self, element: Element) -> _Style:
        """The style of an element inside of one with this."""
        own = {name: value for name in _INHERITED if (value := element.get(name))}
        for declaration in element.get("style", "")[:2000].split(";"):
            name, _, value = declaration.partition(":")
            if name.strip() in _INHERITED:
                own[name.strip()] = value.strip()
        moved = transform(element.get("transform", ""))
        return _Style({**self.values, **own}, times(moved, self.matrix))

    def colour(self, name: str) -> tuple[int, int, int] | None:
        """The colour of a property; None for none."""
        value = self.values.get(name, "black" if name == "fill" else "none").strip()
        if value == "currentColor":
            value = self.values.get("color", "black")
        return None if value in ("none", "transparent", "context-stroke") else _colour(value)

    def length(self, name: str, default: float) -> float:
        """A length in pixels of the picture."""
        found = numbers(self.values.get(name, ""))
        a, b, c, d, _, _ = self.matrix
        return (found[0] if found else default) * sqrt(abs(a * d - b * c))

    @property
    def is_seen(self) -> bool:
        """True if it is drawn."""
        said = [self.values.get(name) for name in ("display", "visibility", "opacity")]
        return not {"none", "hidden", "collapse", "0", "0.0"}.intersection(filter(None, said))


def draw_svg(data: bytes) -> Image.Image:
    """Draw an SVG file, on white.

    Raises:
        ImageError: It is broken, or has nothing that is drawn here.
    """
    from PIL import Image

    root = _parsed(data)
    left, top, width, height = _view(root)
    margin = _MARGIN * max(width, height)
    left, top, width, height = left - margin, top - margin, width + 2 * margin, height + 2 * margin
    scale = LONGEST_SIDE / max(width, height)
    size = (max(round(width * scale), 1), max(round(height * scale), 1))
    drawer = _Drawer(Image.new("RGB", size, "white"), root)
    drawer.draw(root, _Style({}, (scale, 0, 0, scale, -left * scale, -top * scale)), 0)
    if not drawer.drawn:
        raise ImageError("it is an SVG drawing without anything that is drawn here")
    return drawer.image


def _parsed(data: bytes) -> Element:
    import defusedxml.ElementTree
    from defusedxml import DefusedXmlException

    try:
        root: Element = defusedxml.ElementTree.fromstring(data)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        raise ImageError("it is a broken SVG drawing") from None
    return root


def _view(root: Element) -> tuple[float, float, float, float]:
    """Left, top, width and height of a drawing, in its own units."""
    box = numbers(root.get("viewBox") or root.get("viewbox") or "")
    if len(box) == 4 and min(box[2:]) > 0:
        return box[0], box[1], box[2], box[3]
    sides = [numbers(root.get(name, "")) for name in ("width", "height")]
    width, height = (side[0] if side and "%" not in root.get(name, "") else 0.0
                     for side, name in zip(sides, ("width", "height"), strict=True))  # fmt: skip
    if width <= 0 or height <= 0:
        raise ImageError("it is an SVG drawing that does not say its size")
    return 0.0, 0.0, width, height


def _colour(value: str) -> tuple[int, int, int]:
    from PIL import ImageColor

    if value.startswith("url"):
        return _SHADE
    try:
        return ImageColor.getrgb(value[:60])[:3]
    except ValueError:
        return (0, 0, 0)


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


class _Drawer:
    """Draws elements, one over the other."""

    def __init__(self, image: Image.Image, root: Element) -> None:
        from PIL import ImageDraw

        self.image = image
        self.drawn = 0
        """Outlines and words that were drawn."""
        self._pencil = ImageDraw.Draw(image)
        self._parts = self._points = 0
        self._ink = 0.0
        self._named = {name: each for each in root.iter() if (name := each.get("id"))}

    def draw(self, element: Element, outer: _Style, depth: int) -> None:
        """Draw an element and what is in it."""
        self._parts += 1
        if self._parts > MOST_PARTS or depth > DEEPEST:
            raise ImageError("it is an SVG drawing of too many parts")
        tag, style = _tag(element), outer.of(element)
        if tag in _UNSEEN or not style.is_seen:
            return
        if tag == "use":
            self._use(element, style, depth)
        elif tag == "text":
            self._text(element, style)
        elif shape := list(_shape(tag, element)):
            self._shape(shape, style)
        else:
            for child in element:
                self.draw(child, style, depth + 1)

    def _use(self, element: Element, style: _Style, depth: int) -> None:
        name = element.get("href") or element.get("{http://www.w3.org/1999/xlink}href") or ""
        used = self._named.get(name.removeprefix("#"))
        if used is not None:
            moved: Matrix = (1, 0, 0, 1, _number(element, "x"), _number(element, "y"))
            style = replace(style, matrix=times(moved, style.matrix))
            for child in [used] if _tag(used) != "symbol" else used:
                self.draw(child, style, depth + 1)

    def _shape(self, shape: list[Outline], style: _Style) -> None:
        placed = [[apply(style.matrix, point) for point in outline] for outline in shape]
        self._points += sum(map(len, placed))
        if self._points > MOST_POINTS:
            raise ImageError("it is an SVG drawing of too many parts")
        placed = [outline for outline in placed if all(max(map(abs, point)) < _FARTHEST for point in outline)]
        fill, stroke = style.colour("fill"), style.colour("stroke")
        if fill is not None:
            self._fill([outline for outline in placed if len(outline) > 2], fill)
        if stroke is not None:
            width = max(style.length("stroke-width", 1.0), _THINNEST)
            for outline in placed:
                joint = "curve" if len(outline) < _SMOOTH else None
                self._pencil.line(outline, stroke, round(width), joint=joint)
                self.drawn += 1
            if placed and style.values.get("marker-end", "none") != "none":
                self._arrow(placed[-1], stroke, max(_ARROW * width, style.length("", _ARROW)))

    def _fill(self, shape: list[Outline], colour: tuple[int, int, int]) -> None:
        self.drawn += len(shape)
        if len(shape) == 1:
            self._pencil.polygon(shape[0], colour)
        elif shape:
            self._fill_with_holes(shape, colour)

    def _fill_with_holes(self, shape: list[Outline], colour: tuple[int, int, int]) -> None:
        """Fill what is within an odd number of outlines, as the holes of letters want it."""
        from PIL import Image, ImageChops, ImageDraw

        across = [x for outline in shape for x, _ in outline]
        down = [y for outline in shape for _, y in outline]
        left, top = max(int(min(across)), 0), max(int(min(down)), 0)
        size = (
            min(int(max(across)) + 2, self.image.width) - left,
            min(int(max(down)) + 2, self.image.height) - top,
        )
        if min(size) < 1:
            return
        mask = Image.new("1", size)
        for outline in shape:
            one = Image.new("1", size)
            ImageDraw.Draw(one).polygon([(x - left, y - top) for x, y in outline], 1)
            mask = ImageChops.logical_xor(mask, one)
        self.image.paste(colour, (left, top), mask)

    def _arrow(self, outline: Outline, colour: tuple[int, int, int], length: float) -> None:
        """The head of an arrow at the end of a line."""
        (x, y), (tip, low) = outline[-2], outline[-1]
        if hypot(tip - x, low - y) > 0:
            angle = atan2(low - y, tip - x)
            sides = [
                (tip - length * cos(angle + turn), low - length * sin(angle + turn))
                for turn in (pi / 7, -pi / 7)
            ]
            self._pencil.polygon([(tip, low), *sides], colour)

    def _text(self, element: Element, style: _Style) -> None:
        words = " ".join("".join(element.itertext()).split())[:200]
        size = style.length("font-size", 12.0)
        colour = style.colour("fill")
        if not words or colour is None or not 2 <= size <= LONGEST_SIDE:
            return
        self._ink += len(words) * size * size
        if self._ink > MOST_INK:
            raise ImageError("it is an SVG drawing of too many words")
        at: Point = apply(style.matrix, (_number(element, "x"), _number(element, "y")))
        anchor = {"middle": "ms", "end": "rs"}.get(style.values.get("text-anchor", ""), "ls")
        self._pencil.text(at, words, colour, font=_font(round(size)), anchor=anchor)
        self.drawn += 1


@lru_cache(maxsize=16)
def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """A font with Greek letters and signs where the system has one, else Pillow's, which has Latin ones."""
    from PIL import ImageFont

    try:
        return ImageFont.truetype("DejaVuSans.ttf", size)
    except OSError:
        return ImageFont.load_default(size)


def _number(element: Element, name: str) -> float:
    found = numbers(element.get(name, ""))
    return found[0] if found else 0.0


def _shape(tag: str, element: Element) -> Iterator[Outline]:
    """The outlines of an element that is a shape."""

    def value(name: str) -> float:
        return _number(element, name)

    match tag:
        case "path":
            yield from outlines(element.get("d", ""))
        case "line":
            yield [(value("x1"), value("y1")), (value("x2"), value("y2"))]
        case "polyline" | "polygon":
            found = numbers(element.get("points", ""))
            points = list(zip(found[::2], found[1::2], strict=False))
            yield [*points, *(points[:1] if tag == "polygon" else ())]
        case "rect":
            left, top = value("x"), value("y")
            right, bottom = left + value("width"), top + value("height")
            yield [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
        case "circle":
            yield ellipse(value("cx"), value("cy"), value("r"), value("r"))
        case "ellipse":
            yield ellipse(value("cx"), value("cy"), value("rx"), value("ry"))
