"""Descriptions of inputs that are not supported, and what to do instead."""

from __future__ import annotations

import re

_BYTES = {
    b"%PDF": "a PDF: import its record or its id, and then attach the file with paper-tui attach KEY FILE",
    b"PK\x03\x04": "a ZIP or office file: save its table as CSV, or unpack it first",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"SQLite format 3": "a database: export from its program, as BibTeX, RIS or CSL-JSON",
    b"\x7fELF": "a program",
    b"BZh": "packed with bzip2: unpack it first",
    b"\xfd7zXZ": "packed with xz: unpack it first",
    b"7z\xbc\xaf": "a 7z archive: unpack it first",
    b"(\xb5/\xfd": "packed with zstd: unpack it first",
    b"\xd0\xcf\x11\xe0": "an office file: save its table as CSV",
}
_TEXTS = (
    (r"<modsCollection|<mods[\s>]", "MODS: convert it with xml2bib of bibutils"),
    (r"<(?:marc:)?(?:collection|record)[^>]*marc", "MARC: convert it with xml2bib of bibutils"),
    (r"<opml[\s>]", "a list of feeds (OPML): fetch each as paper-tui fetch feed:ADDRESS"),
    (r"xmlns:z=[\"']http://www\.zotero\.org", "Zotero RDF: export from Zotero as CSL JSON or BibTeX"),
    (
        r"<b:Sources|officeDocument/2006/bibliography",
        "a bibliography of Word: convert it with wordbib2xml of bibutils",
    ),
    (
        r"<(?:doi_records|crossref_result|crossref)[\s>]",
        "Crossref's XML: import its JSON (api.crossref.org/works/DOI), or the DOI alone",
    ),
    (r"<TEI[\s>]", "a text as TEI: import the record of the paper instead"),
    (r"<(?:svg|kml|gpx)[\s>]", "XML of something else than papers"),
    (r"\\documentclass|\\begin\{document\}", "LaTeX: import its .bib file"),
    (
        r"\\begin\{thebibliography\}|\\bibitem|\\entry\{",
        "a bibliography that LaTeX has made: import the .bib file it was made from",
    ),
    (r"\\citation\{|\\bibdata\{", "an .aux file of LaTeX: import the .bib file that it names"),
    (
        r"<!doctype html|<html[\s>]",
        "a web page: import the address of the paper, or its record as BibTeX or RIS",
    ),
    (r"<\?xml|<[A-Za-z][\w:.-]*(?:\s+xmlns|\s*>)", "XML of a kind that is not known here"),
    (
        r"[\[{]\s*[\"\[{]",
        "JSON of a kind that is not known here: each paper has to be an object with a title",
    ),
)
_TAGGED = (
    (
        r"RT (?:Journal|Book|Conference|Thes|Web|Report|Generic|Magazine|News)",
        "RefWorks' tagged text: export as RIS or BibTeX",
    ),
    (r"<\s*\d+\s*\.?\s*>\s*\n", "Ovid's text: export the citations as RIS or for Reprint/Medline"),
    (r"\d{5}[a-z]{2}[a-z ][a-z ][ a]22\d{5}", "MARC: convert it with marc2xml and xml2bib of bibutils"),
)
_HEAD = 4_000


def described_bytes(head: bytes) -> str:
    """A description of binary data, if its type is known; else empty."""
    return next((kind for start, kind in _BYTES.items() if head.startswith(start)), "")


def described_text(text: str) -> str:
    """A description of a text in no supported format, if its type is known; else empty."""
    start = text.lstrip("\ufeff \t\r\n")[:_HEAD]
    for pattern, kind in _TEXTS:
        found = re.search(pattern, start, re.IGNORECASE)
        if found and (pattern.startswith(r"\\") or start.startswith(("<", "[", "{"))):
            return kind
    return next((kind for pattern, kind in _TAGGED if re.match(pattern, start)), "")
