"""Answers of services: whole ones pass, others are refused, and none takes long to tell."""

from __future__ import annotations

import pytest

from paper_tui.sources.services.exchange_types import FetchError, Response
from paper_tui.sources.services.response_body import check_xml

MANY = 200_000
"""Repetitions at which a check that is quadratic would take the better part of an hour."""


def response(body: bytes) -> Response:
    return Response("http://127.0.0.1/feed", 200, {}, body)


@pytest.mark.parametrize("part", [b"<!doctype ", b"<!doctype [", b"<!--", b"<?x ", b" ", b"<!doctype a[b]"])
def test_a_prolog_without_end_is_refused_at_once(part: bytes) -> None:
    with pytest.raises(FetchError):
        check_xml(response(part * MANY))


@pytest.mark.parametrize(
    "prolog",
    [
        b"",
        b'<?xml version="1.0"?>\n',
        b"<!-- a > b -->\n",
        b'<!DOCTYPE rss SYSTEM "x">',
        b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "b">] >\n',
    ],
)
def test_a_whole_answer_passes(prolog: bytes) -> None:
    check_xml(response(prolog + b"<rss><channel/></rss>\n"))
