"""DOIs: found in any spelling and in the addresses of resolvers, publishers and proxies, written in one.

A DOI is ``10.``, a registrant's number, a slash and nearly any printable characters (ANSI/NISO Z39.84): the
names of articles of before about 2003 hold ``<``, ``>``, ``;`` and brackets.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

LONGEST = 2_000
"""Characters of an address."""
_NAME = r"10\.\d{4,9}(?:\.\d{1,9})*/"
_DOI = re.compile(rf"{_NAME}[^\s\"{{}}|\\^`\x00-\x1f\x7f-\x9f]+")
_START = re.compile(rf"(?<![\w.])(?={_NAME})")
_PREFIX = re.compile(r"^(?:urn:|info:)?(?:doi[:\s/]\s*)+", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?:)?/*(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?[/?]", re.IGNORECASE)
_RESOLVER = re.compile(r"(?:https?:)?/*(?:[\w-]+\.)*(?:dx-)?doi(?=[.-])", re.IGNORECASE)
"""A host one of whose names is ``doi``: of the resolver, of publishers', and behind a library's proxy."""
_IN_ADDRESS = re.compile(rf"[/=:]({_NAME}.*)", re.DOTALL)
_PARAMETERS = re.compile(r"[?&]\w+=")
_OF_OTHERS = re.compile(
    r"git(?:hub|lab)\.|/(?:books?|journals?|toc|loi|series|suppl|supplementary|rss|action|users?|search)/",
    re.IGNORECASE,
)
"""Parts of addresses before a DOI of a publication that contains the paper, or of a part of it."""
_VIEW = re.compile(
    r"(?:/(?:full|abs|abstract|e?pdf|epub|html?|xml|summary|meta|references|figures|citations?|fulltext|text"
    r"|pdf-?plus|full-xml|issuetoc|related|download))+/?$"
    r"|\.(?:full\.pdf|full|abstract|short|pdf|html?|xml)(?:\+html)?$",
    re.IGNORECASE,
)
"""Endings that publishers append to the DOI in their addresses."""
_PREPRINT_VERSION = re.compile(r"(?<=^10\.1101/)(\d{4}\.\d\d\.\d\d\.\d{6}|\d{6})v\d+$")
_TEX = re.compile(
    r"\{?\\(?:text)?(less|greater|underscore)(?:\{\}|\}|\s)*|\$?\{?\\([_%&#~$<>{}^])\}?\$?|\$([<>])\$"
)
_MARKUP = re.compile(r"(?:</|<br).*", re.IGNORECASE | re.DOTALL)
_TRAILING = ".,;:'”’»*"
_ARXIV = "10.48550/arxiv."
_SAFE = "/:;()-._~!$&'*+,=@"
_SHORT = re.compile(
    r"(?:https?://(?:dx\.|www\.)?doi\.org/|doi:\s*)?(10/[a-z0-9]{3,12})"
    r"|https?://(?:dx\.|www\.)?doi\.org/([a-z0-9]{3,12})",
    re.IGNORECASE,
)
_STATED = re.compile(
    r"^[ \t]*doi\b[:\s=]*+(?:https?://(?:dx\.)?doi\.org/)?(?=10\.)", re.IGNORECASE | re.MULTILINE
)
_LABELLED = re.compile(
    r"(?:^|[.;,|)\]·])[ \t]*doi\b[:\s=]*+(?:https?://(?:dx\.)?doi\.org/)?(?=10\.)",
    re.IGNORECASE | re.MULTILINE,
)
_LONGEST_DESCRIPTION = 20_000


def parse_doi(text: str) -> str:
    """The DOI that a text is or that an address leads to, in lower case; empty where it is none.

    arXiv's own DOIs count as arXiv ids, and so as none.
    """
    if len(text) > LONGEST or ("10." not in text and "%2" not in text):
        return ""
    text = _PREFIX.sub("", plain_address(text), count=1)
    return _in_address(text) if _ADDRESS.match(text) else _checked(text)


def find_doi(text: str) -> str:
    """The first DOI in a text of any words, or empty."""
    if "10." not in text:
        return ""
    whole = parse_doi(text)
    if whole:
        return whole
    words = (_checked(part.split(maxsplit=1)[0]) for part in _START.split(plain_address(text))[1:9])
    return next(filter(None, words), "")


def stated_doi(remark: str) -> str:
    """The DOI that a remark is, or that a line of it says after the word DOI; else empty.

    One that is mentioned within a sentence may be of another work.
    """
    if "10." not in remark:
        return ""
    found = _STATED.search(remark)
    words = remark[found.end() :].split(maxsplit=1) if found else []
    return parse_doi(remark) or (_checked(words[0]) if words else "")


def described_doi(description: str) -> str:
    """The DOI that a description states as that of what it describes; else empty.

    It is the only one there, and the word DOI before it begins a line or follows a stop: one that a sentence
    mentions (``a reply to doi:10.1000/x``) or a list of references has may be of another work.
    """
    if "10." not in description:
        return ""
    text = description[:_LONGEST_DESCRIPTION]
    words = (part.split(maxsplit=1)[0] for part in _START.split(text)[1:])
    found = {doi for word in words if (doi := _checked(word))}
    labelled = _LABELLED.search(text) if len(found) == 1 else None
    return found.pop() if labelled and text.startswith("10.", labelled.end()) else ""


def doi_url(doi: str) -> str:
    """The address that a DOI resolves to."""
    return f"https://doi.org/{quote(doi, safe=_SAFE)}"


def short_doi_url(text: str) -> str:
    """The address of a name of shortdoi.org, such as ``10/abc12d``; empty for any other text."""
    found = _SHORT.fullmatch(text.strip())
    return f"https://doi.org/{(found[1] or found[2]).lower()}" if found else ""


def plain_address(text: str) -> str:
    """An address or identifier without the escapes that TeX, HTML or Mendeley put into it."""
    text = text.strip().strip("{}<> ")
    if "\\" in text or "$" in text:
        text = _TEX.sub(_unescaped, text)
    if "&" in text and ";" in text:
        from html import unescape  # its table of entities takes longer than the other imports together

        text = unescape(text)
    return text


def _unescaped(found: re.Match[str]) -> str:
    return (
        {"less": "<", "greater": ">", "underscore": "_"}.get(found[1] or "", "") or found[2] or found[3] or ""
    )


def _in_address(text: str) -> str:
    """The DOI that an address is of, also where it is part of another address, as of a proxy."""
    plain, found = text, _IN_ADDRESS.search(text)
    while not found and (once := unquote(plain)) != plain:
        plain, found = once, _IN_ADDRESS.search(once)
    before = plain[: found.start() + 1] if found else ""
    if not found or _OF_OTHERS.search(before):
        return ""
    if _RESOLVER.search(before):
        return _checked(_PARAMETERS.split(found[1].partition("#")[0])[0])
    doi = _VIEW.sub("", re.split("[?#&]", found[1])[0])
    return _checked(_PREPRINT_VERSION.sub(r"\1", doi))


def _checked(text: str) -> str:
    """A text as a DOI if it is one, without what belongs to the sentence or the page around it."""
    while "%" in text and (once := unquote(text)) != text:
        text = once
    doi = _MARKUP.sub("", text).lower().rstrip(_TRAILING)
    while doi and doi[-1] in ")]>" and doi.count(doi[-1]) > doi.count("([<"[")]>".index(doi[-1])]):
        doi = doi[:-1].rstrip(_TRAILING)
    return "" if not _DOI.fullmatch(doi) or doi.startswith(_ARXIV) else doi
