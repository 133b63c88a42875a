"""Pictures embedded in a page as ``data:`` URLs: a document has a short name for each."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from urllib.parse import unquote_to_bytes

DATA = "data:"
LONGEST_DATA = 20_000_000
"""Characters of a picture in a page."""
_DIGEST = 16
_DATA_URL = re.compile(r"data:image/[\w.+-]{1,40}(?:;[\w=.+-]{1,40})*,[^\"'<>)]+")
_SPACES = re.compile(r"\s+")


def data_name(url: str) -> str:
    """Return a short name for a ``data:`` URL, by which `embedded` finds it; empty for no picture."""
    compact = _SPACES.sub("", url)
    if not compact.startswith("data:image/") or len(compact) > LONGEST_DATA:
        return ""
    kind = re.split("[;,]", compact, maxsplit=1)[0]
    return f"{kind[:60]}#{hashlib.sha256(compact.encode('utf-8', 'replace')).hexdigest()[:_DIGEST]}"


def embedded(page: str, name: str) -> bytes | None:
    """Return the picture in a page that has a name by `data_name`; None where there is none."""
    for found in _DATA_URL.finditer(page):
        if data_name(found[0]) == name:
            return _decoded(found[0])
    return None


def _decoded(url: str) -> bytes | None:
    head, _, data = url.partition(",")
    raw = unquote_to_bytes(data)
    if not head.endswith(";base64"):
        return raw
    try:
        return base64.b64decode(raw, validate=False)
    except binascii.Error:
        return None
