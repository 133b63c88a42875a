"""Formats of papers: samples with a hostile run within their first title, and at their end."""

from __future__ import annotations

import io
from contextlib import suppress
from functools import partial

from paper_tui.sources import SourceError, read
from tests.growth.measure import Subject
from tests.sources.growth import RUNS
from tests.sources.helpers import CONTEXT
from tests.sources.samples import SAMPLES


def _read(name: str, text: str) -> None:
    sample = SAMPLES[name]
    middle = max(sample.find("Finding"), 0) or len(sample) // 2
    half = text[: len(text) // 2]
    data = f"{sample[:middle]}{half}{sample[middle:]}{half}".encode("utf-8", "surrogatepass")
    with suppress(SourceError):
        for _ in read(io.BytesIO(data), CONTEXT, name):
            pass


SUBJECTS = {f"format: {name}": Subject(partial(_read, name), RUNS) for name in SAMPLES}
