"""Headers are a server's word, and may be anything."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_tui.sources.services import Busy, FetchError
from paper_tui.sources.services.exchange_types import Request, Response
from paper_tui.sources.services.rate_limit import Pace, Record, Turn, retry_after
from paper_tui.sources.services.service import linked_next
from tests.sources.services.helpers import NOON

NUMBER = st.from_regex(r"[0-9]{1,30}", fullmatch=True)
DATE = st.builds(
    "Mon, {} Jan {} {}:00:00 {}".format,
    NUMBER,
    NUMBER,
    NUMBER,
    st.sampled_from(["GMT", "", "+9999999999999"]),
)
LINK = st.builds("<{}>; rel={}next".format, st.text("/?&=.:[]@%#x"), st.sampled_from(["", '"', "x"]))
QUOTA = st.builds('"api";r={};t={}'.format, NUMBER, NUMBER)


@given(st.one_of(st.text(), NUMBER, DATE))
def test_retry_after_is_seconds_or_nothing(text: str) -> None:
    seconds = retry_after(text, NOON)
    assert seconds is None or seconds == float(seconds)


@given(st.one_of(st.text(), LINK))
def test_the_next_page_is_of_the_same_host_or_refused(text: str) -> None:
    response = Response("http://example.org/a", 200, {"link": text}, b"")
    try:
        following = linked_next(Request("http://example.org/a?p=1", ""), response)
    except FetchError:
        return
    assert following == "" or urlsplit(following)[:2] == ("http", "example.org")


@given(
    status=st.sampled_from([200, 429, 503]),
    retry=st.one_of(st.text(), NUMBER, DATE),
    quota=st.one_of(st.text(), QUOTA),
)
def test_no_header_keeps_a_host_silent_for_more_than_an_hour(status: int, retry: str, quota: str) -> None:
    turn = Turn(Pace("example.org"), Record(), lambda: NOON)
    response = Response("http://example.org/", status, {"retry-after": retry, "ratelimit": quota}, b"[]")
    if status == 200:
        turn.heed(response)
    else:
        with pytest.raises(Busy):
            turn.heed(response)
    assert turn.record.until == 0 or NOON < turn.record.until <= NOON + 3600
