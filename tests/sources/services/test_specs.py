from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_tui.sources.base import SourceError
from paper_tui.sources.services import SERVICES, parse_spec
from tests.sources.services.helpers import is_safe

KNOWN = [
    ("daily", "daily"),
    (" Daily: ", "daily"),
    ("daily:2026-09-03", "daily:2026-09-03"),
    ("daily:2026-w36", "daily:2026-W36"),
    ("daily:2026-09", "daily:2026-09"),
    ("daily:Trending", "daily:trending"),
    ("daily:search:  sparse   attention ", "daily:search:sparse attention"),
    ("arxiv:cs.CL", "arxiv:cs.CL"),
    ("arxiv:1706.03762", "arxiv:1706.03762"),
    ("arxiv:1706.03762v5, hep-th/9901001", "arxiv:1706.03762v5,hep-th/9901001"),
    ("arxiv:au:Ashish Vaswani", "arxiv:au:Ashish Vaswani"),
    ("arxiv:sparse attention", "arxiv:sparse attention"),
    ("1706.03762", "arxiv:1706.03762"),
    ("https://arxiv.org/abs/1706.03762v2", "arxiv:1706.03762v2"),
    ("https://huggingface.co/papers/1706.03762", "arxiv:1706.03762"),
    ("doi:10.48550/arXiv.1706.03762", "arxiv:1706.03762"),
    ("doi:10.1000/ABC", "doi:10.1000/abc"),
    ("https://doi.org/10.1000/abc", "doi:10.1000/abc"),
    ("feed:https://example.org/rss?x=1", "feed:https://example.org/rss?x=1"),
    ("https://example.org/rss", "feed:https://example.org/rss"),
    ("https://rss.arxiv.org/rss/cs.CL", "feed:https://rss.arxiv.org/rss/cs.CL"),
    ("https://arxiv.org/list/cs.CL/recent", "arxiv:cs.CL"),
    ("https://arxiv.org/list/hep-th/new?show=50", "arxiv:hep-th"),
    ("https://arxiv.org/pdf/1706.03762v2.pdf", "arxiv:1706.03762v2"),
    ("https://arxiv.org/html/1706.03762v2", "arxiv:1706.03762v2"),
    ("https://huggingface.co/papers", "daily"),
    ("https://huggingface.co/papers/", "daily"),
    ("https://huggingface.co/papers/date/2026-09-03", "daily:2026-09-03"),
    ("https://huggingface.co/papers/week/2026-W36", "daily:2026-W36"),
    ("https://huggingface.co/papers/month/2026-09", "daily:2026-09"),
    ("https://huggingface.co/papers/trending", "daily:trending"),
    ("https://huggingface.co/papers?date=2026-09-03", "daily:2026-09-03"),
    ("https://huggingface.co/papers?q=sparse+attention", "daily:search:sparse attention"),
    ("https://dx.doi.org/10.1000/ABC", "doi:10.1000/abc"),
]

UNKNOWN = [
    ("", "Known are daily"),
    ("dayly", "Did you mean daily?"),
    ("axiv:cs.CL", "Did you mean arxiv?"),
    ("example.org/rss", "feed:URL"),
    ("ftp://example.org/rss", "feed:URL"),
    ("daily:2026-13-40", "expected a day"),
    ("daily:2026-W77", "a week"),
    ("daily:yesterday", "trending"),
    ("daily:search:", "needs words"),
    ("daily:search:" + "x" * 251, "250"),
    ("arxiv:", "expected a category"),
    ("arxiv:au: ", "expected a category"),
    ("arxiv:" + "word " * 700, "too long"),
    ('arxiv:"()"', "expected a category"),
    ("arxiv:" + ",".join(f"2609.{number:05}" for number in range(101)), "at most 100"),
    ("feed:file:///etc/passwd", "address of a feed"),
    ("feed:example.org", "address of a feed"),
    ("feed:https://user:secret@example.org/", "address of a feed"),
    ("feed:https://example.org/\r\nX-Evil: 1", "control characters"),
    ("daily:2026-09-03\r\nX-Evil: 1", "control characters"),
    ("arxiv:au:x\x00y", "control characters"),
    ("doi:11.1000/x", "is no DOI"),
]


@pytest.mark.parametrize(("text", "canonical"), KNOWN)
def test_a_spec_has_one_spelling_that_reads_back(text: str, canonical: str) -> None:
    spec = parse_spec(text)
    assert str(spec) == canonical
    assert parse_spec(canonical) == spec


@pytest.mark.parametrize(("text", "said"), UNKNOWN)
def test_a_spec_that_cannot_be_read_says_what_can(text: str, said: str) -> None:
    with pytest.raises(SourceError) as caught:
        parse_spec(text)
    assert said in str(caught.value)
    assert is_safe(str(caught.value))


@given(st.one_of(st.text(), st.builds("{}:{}".format, st.sampled_from(sorted(SERVICES)), st.text())))
def test_any_text_is_a_spec_or_refused(text: str) -> None:
    try:
        spec = parse_spec(text)
    except SourceError as error:
        assert is_safe(str(error))  # noqa: PT017 -- most texts are refused, none may do anything else
    else:
        assert parse_spec(str(spec)) == spec
        request = SERVICES[spec.service].first(spec.argument, "https://example.org", 300)
        assert re.fullmatch(r"[!-~]+", request.url) or spec.service == "feed"


def test_every_form_that_help_names_is_understood() -> None:
    for form in (form for service in SERVICES.values() for form in service.forms):
        parse_spec(form.replace("URL", "https://example.org/rss"))
