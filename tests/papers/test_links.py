"""Addresses that may be opened, those that an abstract mentions, and their targets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_tui.papers.links import LONGEST_URL, find_links, link_kind, safe_url
from paper_tui.papers.text import clean_line

SAFE = [
    "https://arxiv.org/abs/1706.03762",
    "http://example.org",
    "HTTPS://EXAMPLE.ORG/A",
    "https://example.org:8443/a?b=c&d=%20#e",
    "https://en.wikipedia.org/wiki/Foo_(bar)",
    "https://sub.domain.example.co.uk/~user/",
    "http://192.0.2.1/x",
    "http://[2001:db8::1]/x",
    "https://müller.example/ä",
    "https://example.org/a;b=c,d",
    " https://example.org/trimmed ",
    "https://example.org/" + "x" * (LONGEST_URL - 20),
]
UNSAFE = [
    "",
    "example.org",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "file:///etc/passwd",
    "/etc/passwd",
    "ssh://host/x",
    "ftp://example.org/x",
    "mailto:x@example.org",
    "vbscript:x",
    "--help",
    "-oProxyCommand=x",
    "http://-oProxyCommand=x/",
    "https://",
    "https:///path",
    "https://user@example.org/",
    "https://user:secret@example.org/",
    "https://example.org@evil.example/",
    "https://example.org\\@evil.example/",
    "https://example.org/a b",
    "https://example.org/a\nb",
    "https://example.org/a\tb",
    "https://example.org/\x1b[31m",
    "https://example.org/\x9b31m",
    "https://example.org/\x00",
    "https://example.org/\u202egpj.exe",
    "https://exam\u200bple.org/",
    "https://example.org/\ud800",
    "https://example.org/\xa0x",
    "https://example.org/\"onclick='x'",
    "https://example.org/`id`",
    "https://example.org/<script>",
    "https://example.org/{x}",
    "https://example.org/a|b",
    "https://example.org:0/",
    "https://example.org:99999/",
    "https://example.org:port/",
    "http://[::1/",
    "https://example.org/" + "x" * LONGEST_URL,
]


@pytest.mark.parametrize("url", SAFE, ids=lambda url: url[:40])
def test_web_addresses_may_be_opened(url: str) -> None:
    assert safe_url(url) == url.strip()


@pytest.mark.parametrize("url", UNSAFE, ids=lambda url: repr(url[:40]))
def test_all_else_may_not(url: str) -> None:
    assert safe_url(url) == ""


@given(st.text(st.characters(categories=None)).map("https://example.org/".__add__))
def test_what_passes_is_safe_to_draw_and_to_hand_to_a_command(url: str) -> None:
    safe = safe_url(url)
    assert not safe or (
        safe.startswith("https://example.org/") and safe.isprintable() and not set(safe) & set(" \"'<>`|\\^")
    )


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("Code: https://github.com/x/y.", ["https://github.com/x/y"]),
        ("(see https://x.org/a_(b))", ["https://x.org/a_(b)"]),
        ("[https://x.org/a]", ["https://x.org/a"]),
        ("https://x.org/a, https://x.org/b; and https://x.org/a!", ["https://x.org/a", "https://x.org/b"]),
        ("**https://x.org/a**", ["https://x.org/a"]),
        ("<https://x.org/a>", ["https://x.org/a"]),
        ("\\href{https://x.org/a}{here}", ["https://x.org/a"]),
        ("https://user@x.org/ and ftp://x.org", []),
        ("http://", []),
        ("https://x.org/" + ")" * 20_000, []),
        ("no address", []),
    ],
)
def test_addresses_in_a_text(text: str, urls: list[str]) -> None:
    assert [link.url for link in find_links(text)] == urls


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://github.com/x/y", "code"),
        ("https://GitHub.com/x/y", "code"),
        ("https://git.sr.ht/~x/y", "code"),
        ("https://notgithub.com/x", "project"),
        ("https://x.github.io/y", "project"),
        ("https://huggingface.co/x/y", "model"),
        ("https://huggingface.co/datasets/x", "data"),
        ("https://huggingface.co/spaces/x/y", "project"),
        ("https://huggingface.co/papers/2609.01234", "paper"),
        ("https://arxiv.org/abs/2609.01234", "paper"),
        ("https://doi.org/10.1000/x", "paper"),
        ("https://example.org", "project"),
        ("https://huggingface.co", "model"),
    ],
)
def test_what_an_address_holds(url: str, kind: str) -> None:
    assert link_kind(url) == kind


@given(st.text())
def test_addresses_found_are_all_safe(text: str) -> None:
    for link in find_links(clean_line(f"https://x.org/{text} {text}")):
        assert safe_url(link.url) == link.url
