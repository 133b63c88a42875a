"""Crossref's answers, of one work or of many (api.crossref.org, REST API; format of works)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from paper_tui.papers.builder import build_paper
from paper_tui.papers.paper import Paper, Sighting
from paper_tui.sources import csl_json
from paper_tui.sources.base import Context, Format, Item
from paper_tui.sources.encoding import head_text
from paper_tui.sources.json_records import read_records
from paper_tui.sources.json_values import Json, a_text, objects

_TELLING = re.compile(r'"message-type"\s*:\s*"work|"(?:is-referenced-by-count|reference-count)"\s*:\s*\d')
_WRAPPED = re.compile(r'"message-type"\s*:\s*"work"')
_TITLES = re.compile(r'"title"\s*:\s*\[')


def recognises(head: bytes) -> bool:
    """True if it is JSON with the envelope of Crossref, or a work with fields that only Crossref has."""
    text = head_text(head).lstrip()
    return text.startswith(("[", "{")) and bool(_TELLING.search(text) and _TITLES.search(text))


def read(stream: BinaryIO, context: Context) -> Iterator[Item]:
    """A paper for each work."""
    return read_records(stream, lambda record: paper(record, context), _is_work, ("items", "message"))


def paper(record: Json, context: Context) -> Paper:
    """The paper of a work.

    Raises:
        ValueError: It has no title.
    """
    links = [a_text(link, "URL") for link in objects(record, "link")]
    paper_fields = csl_json.described(record) | {"links": links}
    return build_paper(**paper_fields, sightings=(Sighting("crossref", seen=context.now),))


def _is_work(record: Json) -> bool:
    return "DOI" in record and "title" in record


FORMAT = Format("crossref", "Crossref's answer", recognises, read)
