"""The cards of a saved web page of papers: by the data in its attributes, else by its headings and links."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

_PAPER_PATH = re.compile(r"(?:^|huggingface\.co|hf\.co)/papers/([\w.-]+)$")
_HEADINGS = ("h1", "h2", "h3", "h4")
_UNSEEN = ("script", "style", "svg", "noscript", "template", "title")
_BLOCKS = (
    "p",
    "div",
    "li",
    "article",
    "section",
    "a",
    "span",
    "time",
    "button",
    "header",
    "footer",
    "td",
    *_HEADINGS,
)
_DEEPEST_DATA = 4


@dataclass(slots=True)
class HtmlCard:
    """One paper of a saved page."""

    title: str = ""
    number: str = ""
    """Its id on the hub: an arXiv id as a rule."""
    lines: list[str] = field(default_factory=list)
    """Its other texts in their order."""
    paragraphs: list[str] = field(default_factory=list)
    day: str = ""


class CardParser(HTMLParser):
    """Collects the cards, the data and the other texts of a page; feed it whole, then `finish`."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.cards: list[HtmlCard] = []
        self.records: list[dict[str, Any]] = []  # Any: JSON holds anything until it is checked
        self.outside: list[str] = []
        """Texts before the first card: the page's header."""
        self._text: list[str] = []
        self._in_heading = self._in_paragraph = False
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """As `HTMLParser.handle_starttag`."""
        values = {name: value or "" for name, value in attrs}
        if "data-props" in values:
            self.records.extend(_papers_in(values["data-props"]))
        if tag in _BLOCKS:
            self._end_text()
        self._unseen += tag in _UNSEEN
        self._in_heading = self._in_heading or tag in _HEADINGS
        self._in_paragraph = self._in_paragraph or tag == "p"
        self._begin_card(tag, values)

    def _begin_card(self, tag: str, values: dict[str, str]) -> None:
        if tag == "article":
            self.cards.append(HtmlCard())
        elif tag == "time" and self.cards:
            self.cards[-1].day = self.cards[-1].day or values.get("datetime", "")[:10]
        elif tag == "a" and self._in_heading:
            self._link(values.get("href", ""))

    def handle_endtag(self, tag: str) -> None:
        """As `HTMLParser.handle_endtag`."""
        if tag in _UNSEEN:
            self._unseen = max(self._unseen - 1, 0)
        if tag in _BLOCKS:
            self._end_text()
        if tag in _HEADINGS:
            self._in_heading = False
        elif tag == "p":
            self._in_paragraph = False

    def handle_data(self, data: str) -> None:
        """As `HTMLParser.handle_data`."""
        if not self._unseen:
            self._text.append(data)

    def finish(self) -> str:
        """End without `close`, which takes quadratic time for broken tags; the text that was not read."""
        self._end_text()
        return self.rawdata if self.rawdata.startswith("<") else ""

    def _link(self, address: str) -> None:
        """A heading that leads to a paper's page names a paper, in an article or by itself."""
        found = _PAPER_PATH.search(address.split("?")[0].split("#")[0])
        if not found:
            return
        if not self.cards or self.cards[-1].title:
            self.cards.append(HtmlCard())
        self.cards[-1].number = found[1]

    def _end_text(self) -> None:
        text = " ".join("".join(self._text).split())
        self._text.clear()
        if not text:
            return
        if not self.cards:
            self.outside.append(text)
        elif self._in_heading and not self.cards[-1].title:
            self.cards[-1].title = text
        elif self._in_paragraph:
            self.cards[-1].paragraphs.append(text)
        else:
            self.cards[-1].lines.append(text)


def _papers_in(data: str) -> Iterator[dict[str, Any]]:
    """The hub's records of papers in the data of an attribute."""
    if '"title"' not in data:
        return
    try:
        yield from _records(json.loads(data), 0)
    except (ValueError, RecursionError):
        return


def _records(value: object, depth: int) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for one in value:
            if isinstance(one, dict) and isinstance(one.get("paper"), dict):
                yield one
    if isinstance(value, dict) and depth < _DEEPEST_DATA:
        for inner in value.values():
            yield from _records(inner, depth + 1)
