"""``python -m tests.pdf.fuzz --inputs 100000``: broken PDFs, identified and read as texts.

A PDF of the tests is cut, doubled, mixed with another and sprinkled with what readers of PDFs trip over; half
of them have their streams unpacked first, so that page contents are broken too. A child process reads many
inputs one after the other, as `paper_tui.pdf.child` does, and is begun anew where one has ended it. Nothing
but a result or an error with its reason may come of an input, and none may take long; an input that ends the
child is counted, since it costs a user one file.
"""

# ruff: noqa: E501 - a table of things to trip over

from __future__ import annotations

import argparse
import base64
import random
import re
import selectors
import subprocess
import sys
import time
import zlib
from contextlib import suppress
from functools import cache
from pathlib import Path

from paper_tui.documents.errors import DocumentError
from paper_tui.documents.formats.pdf import document_of
from paper_tui.pdf.identity import identify
from paper_tui.pdf.model import PdfError
from paper_tui.pdf.reading import read_pdf
from tests.documents.fuzz import check

PATIENCE = 20.0
"""Seconds that one input may take; those of the tests take some ms."""
MOST_FAILURES = 20
"""Inputs at which the run is given up."""
_FILES = Path(__file__).with_name("files")
_PACKED = re.compile(
    rb"/Filter \[ /ASCII85Decode /FlateDecode \] /Length \d+\s*>>\s*stream\r?\n(.*?)endstream", re.DOTALL
)
_NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
_NUMBERS = (
    b"0",
    b"-1",
    b"1",
    b"255",
    b"65536",
    b"2147483647",
    b"-2147483648",
    b"4294967296",
    b"1e39",
    b"9" * 40,
)
_TRIPS = (
    b"<<", b">>", b"[", b"]", b"(", b")", b"<", b">", b"%", b"/", b"\\", b"\0", b"\xff\xfe", b"\r", b"\n",
    b"obj", b"endobj", b"stream\n", b"endstream", b"xref\n0 1\n", b"trailer\n<<", b"startxref\n0\n", b"%%EOF",
    b" 0 R", b"1 0 R", b"/Kids [ 9 0 R 5 0 R ]", b"/Count 99999999", b"/Parent 5 0 R", b"/Type /Pages", b"/Type /Page",
    b"/Type /ObjStm /N 9999 /First 3", b"/Type /XRef /W [1 2 1] /Index [0 99999]", b"/Prev 0", b"/Length 99999999",
    b"/Filter /FlateDecode", b"/Filter [/ASCIIHexDecode /LZWDecode]", b"/DecodeParms << /Predictor 15 /Columns 99999 >>",
    b"/MediaBox [0 0 1e9 -1e9]", b"/Rotate 45", b"/Encrypt << /Filter /Standard /V 4 /R 4 >>", b"/PageLabels << /Nums [0 << /S /r >>] >>",
    b"/Outlines 9 0 R", b"/First 9 0 R /Next 9 0 R", b"/Font << /F1 9 0 R >>", b"/ToUnicode 10 0 R", b"/Subtype /Type3 /CharProcs 10 0 R",
    b"/Subtype /Type0 /DescendantFonts [2 0 R]", b"/Encoding /Identity-H", b"BT ", b" ET", b"q ", b" Q", b" cm", b" Tj", b" TJ", b" Tf",
    b" Do", b"/F1 0 Tf", b"1 0 0 1 1e30 -1e30 Tm", b"0 0 0 0 0 0 Tm", b"<feff00410042> Tj", b"(\\777\\000) Tj", b"BI /W 9999 /H 9999 ID ", b" EI",
)  # fmt: skip


@cache
def samples() -> tuple[bytes, ...]:
    """The PDFs of the tests, as they are and with their streams unpacked."""
    packed = [path.read_bytes() for path in sorted(_FILES.glob("*.pdf"))]
    return (*packed, *(_PACKED.sub(_unpacked, data) for data in packed if b"/Encrypt" not in data))


