"""Web addresses: which may be opened, and which an abstract mentions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

from paper_tui.papers.doi import plain_address
from paper_tui.papers.paper import Link, LinkKind

LONGEST_URL = 2_000
_URL = re.compile(r"https?://[^\s<>\"'`|\\^{}\x00-\x20\x7f-\xa0]+", re.IGNORECASE)
_ORDINARY = re.compile(r"https?://[a-z0-9][a-z0-9.-]*/[\w./~%?=&+:;,-]*", re.ASCII)
"""The shape of nearly all addresses, in which nothing can be unsafe."""
_HOST_AND_PATH = re.compile(r"[a-z]+://(?:[^/?#]*@)?([^/?#:]*)[^/?#]*([^?#]*)")
"""Of a safe address in lower case: a tenth of the time of `urlsplit`."""
_SCHEME = re.compile(r"^(?:url:?\s*)?(https?)(?::/*|//+)(?:https?:/+)?", re.IGNORECASE)
_HOST = re.compile(
    r"(?:www\.|(?:[a-z0-9-]+\.)+(?:org|com|edu|gov|net|info|eu|uk|de|fr|io|ch|nl|ca|au|jp|cn|ac)[/:])",
    re.IGNORECASE,
)
"""The beginning of an address without scheme."""
_WRAPPED = re.compile(r"^\\url\s*\{([^{}]*)\}$")
_BETWEEN = re.compile(r"[;,\s]+(?=https?://|www\.)", re.IGNORECASE)
_KEPT = ":/?#[]@!$&()*+,;=%~"
"""An apostrophe, which an address may hold but a command could take for a quote, is encoded."""
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


def mended_url(text: str) -> str:
    """The address in a text as a browser would take it, when it may be given to one, else empty.

    Escapes of TeX and HTML are undone, a scheme is put before a host without one, and characters that are not
    allowed in an address are encoded.
    """
    if "&amp;" not in text and (found := safe_url(text)):
        return found
    text = plain_address(_WRAPPED.sub(r"\1", text.strip()))
    if not text or len(text) > LONGEST_URL or not text.replace("\n", "").isprintable():
        return ""
    text = _SCHEME.sub(r"\1://", "".join(text.split("\n")))
    if text.startswith("//"):
        text = f"https:{text}"
    elif _HOST.match(text):
        text = f"http://{text}"
    return safe_url(quote(text.replace("\\", "/"), safe=_KEPT))


def split_urls(text: str) -> list[str]:
    """The addresses of a field that holds several, mended; the text is no prose."""
    parts = _BETWEEN.split(text.strip()) if text.count("://") + text.count("www.") > 1 else [text]
    return [url for url in map(mended_url, parts) if url]


def find_links(text: str) -> tuple[Link, ...]:
    """The addresses in a text, each once, without the punctuation that follows them."""
    urls = dict.fromkeys(url for _, url in located_urls(text))
    return tuple(Link(url, link_kind(url)) for url in urls)


def located_urls(text: str) -> Iterator[tuple[int, str]]:
    """Yield the addresses in a text with their offsets, without the punctuation that follows them."""
    if "://" not in text:
        return
    for match in _URL.finditer(text):
        url = safe_url(_without_punctuation(match[0])) if len(match[0]) <= LONGEST_URL else ""
        if url:
            yield match.start(), url


def link_kind(url: str) -> LinkKind:
    """The kind of content an address most likely leads to, judged by its host and path."""
    found = _HOST_AND_PATH.match(url.lower())
    host, path = found.groups() if found else ("", "")
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
