"""One Markdown note a paper, for Obsidian and other folders of notes; what the reader writes in it stays.

Ours in a note are the front matter keys of `KEYS` and the text between two marker comments. All else is
the reader's and is kept byte for byte, so read and write such files with ``newline=""``.
"""

from __future__ import annotations

import json
import re
from hashlib import blake2b

from paper_tui.exports.base import note_of, tags_of
from paper_tui.exports.markdown import escaped, escaped_text, facts, highlights, quoted
from paper_tui.papers.paper import Paper
from paper_tui.papers.paper_updates import updates_of
from paper_tui.papers.serialization import Entry

KEYS = (
    "paper",
    "title",
    "authors",
    "published",
    "venue",
    "arxiv",
    "doi",
    "url",
    "code",
    "state",
    "bookmarked",
    "updates",
)
"""The front matter keys that are ours; ``tags``, ``aliases`` and the rest are the reader's."""
BEGIN = "%% paper-tui begin: rewritten at each export %%"
END = "%% paper-tui end: all below is yours %%"
NAME_BYTES = 180
"""A file name's length, below what file systems, sync services and encrypted folders allow."""

_FRONT = re.compile(r"\A---[ \t]*(\r?\n)(.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_FIELD = re.compile(r"^(?=[^\s-])", re.MULTILINE)
_OURS = re.compile(rf"^{re.escape(BEGIN)}$.*?^{re.escape(END)}\r?$", re.DOTALL | re.MULTILINE)
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)


def note_file(entry: Entry) -> tuple[str, str]:
    """A paper's file name, the same at each export and unlike any other paper's, and its fresh text."""
    body = f"{BEGIN}\n{_body(entry)}\n{END}\n"
    return file_name(entry.paper), f"---\n{''.join(_front_matter(entry).values())}---\n\n{body}\n"


def file_name(paper: Paper) -> str:
    """Title and id, free of what any file system or an Obsidian link gives a meaning to."""
    digest = blake2b(paper.key.encode("utf-8", "replace"), digest_size=4).hexdigest()
    tail = f" ({(paper.arxiv_id or digest).replace('/', '-')}).md"
    title = " ".join(re.sub(r'[\\/:*?"<>|#^\[\]%\x00-\x1f]', " ", paper.title).split()).lstrip(".- ")
    if _RESERVED.match(title):
        title = f"Paper {title}"
    room = NAME_BYTES - len(tail)
    return (title.encode("utf-8", "ignore")[:room].decode("utf-8", "ignore").rstrip(" .") + tail).lstrip()


def key_in(text: str) -> str:
    """The key of the paper that the front matter of a note names; empty where it names none."""
    front = _FRONT.match(text)
    found = re.search(r"^paper:[ \t]*(.*?)[ \t\r]*$", front[2], re.MULTILINE) if front else None
    if not found:
        return ""
    try:
        key = json.loads(found[1])
    except ValueError:
        return found[1].strip("'\"")
    return key if isinstance(key, str) else ""


def merged(existing_text: str, new_text: str) -> str:
    """An existing note with our part brought up to date from a fresh one, and the reader's part untouched.

    Where the reader has taken out the marker comments, only the front matter is renewed.
    """
    front = _FRONT.match(existing_text)
    fresh = _FRONT.match(new_text)
    if not fresh:
        return existing_text
    newline = _newline_of(existing_text)
    ours = _OURS.search(new_text)
    body = existing_text[front.end() :] if front else existing_text
    if ours:
        text = ours[0].replace("\n", newline)
        body = _OURS.sub(lambda found: text + found[0][len(found[0].rstrip("\r")) :], body, count=1)
    fields = _merged_fields(front[2] if front else "", fresh[2], newline)
    opening = existing_text[: front.start(2)] if front else f"---{newline}"
    closing = existing_text[front.end(2) : front.end()] if front else f"---{newline}{newline}"
    return f"{opening}{fields}{closing}{body}"


def _merged_fields(existing: str, fresh: str, newline: str) -> str:
    """The existing fields in their order, ours renewed in place, and those of ours that were not there."""
    renewed = {_name(field): field.replace("\n", newline) for field in _FIELD.split(fresh) if field}
    kept = []
    for field in _FIELD.split(existing):
        name = _name(field)
        kept.append(renewed.pop(name, "") + _blank_lines_after(field) if name in KEYS else field)
    return "".join([*kept, *renewed.values()])


def _name(field: str) -> str:
    return field.partition(":")[0].strip().strip("\"'")


def _blank_lines_after(field: str) -> str:
    return field[len(field.rstrip()) :].partition("\n")[2]


def _newline_of(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _front_matter(entry: Entry) -> dict[str, str]:
    """Our fields as lines of YAML; a JSON text is one, whatever it holds (YAML 1.2)."""
    paper, mark = entry.paper, entry.mark
    texts = (paper.key, paper.title, list(paper.authors), paper.published, paper.venue, paper.arxiv_id)
    done = (paper.doi, paper.url, paper.code_url, mark.state.value, bool(mark.bookmarked))
    updates = [update.shown for update in updates_of(paper)]
    values = dict(zip(KEYS, (*texts, *done, updates), strict=True))
    return {name: f"{name}: {_yaml(value)}\n" for name, value in values.items() if value not in ("", [])}


def _yaml(value: object) -> str:
    """A value as JSON, with the signs escaped that begin code for a template plugin, which would run it."""
    text = json.dumps(value, ensure_ascii=False)
    return re.sub(r"<(?=%)|\{(?=\{)", lambda sign: f"\\u{ord(sign[0]):04x}", text)


def _body(entry: Entry) -> str:
    paper = entry.paper
    tags = " ".join("#" + re.sub(r"[^\w/-]", "-", tag) for tag in tags_of(entry))
    notes = (quoted(note_of(entry)), *highlights(entry))
    blocks = (f"# {escaped(paper.title)}", facts(paper), tags, *notes, escaped_text(paper.abstract))
    return "\n\n".join(block for block in blocks if block)