def _unpacked(found: re.Match[bytes]) -> bytes:
    text = zlib.decompress(base64.a85decode(found[1].strip().removesuffix(b"~>")))
    return b"/Length %d >>\nstream\n%s\nendstream" % (len(text), text)


def mutated(chance: random.Random) -> bytes:
    """A PDF with one to twelve things done to it."""
    data = chance.choice(samples())
    for _ in range(chance.randint(1, 12)):
        data = _changed(data, chance)
    return data


def _changed(data: bytes, chance: random.Random) -> bytes:
    start = chance.randint(0, len(data))
    end = min(len(data), start + chance.choice((1, 4, 30, 400, len(data))))
    kind = chance.randrange(7)
    if kind == 0:
        return data[:start] + data[end:]
    if kind == 1:
        return data[:end] + data[start:end] + data[end:]
    if kind == 2:
        other = chance.choice(samples())
        place = chance.randrange(len(other))
        return data[:start] + other[place : place + 600] + data[start:]
    if kind == 3:
        return data[:start] + bytes([chance.randrange(256)]) + data[start + 1 :]
    if kind == 4:
        number = _NUMBER.search(data, start)
        return data[: number.start()] + chance.choice(_NUMBERS) + data[number.end() :] if number else data
    trip = chance.choice(_TRIPS) * (chance.choice((1, 1, 1, 200)) if kind == 5 else 1)
    return data[:start] + trip + data[start:]


def run_one(data: bytes) -> None:
    """Identify an input and read its text; raises whatever should not have been raised."""
    with suppress(PdfError):
        identify(read_pdf(data, 1), "2301.01234v2.pdf")
    with suppress(PdfError, DocumentError):
        check(document_of(read_pdf(data, in_full=True)))


def run_child(seed: int, first: int, last: int) -> None:
    """Read the inputs of a range; before each its number is printed."""
    for number in range(first, last):
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()
        run_one(mutated(random.Random(f"{seed}/{number}")))


class Run:
    """Runs a range of inputs in child processes."""

    def __init__(self, seed: int, inputs: int) -> None:
        self._seed = seed
        self._inputs = inputs
        self.ended: list[int] = []
        """Inputs that ended the child by a signal."""
        self.failed: list[int] = []
        """Inputs that raised what they should not."""
        self.slow: list[int] = []
        """Inputs that took too long."""

    def run(self) -> None:
        """Run all of them."""
        at = 0
        while at < self._inputs and len(self.failed) + len(self.slow) < MOST_FAILURES:
            at = self._child(at) + 1

    def _child(self, first: int) -> int:
        """Run a child until it ends; return the input that it was at."""
        command = [sys.executable, "-m", "tests.pdf.fuzz", "--seed", str(self._seed), "--child"]
        child = subprocess.Popen(
            [*command, str(first), str(self._inputs)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        at = first
        assert child.stdout is not None
        with selectors.DefaultSelector() as selector:
            selector.register(child.stdout, selectors.EVENT_READ)
            while selector.select(PATIENCE):
                block = child.stdout.read1(1 << 16).split()  # type: ignore[attr-defined]  # a buffered reader has it
                if not block:
                    break
                at = int(block[-1])
            else:
                child.kill()
                self.slow.append(at)
                child.wait()
                return at
        code = child.wait()
        if code:
            (self.ended if code < 0 else self.failed).append(at)
        return at


def main() -> int:
    """Run as many inputs as asked for; 1 when one of them did what none may do."""
    parser = argparse.ArgumentParser(prog="python -m tests.pdf.fuzz", description=__doc__)
    parser.add_argument("--inputs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--child", type=int, nargs=2, metavar=("FIRST", "LAST"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        run_child(options.seed, *options.child)
        return 0
    run, start = Run(options.seed, options.inputs), time.monotonic()
    run.run()
    print(f"{options.inputs:,} inputs in {time.monotonic() - start:.0f} s")
    counted = {"ended the child": run.ended, "raised": run.failed, "took too long": run.slow}
    for what, numbers in counted.items():
        print(f"{len(numbers):,} {what}: {numbers[:20]}")
    return 1 if run.failed or run.slow else 0


if __name__ == "__main__":
    sys.exit(main())
