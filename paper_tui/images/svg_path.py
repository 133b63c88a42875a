"""Outlines of SVG as points: the data of paths, and curves in straight pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from math import atan2, ceil, cos, hypot, pi, sin, sqrt

Point = tuple[float, float]
Outline = list[Point]
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
PIECES = 12
"""Straight pieces of a curve."""
MOST_POINTS = 200_000
_TOKEN = re.compile(r"([MmLlHhVvCcSsQqTtAaZz])|(-?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?)")
_ARGUMENTS = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "q": 4, "t": 2, "a": 7, "z": 0}
_TRANSFORM = re.compile(r"(matrix|translate|scale|rotate|skewX|skewY)\s*\(([^()]{0,200})\)")


def numbers(text: str) -> list[float]:
    """The numbers of a list in an attribute."""
    return [float(found[2]) for found in _TOKEN.finditer(text) if found[2]]


def times(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that applies one, and then another."""
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (
        *(a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j),
        *(e * g + f * i + k, e * h + f * j + m),
    )


def apply(matrix: Matrix, point: Point) -> Point:
    """A point as a matrix moves it."""
    a, b, c, d, e, f = matrix
    x, y = point
    return a * x + c * y + e, b * x + d * y + f


def transform(text: str) -> Matrix:
    """The matrix of a ``transform`` attribute."""
    found = IDENTITY
    for name, values in _TRANSFORM.findall(text[:2000]):
        found = times(_matrix(name, numbers(values)), found)
    return found


def _matrix(name: str, values: list[float]) -> Matrix:
    x = values[0] if values else 0.0
    y = values[1] if len(values) > 1 else None
    angle = x * pi / 180
    match name:
        case "matrix" if len(values) == 6:
            return (values[0], values[1], values[2], values[3], values[4], values[5])
        case "translate":
            return (1, 0, 0, 1, x, y or 0.0)
        case "scale":
            return (x, 0, 0, x if y is None else y, 0, 0)
        case "rotate":
            turn: Matrix = (cos(angle), sin(angle), -sin(angle), cos(angle), 0, 0)
            centre = (values[1], values[2]) if len(values) > 2 else (0.0, 0.0)
            moved = times((1, 0, 0, 1, -centre[0], -centre[1]), turn)
            return times(moved, (1, 0, 0, 1, *centre))
        case "skewX":
            return (1, 0, sin(angle) / (cos(angle) or 1), 1, 0, 0)
        case "skewY":
            return (1, sin(angle) / (cos(angle) or 1), 0, 1, 0, 0)
        case _:
            return IDENTITY


def ellipse(x: float, y: float, across: float, down: float) -> Outline:
    """An ellipse around a point."""
    steps = PIECES * 4
    return [
        (x + across * cos(2 * pi * at / steps), y + down * sin(2 * pi * at / steps))
        for at in range(steps + 1)
    ]


def outlines(data: str) -> list[Outline]:
    """The outlines of a path's data, as far as it is sound; those that are closed end where they begin."""
    pen = _Pen()
    for command, values in _commands(data):
        pen.draw(command, values)
        if pen.count > MOST_POINTS:
            break
    return [each for each in pen.outlines if len(each) > 1]


def _commands(data: str) -> Iterator[tuple[str, list[float]]]:
    """The commands of a path with their numbers; a repeated one is written once only."""
    command, values = "", list[float]()
    for letter, number in _TOKEN.findall(data):
        if letter:
            command, values = letter, []
            if letter in "Zz":
                yield letter, []
            continue
        values.append(float(number))
        if command and len(values) == _ARGUMENTS[command.lower()]:
            yield command, values
            command = {"M": "L", "m": "l"}.get(command, command)
            values = []


