"""No text freezes an import: time grows with an input, never with its square, and memory is bounded by it."""

from __future__ import annotations

import time
import tracemalloc

import pytest

from paper_tui.papers.identifiers import stated_doi
from paper_tui.papers.prose import plain_text
from paper_tui.papers.word_diff import differences
from paper_tui.sources.author_names import inverted_names, split_people
from paper_tui.sources.bibtex_names import read_names
from tests.sources import growth
from tests.sources.helpers import notices, papers
from tests.sources.samples import SAMPLES


@pytest.mark.parametrize("name", SAMPLES)
def test_reading_grows_with_the_input(name: str) -> None:
    assert [wrong for run in growth.FEW if (wrong := growth.grows_too_fast(name, run, 8_000, 2))] == []


@pytest.mark.parametrize("run", growth.RUNS)
def test_any_text_is_cleaned_and_parted_at_once(run: str) -> None:
    text = run * (60_000 // len(run))
    before = time.process_time()
    plain_text(text[:20_000])
    split_people(text)
    inverted_names(f"Roe, {text}")
    stated_doi(text)
    read_names(text)
    differences(text[:20_000], "a")
    assert time.process_time() - before < 1, "what takes quadratic time takes several seconds"


def test_strings_that_double_stay_within_bounds() -> None:
    doubled = "\n".join(f"@string{{s{n + 1} = s{n} # s{n}}}" for n in range(40))
    text = f'@string{{s0 = "aaaaaaaaaa"}}\n{doubled}\n@article{{k, title = {{A paper}}, note = s40}}'
    tracemalloc.start()
    found, told = papers(text), notices(text)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [paper.title for paper in found] == ["A paper"]
    assert any("@string" in notice for notice in told)
    assert peak < 50_000_000
