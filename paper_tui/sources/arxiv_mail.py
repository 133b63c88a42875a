"""arXiv's subscription mails: the plain text, a saved message (``.eml``) or a mailbox of them (mbox)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from paper_tui.papers.builder import build_paper
from paper_tui.papers.dates import parse_date
from paper_tui.papers.paper import Paper, Sighting
from paper_tui.papers.text import clean_line
from paper_tui.sources.author_names import split_people
from paper_tui.sources.base import Context, Format, Item, Reject
from paper_tui.sources.encoding import decode, head_text
from paper_tui.sources.input_stream import read_all

if TYPE_CHECKING:  # loaded by the first mail: 20 ms
    from email.message import MIMEPart

_ID = re.compile(r"^(?:> ?)*+arXiv:\s*(\S+)", re.MULTILINE)
_FIELD = re.compile(r"^(?:> ?)*+(?:Title|Authors?|Categories|Date|Comments):\s", re.MULTILINE)
_HEADER = re.compile(
    r"(?:From[ :]|To:|Return-Path:|Received:|Delivered-To:"
    r"|Date:|Subject:|X-[\w-]+:|MIME-Version:|Message-ID:)",
    re.IGNORECASE,
)
_FROM = re.compile(rb"^From [^\n]*\n(?=[A-Za-z][\w-]*:)", re.MULTILINE)
_QUOTE = re.compile(r"^(?:> ?)++", re.MULTILINE)
_PART = re.compile(r"^\\\\.*$", re.MULTILINE)
_NAMED = re.compile(r"^([A-Z][A-Za-z-]{2,20}):[ \t]*", re.MULTILINE)
_RULE = re.compile(r"^[-%]{8,}.*$", re.MULTILINE)
_MARKS = re.compile(r"\s*\(\s*\d[\d,]*\s*kb[^)]*\)\s*$|\s*\([^()]*\)\s*$")


def recognises(head: bytes) -> bool:
    """Return whether it is a mail or its text that lists papers as arXiv's do."""
    text = head_text(head)
    if _ID.search(text) and _FIELD.search(text) and re.search(r"^(?:> ?)*+\\\\", text, re.MULTILINE):
        return True
    return (
        bool(_HEADER.match(text))
        and "arxiv" in text.lower()
        and bool(re.search(r"^Subject:", text, re.MULTILINE))
    )


def read(stream: BinaryIO, context: Context) -> Iterator[Item]:
    """A paper for each entry of each mail; the day of a mail is the edition."""
    data = read_all(stream)
    line = 1
    for text, day in _texts(data):
        for offset, block in _blocks(text):
            try:
                found = paper(block, day, context)
            except ValueError as error:
                yield Reject(line + offset, str(error), clean_line(block[:300], 200))
                continue
            yield found


def _texts(data: bytes) -> Iterator[tuple[str, str]]:
    """The plain text of each message with its day; of what is no mail the text itself."""
    if not _HEADER.match(head_text(data[:1_000]).lstrip()):
        yield decode(data).text.replace("\r\n", "\n").replace("\r", "\n"), ""
        return
    from email import policy
    from email.message import EmailMessage
    from email.parser import BytesParser

    parser = BytesParser(policy=policy.default)
    for message in _messages(data.lstrip()):
        mail = parser.parsebytes(message)
        if isinstance(mail, EmailMessage):
            yield _payload(mail.get_body(("plain",)) or mail), parse_date(str(mail.get("Date", "")))


def _messages(data: bytes) -> Iterator[bytes]:
    """The messages of a mailbox, or the one there is."""
    if not data.startswith(b"From "):
        yield data
        return
    data = data.replace(b"\r\n", b"\n")
    starts = [found.end() for found in _FROM.finditer(data)]
    ends = [found.start() for found in _FROM.finditer(data)][1:]
    for start, end in zip(starts, [*ends, len(data)], strict=False):
        yield data[start:end]


def _payload(body: MIMEPart) -> str:
    payload = body.get_payload(decode=True)
    text = decode(payload).text if isinstance(payload, bytes) else str(body.get_payload())
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """The text of each entry, from its id to the next, and how many lines are before it."""
    if ">" in text and re.search(r"^>\s?arXiv:", text, re.MULTILINE):
        text = _QUOTE.sub("", text)  # a forwarded mail
    starts = [found.start() for found in _ID.finditer(text)]
    counted = line = 0
    for start, end in zip(starts, [*starts[1:], len(text)], strict=False):
        line += text.count("\n", counted, start)
        counted = start
        yield line, text[start:end]


def paper(block: str, mail_day: str, context: Context) -> Paper:
    """The paper of an entry.

    Args:
        block: From its id on.
        mail_day: The day of the mail, as an ISO date, or empty.
        context: Of the import.

    Raises:
        ValueError: It has no title.
    """
    number = _ID.match(block)
    head, *rest = _PART.split(_RULE.split(block)[0])
    fields = _fields(head)
    replaced = re.search(r"^replaced with revised version", head, re.MULTILINE | re.IGNORECASE)
    cross = re.search(r"\(\*cross-listing\*\)", block)
    day = parse_date(_MARKS.sub("", fields.get("Date", "")))
    return build_paper(
        title=fields.get("Title", ""),
        abstract=rest[0] if rest and not _ID.match(rest[0].lstrip()) else "",
        authors=split_people(fields.get("Authors", "") or fields.get("Author", "")),
        published="" if replaced or cross else day,
        arxiv_id=number[1] if number else "",
        doi=fields.get("DOI", ""),
        venue=fields.get("Journal-ref", ""),
        categories=fields.get("Categories", "").split(),
        sightings=(Sighting("arxiv", mail_day, seen=context.now),),
        details={
            "comment": fields.get("Comments", ""),
            "announcement": "replace" if replaced else "cross" if cross else "",
        },
    )


def _fields(head: str) -> dict[str, str]:
    """The fields of an entry's head; continuation lines belong to the field before."""
    found = list(_NAMED.finditer(head))
    ends = [*(one.start() for one in found[1:]), len(head)]
    return {one[1]: " ".join(head[one.end() : end].split()) for one, end in zip(found, ends, strict=False)}


FORMAT = Format("arxiv-mail", "arXiv subscription mail", recognises, read)