class _Pen:
    """Draws commands one after the other."""

    def __init__(self) -> None:
        self.outlines: list[Outline] = []
        self.count = 0
        self._at: Point = (0.0, 0.0)
        self._control: Point | None = None
        self._last = ""

    def draw(self, command: str, values: list[float]) -> None:
        """Draw a command."""
        kind = command.lower()
        if kind == "z":
            self._close()
        elif kind == "a":
            end = self._point(command, values[5:])
            self._add(_arc(self._at, end, values))
        elif kind in "hv":
            base = (self._at if command.islower() else (0.0, 0.0))["hv".index(kind)] + values[0]
            self._add([(base, self._at[1]) if kind == "h" else (self._at[0], base)])
        else:
            points = [self._point(command, values[at : at + 2]) for at in range(0, len(values), 2)]
            self._curve(kind, points)
        self._last = kind

    def _curve(self, kind: str, points: list[Point]) -> None:
        if kind == "m":
            self._at = points[0]
            self.outlines.append([points[0]])
        elif kind == "l":
            self._add(points)
        else:
            if kind in "st":
                points.insert(0, self._mirrored("cs" if kind == "s" else "qt"))
            self._control = points[-2]
            self._add(_bezier([self._at, *points]))

    def _mirrored(self, kinds: str) -> Point:
        if self._control is None or self._last not in kinds:
            return self._at
        return 2 * self._at[0] - self._control[0], 2 * self._at[1] - self._control[1]

    def _point(self, command: str, values: list[float]) -> Point:
        x, y = self._at if command.islower() else (0.0, 0.0)
        return x + values[0], y + values[1]

    def _add(self, points: Outline) -> None:
        if not self.outlines:
            self.outlines.append([self._at])
        self.outlines[-1] += points
        self.count += len(points)
        self._at = points[-1]

    def _close(self) -> None:
        if self.outlines:
            first = self.outlines[-1][0]
            self._add([first])
            self.outlines.append([first])


def _bezier(points: Outline) -> Outline:
    """A curve of two or three control points, by dividing between them."""
    found = []
    for step in range(1, PIECES + 1):
        share, level = step / PIECES, points
        while len(level) > 1:
            level = [
                (x + (right - x) * share, y + (low - y) * share) for (x, y), (right, low) in pairwise(level)
            ]
        found.append(level[0])
    return found


def _arc(start: Point, end: Point, values: list[float]) -> Outline:
    """An arc of an ellipse, by its centre as the specification computes it."""
    across, down, angle = abs(values[0]), abs(values[1]), values[2] * pi / 180
    large, sweep = bool(values[3]), bool(values[4])
    if not across or not down or start == end:
        return [end]
    half = ((start[0] - end[0]) / 2, (start[1] - end[1]) / 2)
    x = cos(angle) * half[0] + sin(angle) * half[1]
    y = -sin(angle) * half[0] + cos(angle) * half[1]
    grow = max(hypot(x / across, y / down), 1.0)
    across, down = across * grow, down * grow
    under = (across * down) ** 2 - (across * y) ** 2 - (down * x) ** 2
    factor = sqrt(max(under, 0.0) / ((across * y) ** 2 + (down * x) ** 2)) * (1 if large != sweep else -1)
    middle = (factor * across * y / down, -factor * down * x / across)
    first = atan2((y - middle[1]) / down, (x - middle[0]) / across)
    turn = (atan2((-y - middle[1]) / down, (-x - middle[0]) / across) - first) % (2 * pi)
    turn = turn if sweep else turn - 2 * pi
    steps = max(ceil(abs(turn) / pi * PIECES * 2), 1)
    centre: Matrix = (
        *(cos(angle), sin(angle), -sin(angle), cos(angle)),
        cos(angle) * middle[0] - sin(angle) * middle[1] + (start[0] + end[0]) / 2,
        sin(angle) * middle[0] + cos(angle) * middle[1] + (start[1] + end[1]) / 2,
    )
    turns = (first + turn * step / steps for step in range(1, steps))
    return [*(apply(centre, (across * cos(each), down * sin(each))) for each in turns), end]
