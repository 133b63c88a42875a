"""arXiv's metadata snapshot: one object a line, millions of lines, read one at a time.

Its fields are those of the snapshot on Kaggle (kaggle.com/datasets/Cornell-University/arxiv).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from paper_tui.papers.builder import build_paper
from paper_tui.papers.paper import Paper, Sighting
from paper_tui.papers.text import clean_line
from paper_tui.sources.base import Context, Format, Item, Reject
from paper_tui.sources.encoding import decode, decode_head
from paper_tui.sources.input_stream import read_lines
from paper_tui.sources.json_values import a_text

_TELLING = re.compile(r'"(?:authors_parsed|update_date|report-no)"\s*:')
Record = Mapping[str, Any]  # Any: JSON holds anything until it is checked


def recognises(head: bytes) -> bool:
    """Return whether the first line is an object with the fields that only this snapshot has."""
    text = decode_head(head).lstrip()
    return text.startswith("{") and bool(_TELLING.search(text.partition("\n")[0]))


def read(stream: BinaryIO, context: Context) -> Iterator[Item]:
    """A paper for each line."""
    for number, line in read_lines(stream):
        text = decode(line).text
        if text.strip():
            yield _item(number, text, context)


def _item(number: int, text: str, context: Context) -> Item:
    try:
        record = json.loads(text)
        if isinstance(record, dict):
            return paper(record, context)
        reason = "the line is no JSON object"
    except RecursionError:
        reason = "its JSON is nested too deeply"
    except json.JSONDecodeError:
        reason = "its JSON is broken"
    except ValueError as error:
        reason = str(error)
    return Reject(number, reason, clean_line(text[:300], 200))


def paper(record: Record, context: Context) -> Paper:
    """The paper of one line.

    Raises:
        ValueError: It has no title.
    """
    versions = record.get("versions")
    versions = [one for one in versions if isinstance(one, Mapping)] if isinstance(versions, list) else []
    number = a_text(record, "id")
    return build_paper(
        title=a_text(record, "title"),
        abstract=a_text(record, "abstract"),
        authors=_authors(record),
        published=_created(versions[0]) if versions else "",
        arxiv_id=f"{number}{a_text(versions[-1], 'version')}" if versions else number,
        doi=a_text(record, "doi"),
        venue=a_text(record, "journal-ref"),
        categories=a_text(record, "categories").split(),
        sightings=(Sighting("arxiv", seen=context.now),),
        details={"comment": a_text(record, "comments"), "updated": a_text(record, "update_date")},
    )


def _authors(record: Record) -> list[str]:
    parsed = record.get("authors_parsed")
    if not isinstance(parsed, list) or not parsed:
        return re.split(r",\s+(?:and\s+)?|\s+and\s+", a_text(record, "authors"))
    names = (one for one in parsed if isinstance(one, list) and one)
    return [" ".join(str(part).strip() for part in (*one[1:2], one[0], *one[2:3]) if part) for one in names]


def _created(version: Mapping[str, Any]) -> str:
    """The day of ``Mon, 2 Apr 2007 19:18:42 GMT``."""
    from email.utils import parsedate_tz  # 5 ms

    moment = parsedate_tz(a_text(version, "created"))
    return f"{moment[0]:04}-{moment[1]:02}-{moment[2]:02}" if moment else ""


FORMAT = Format("arxiv-snapshot", "arXiv metadata snapshot", recognises, read)
