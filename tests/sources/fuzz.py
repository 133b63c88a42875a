"""``python -m tests.sources.fuzz --inputs 1000000``: broken inputs for every parser and for TeX.

A well-formed sample is cut, doubled, mixed with another and sprinkled with what parsers trip over. Nothing
but items or a `SourceError` may come of it, and nothing may take long.
"""

from __future__ import annotations

import io
import random
import sys
import warnings

from paper_tui.papers.tex import to_unicode
from paper_tui.sources import SourceError, known_formats, read
from tests.fuzzing import fuzz
from tests.sources.helpers import CONTEXT
from tests.sources.samples import SAMPLES

SLOWEST = 2.0
"""Seconds of processor time that one input of a few KiB may take."""
_TRIPS = [
    *(b"\0", b"\xff", b"\xc3", b"\xef\xbb\xbf", b"\r\n", b"\r", b"\n\n", b"\t", b"\x1b[2J", b"\xe2\x80\xae"),
    *(
        b"{",
        b"}",
        b"[",
        b"]",
        b'"',
        b"'",
        b"\\",
        b"$",
        b"<",
        b">",
        b"&",
        b"@",
        b"#",
        b"%",
        b",",
        b":",
        b"=",
        b"-",
    ),
    *(
        b"null",
        b"1e999",
        b"-1",
        b"NaN",
        b"true",
        b"{}",
        b"[]",
        b'""',
        b"\\u0000",
        b"\\ud800",
        b"<![CDATA[",
        b"<!--",
    ),
    *(
        b"TY  - ",
        b"ER  - ",
        b"@article{",
        b"\\frac{",
        b"^{",
        b"_{",
        b"\\begin{",
        b"Sep 3",
        b"Submitted by",
        b"9" * 40,
    ),
    *(b"<!ENTITY a 'b'>", b"<entry>", b"</entry>", b"<article>", b"0000-00-00", b"9999-99-99", b"12 authors"),
]


def mutated(chance: random.Random) -> bytes:
    """A sample with one to eight things done to it."""
    data = chance.choice(list(SAMPLES.values())).encode()
    for _ in range(chance.randint(1, 8)):
        data = _changed(data, chance)
    return data[:20_000]


def _changed(data: bytes, chance: random.Random) -> bytes:
    start, end = sorted(chance.randint(0, len(data)) for _ in range(2))
    kind = chance.randrange(6)
    if kind == 0:
        return data[:start] + data[end:]
    if kind == 1:
        return data[:end] + data[start:end] + data[end:]
    if kind == 2:
        other = chance.choice(list(SAMPLES.values())).encode()
        return data[:start] + other[chance.randint(0, len(other)) :][:500] + data[start:]
    if kind == 3:
        return data[:start] + bytes([chance.randrange(256)]) + data[start + 1 :]
    trip = chance.choice(_TRIPS) * (chance.choice((1, 1, 1, 50)) if kind == 4 else 1)
    return data[:start] + trip + data[start:]


def run_one(data: bytes, format_name: str | None) -> None:
    """Read an input and throw the items away; raises whatever should not have been raised."""
    try:
        for _ in read(io.BytesIO(data), CONTEXT, format_name):
            pass
    except SourceError:
        return


def try_one(chance: random.Random, _number: int) -> None:
    """Make an input, and read it in a format or as it is recognised."""
    data = mutated(chance)
    run_one(data, chance.choice([None, *(form.name for form in known_formats())]))
    to_unicode(data.decode("utf-8", "replace"))


def main(arguments: list[str] | None = None) -> int:
    """Run as many inputs as asked for; 1 if one of them took too long."""
    warnings.simplefilter("ignore")
    return fuzz("python -m tests.sources.fuzz", __doc__, try_one, slowest=SLOWEST, arguments=arguments)


if __name__ == "__main__":
    sys.exit(main())
