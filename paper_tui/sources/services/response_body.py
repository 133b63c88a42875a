"""Response bodies: limited in size on the wire and decompressed, and complete or rejected."""

from __future__ import annotations

import codecs
import json
import re
import zlib
from collections.abc import Iterable

from paper_tui.sources.services.exchange_types import FetchError, Interrupted, Limits, Response

# Atomic and possessive: no input makes them try twice.
_PROLOG = re.compile(
    r"(?>\s+|<\?.*?\?>|<!--.*?-->|<!doctype[^>[]*+(?:\[[^]]*+\][^>]*+)?+>)*+<([A-Za-z_][\w:.-]*)", re.S | re.I
)
_EPILOG = re.compile(r"\s*>(?>\s+|<!--.*?-->)*+", re.S)
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_PORTAL = "Open its address in a browser: the network may want a log-in, or it may be no address of papers."


def read_body(chunks: Iterable[bytes], encoding: str, limits: Limits, host: str) -> bytes:
    """Read and decompress a body.

    Raises:
        Interrupted: The packing is damaged or ends in the middle.
        FetchError: It is too large, or packed in a way that was not asked for.
    """
    if encoding not in ("", "identity", "gzip", "x-gzip"):
        raise FetchError(f"{host} packs its answer in a way that was not asked for")
    bounded = _bounded(chunks, limits.wire, host)
    if encoding in ("", "identity"):
        return b"".join(_bounded(bounded, limits.body, host))
    return b"".join(_unpacked(bounded, limits.body, host))


def check_json(response: Response) -> None:
    """Check that a body is a complete JSON document, since a closed connection does not prove it.

    Raises:
        Interrupted: It ends in the middle.
        FetchError: It is a web page.
    """
    try:
        json.loads(response.body)
    except (ValueError, RecursionError) as error:
        raise _not_whole(response, _root(_text(response.body))) from error


def check_xml(response: Response) -> None:
    """Check that a body is a complete XML document, with only comments after its root element.

    Raises:
        Interrupted: It ends in the middle.
        FetchError: It is a web page.
    """
    text = _text(response.body)
    root = _root(text)
    end = text.rfind(f"</{root}")
    closed = root and end >= 0 and _EPILOG.fullmatch(text, end + len(root) + 2)
    if not closed or root.lower() == "html":
        raise _not_whole(response, root)


def _not_whole(response: Response, root: str) -> FetchError:
    if root.lower() == "html":
        return FetchError(f"{response.host} answered with a web page instead of papers", _PORTAL)
    return Interrupted(f"the answer of {response.host} is incomplete or garbled")


def _text(body: bytes) -> str:
    """A body decoded for its markup: all encodings but UTF-16 are supersets of ASCII."""
    if body.startswith(_WIDE):
        return body.decode("utf-16", "replace")
    return body.removeprefix(codecs.BOM_UTF8).decode("latin-1")


def _root(text: str) -> str:
    """Name of the root element, or empty."""
    found = _PROLOG.match(text)
    return found[1] if found else ""


def _bounded(chunks: Iterable[bytes], limit: int, host: str) -> Iterable[bytes]:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > limit:
            raise _too_large(limit, host)
        yield chunk


def _unpacked(chunks: Iterable[bytes], limit: int, host: str) -> Iterable[bytes]:
    """Decompress the members of a gzip stream, within the limit."""
    unpacker, left = zlib.decompressobj(zlib.MAX_WBITS | 16), limit
    for chunk in chunks:
        data = chunk
        while data:
            try:
                piece = unpacker.decompress(data, left + 1)
            except zlib.error as error:
                raise Interrupted(f"the packing of the answer of {host} is damaged") from error
            left -= len(piece)
            if left < 0:
                raise _too_large(limit, host)
            yield piece
            data = unpacker.unused_data.lstrip(b"\0")
            if data:
                unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
    if not unpacker.eof:
        raise Interrupted(f"the answer of {host} ends in the middle")


def _too_large(limit: int, host: str) -> FetchError:
    return FetchError(f"the answer of {host} is larger than {limit:,} bytes", "Ask for less at a time.")
