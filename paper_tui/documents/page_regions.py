"""Figures of a PDF as sources of images: the page that one stands on, and its region where it is known."""

from __future__ import annotations

from dataclasses import dataclass

from paper_tui.documents.model import PAGE

_NUMBERS = 6
_PIXELS = 2
"""Pixels for a point, as on a screen of 144 dots an inch."""


@dataclass(frozen=True, slots=True)
class PageRegion:
    """A region of a page, in points from the page's upper left corner."""

    page: str
    """The label of the page."""
    left: int = 0
    top: int = 0
    width: int = 0
    """0 where only the page is known."""
    height: int = 0
    page_width: int = 0
    page_height: int = 0

    @property
    def source(self) -> str:
        """The source of an image that is the region."""
        if not self.is_known:
            return f"{PAGE}{self.page}"
        numbers = (self.left, self.top, self.width, self.height, self.page_width, self.page_height)
        return f"{PAGE}{self.page}#{','.join(map(str, numbers))}"

    @property
    def pixels(self) -> tuple[int, int]:
        """Width and height at the size in which it is drawn unless there is less room."""
        return _PIXELS * self.width, _PIXELS * self.height

    @property
    def is_known(self) -> bool:
        """True if it is more than its page."""
        return min(self.width, self.height, self.page_width, self.page_height) > 0


def page_region(source: str) -> PageRegion | None:
    """Return the region that is the source of an image; None for any other source."""
    if not source.startswith(PAGE):
        return None
    label, _, numbers = source.removeprefix(PAGE).rpartition("#")
    found = numbers.split(",")
    if not label or len(found) != _NUMBERS or not all(each.isdecimal() and len(each) < 9 for each in found):
        return PageRegion(source.removeprefix(PAGE))
    return PageRegion(label, *map(int, found))
