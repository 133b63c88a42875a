"""An HTML page without scripts, calm in light and dark; everything in it is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from paper_tui.exports.base import Export, deeds, note_of
from paper_tui.exports.plain_text import byline
from paper_tui.papers.links import safe_url
from paper_tui.papers.paper import Paper
from paper_tui.papers.serialization import Entry

_STYLE = (
    ":root{color-scheme:light dark}"
    "body{font:1rem/1.6 Georgia,serif;max-width:42rem;margin:2rem auto;padding:0 1rem}"
    "h1{font-size:1.4rem}h2{font-size:1.1rem;margin:2.2rem 0 .2rem;line-height:1.35}"
    "p{margin:.4rem 0}.facts{opacity:.7;font-size:.9rem}"
    "blockquote{margin:.6rem 0;padding-left:.8rem;border-left:3px solid;opacity:.85;white-space:pre-wrap}"
)


def write(entries: Iterable[Entry]) -> Iterator[str]:
    """A page with an article for each entry."""
    yield opening("Papers")
    for entry in entries:
        yield _article(entry)
    yield CLOSING


def opening(title: str) -> str:
    """The page up to its first article; its policy forbids scripts, pictures and any request."""
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{escape(title)}</h1>\n"
    )


CLOSING = "</body>\n</html>\n"


def linked(text: str, url: str) -> str:
    """The escaped text, as a link where the address may be opened."""
    safe = safe_url(url)
    return f'<a href="{escape(safe)}">{escape(text)}</a>' if safe else escape(text)


def facts(paper: Paper, most: int | None = None) -> str:
    """Authors, date, venue and code in one paragraph."""
    code = " · " + linked("code", paper.code_url) if paper.code_url else ""
    return f'<p class="facts">{escape(byline(paper, most))}{code}</p>\n'


def _article(entry: Entry) -> str:
    paper, note, done = entry.paper, note_of(entry), deeds(entry)
    head = f"<article>\n<h2>{linked(paper.title, paper.url)}</h2>\n{facts(paper)}"
    head += f'<p class="facts">{escape(done)}</p>\n' if done else ""
    head += f"<blockquote>{escape(note)}</blockquote>\n" if note else ""
    paragraphs = (f"<p>{escape(part)}</p>\n" for part in paper.abstract.split("\n\n") if part)
    return head + "".join(paragraphs) + "</article>\n"


HTML = Export("html", "HTML page", ".html", write)
