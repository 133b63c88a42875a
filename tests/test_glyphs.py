"""The choice of symbols or ASCII by terminal."""

from __future__ import annotations

import pytest

from paper_tui.glyphs import ASCII, in_ascii, needs_ascii


@pytest.mark.parametrize(
    ("encoding", "locale", "expected"),
    [
        ("utf-8", {"LANG": "en_US.UTF-8"}, False),
        ("utf-8", {}, False),
        (None, {"LANG": ""}, False),
        ("utf-8", {"LC_ALL": "C"}, True),
        ("utf-8", {"LC_ALL": "POSIX", "LANG": "en_US.UTF-8"}, True),
        ("utf-8", {"LC_ALL": "C.UTF-8"}, False),
        ("utf-8", {"LC_CTYPE": "de_DE.ISO-8859-15@euro"}, True),
        ("utf-8", {"LC_ALL": "", "LANG": "de_DE.utf8@euro"}, False),
        ("iso8859-1", {}, True),
        ("ascii", {"LANG": "en_US.UTF-8"}, True),
        ("no-such-encoding", {}, True),
    ],
)
def test_the_terminal_decides(encoding: str | None, locale: dict[str, str], expected: bool) -> None:
    assert needs_ascii(encoding, locale) is expected


def test_every_symbol_has_a_replacement_of_ascii() -> None:
    assert in_ascii("".join(map(chr, ASCII))).isascii()
