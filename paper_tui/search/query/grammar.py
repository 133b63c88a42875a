"""The grammar and the fields of the query language, for the parser, help and manual."""

from __future__ import annotations

GRAMMAR = """\
query       = { alternative "OR" } alternative
alternative = { condition }                       all of them; AND may be written
condition   = [ "-" | "NOT" ] ( "(" query ")" | [ field ":" ] value )
value       = word | phrase | comparison | "(" query ")"
word        = attn         exact, then beginning of a word, then inside one, then mistyped
            | =attn        this word alone        | attn*   words that begin so
            | ~vaswni      mistyped as well, even where the word is known
phrase      = "exact words in this order"         | "a phrase whose last word is begun*"
comparison  = 2023 | >2023 | >=2023 | <2023 | <=2023 | 2020..2023 | 2020.. | ..2023
"""

TEXT_FIELDS = {
    "title": "words of the title",
    "author": "names of the authors",
    "abstract": "words of the abstract",
    "venue": "journal, conference or publisher",
    "tag": "your tags",
    "note": "words of your notes",
    "text": "words of kept full texts; a search without a field finds them too, below all else",
}
"""Fields searched by word."""

LABEL_FIELDS = {
    "source": "where it came from: source:arxiv",
    "category": "subject class: category:cs.CL, or category:cs for all of them",
    "edition": "a day of a source: edition:2026-09-03, edition:daily-papers/2026-09-03",
    "state": "new, seen, later, reading, done, hidden; only queries that speak of states find hidden papers",
}
"""Fields with a few values, matched by prefix."""

STATES = ("new", "seen", "later", "reading", "done", "hidden")
"""Values of `state:`, also of `is:`."""

FLAGS = {
    "is": (
        "bookmarked",
        *STATES,
        "followed",
        "recommended",
        "retracted",
        "withdrawn",
        "concern",
        "corrected",
    ),
    "has": (
        "note",
        "highlight",
        "text",
        "pdf",
        "refs",
        "code",
        "abstract",
        "tag",
        "doi",
        "revision",
        "update",
    ),
}
"""Values of `is:` and `has:`."""

NUMBER_FIELDS = {
    "year": "year:>=2023 (of publication, never of an edition)",
    "votes": "votes:>50",
    "progress": "progress:>50 (per cent of its full text that was read)",
}
"""Numeric fields, with an example."""

DATE_FIELDS = {
    "date": "date:2026-09..2026-10 (of publication or, where that is unknown, of the edition)",
    "added": "added:<7d (less than 7 days ago)",
}
"""Date fields, with an example. A date is `2026-09-03`, `2026-09`, `2026`, `today`, `yesterday`,
or an age: `7d`, `2w`, `3m`, `1y`; `added:7d` means within that time."""

OTHER_FIELDS = {
    "id": "any part of a key, an arXiv id, a DOI, a PMID or an ISBN",
    "key": "any part of a citation key",
    "follow": "papers from what you follow, by any part of a line of it: follow:he",
    "cites": "papers that cite one, as texts and services say: cites:1706.03762",
    "citedby": "papers that one cites, as texts and services say: citedby:1706.03762",
    "group": "papers that a group shares: group:lab",
    "by": "papers that a member of a group shares: by:ada",
    "recommended": "words of a recommendation, or who wrote it; is:recommended finds all",
}
"""Fields whose value is taken as a whole."""

FIELD_NAMES = (*TEXT_FIELDS, *LABEL_FIELDS, *FLAGS, *NUMBER_FIELDS, *DATE_FIELDS, *OTHER_FIELDS)
"""Every field, in the order help lists them."""
