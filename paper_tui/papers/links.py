"""Web addresses: which may be opened, and which an abstract mentions."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from paper_tui.papers.paper import Link, LinkKind

LONGEST_URL = 2_000
_URL = re.compile(r"https?://[^\s<>\"'`|\\^{}\x00-\x20\x7f-\xa0]+", re.IGNORECASE)
_ORDINARY = re.compile(r"https?://[a-z0-9][a-z0-9.-]*/[\w./~%?=&+:;,-]*", re.ASCII)
"""What nearly all addresses look like, in which nothing can be unsafe."""
_CODE_HOSTS = ("github.com", "gitlab.com", "gitee.com", "bitbucket.org", "codeberg.org", "sr.ht")
_HUB_KINDS: dict[str, LinkKind] = {"datasets": "data", "spaces": "project", "papers": "paper"}
_PAPER_HOSTS = ("arxiv.org", "doi.org", "openreview.net", "aclanthology.org")


def safe_url(url: str) -> str:
    """The address when it may be given to a browser, else empty.

    Only http and https pass, with a host, without user name, white space, quotes, or characters that
    control or steer a display: nothing that a browser command could take for an option or a reader for
    another site.
    """
    url = url.strip()
    if len(url) <= LONGEST_URL and _ORDINARY.fullmatch(url):
        return url
    if len(url) > LONGEST_URL or not url.isprintable() or not _URL.fullmatch(url):
        return ""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return ""
    return "" if not host or host.startswith("-") or "@" in parts.netloc or port == 0 else url


def find_links(text: str) -> tuple[Link, ...]:
    """The addresses in a text, each once, without the punctuation that follows them."""
    if "://" not in text:
        return ()
    found: dict[str, Link] = {}
    for match in _URL.finditer(text):
        url = safe_url(_without_punctuation(match[0])) if len(match[0]) <= LONGEST_URL else ""
        if url:
            found.setdefault(url, Link(url, link_kind(url)))
    return tuple(found.values())


def link_kind(url: str) -> LinkKind:
    """What an address most likely holds, judged by its host and path."""
    parts = urlsplit(url.lower())
    host, path = parts.hostname or "", parts.path
    if _is_at(host, _CODE_HOSTS):
        return "code"
    if _is_at(host, _PAPER_HOSTS):
        return "paper"
    if _is_at(host, ("huggingface.co",)):
        return _HUB_KINDS.get(path.split("/")[1] if path else "", "model")
    return "project"


def _is_at(host: str, sites: tuple[str, ...]) -> bool:
    return any(host == site or host.endswith("." + site) for site in sites)


def _without_punctuation(url: str) -> str:
    """Cut what belongs to the sentence: final stops, and a bracket that was opened before the address."""
    while url:
        last = url[-1]
        unopened = last in ")]" and url.count(last) > url.count("(["[")]".index(last)])
        if last not in ".,;:!?*_" and not unopened:
            break
        url = url[:-1]
    return url
