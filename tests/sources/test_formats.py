from __future__ import annotations

import gzip
import io
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paper_tui.sources import SourceError, detect, known_formats, read
from paper_tui.sources.bundled_papers import starter
from tests.sources import fuzz
from tests.sources.helpers import CONTEXT, items, notices, papers, rejects
from tests.sources.samples import ATOM_ERROR, BIBTEX, CLI, COPIED, IDS, JSONL, PAGE, RIS, SAMPLES

LINES = [name for name in SAMPLES if name in ("jsonl", "id-list", "csv", "ris", "bibtex", "daily-page")]


@pytest.mark.parametrize("name", SAMPLES)
def test_format_is_told_from_content(name: str) -> None:
    assert detect(SAMPLES[name].encode(), "input").name == name


@pytest.mark.parametrize(
    ("data", "name"), [(COPIED, "daily-page"), (CLI, "hf-json"), (ATOM_ERROR, "arxiv-atom")]
)
def test_other_shapes_are_told_as_well(data: str, name: str) -> None:
    assert detect(data.encode(), "input").name == name


def test_every_format_has_a_sample() -> None:
    assert {form.name for form in known_formats()} == set(SAMPLES)


@pytest.mark.parametrize("name", SAMPLES)
def test_gzip_and_the_name_of_the_format_change_nothing(name: str) -> None:
    plain = items(SAMPLES[name])
    assert items(gzip.compress(SAMPLES[name].encode())) == plain
    assert items(SAMPLES[name], name) == plain
    assert plain


@pytest.mark.parametrize("name", LINES)
@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_encodings_of_windows_change_nothing(name: str, encoding: str) -> None:
    assert items(SAMPLES[name].encode(encoding)) == items(SAMPLES[name])


@pytest.mark.parametrize("name", LINES)
def test_windows_line_ends_change_nothing(name: str) -> None:
    assert items(SAMPLES[name].replace("\n", "\r\n")) == items(SAMPLES[name])


class Trickle(io.BytesIO):
    """A pipe that gives a few bytes at a time."""

    def read(self, size: int | None = -1) -> bytes:
        return super().read(min(7, size) if size and size > 0 else 7)


def test_a_slow_pipe_is_read_whole() -> None:
    assert list(read(Trickle(PAGE.encode()), CONTEXT)) == items(PAGE)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b" \n\n\t", "empty"),
        (b"%PDF-1.7\x00\xff\xfe\x00", "a PDF"),
        (bytes(range(256)) * 10, "not text"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "a picture"),
        (b"x" * 3_000_000, "in no format"),
        (b"\x1f\x8bnot gzip at all", "damaged"),
        (b"[]", "an empty list"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        items(data)


def test_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(SourceError, match=r"no format endnote.*bibtex"):
        items(BIBTEX, "endnote")


def test_gzip_bomb_is_refused() -> None:
    with pytest.raises(SourceError, match="times its size"):
        items(gzip.compress(JSONL.encode() + b" " * 200_000_000, 9))


def test_gzip_cut_short_keeps_what_came_before_and_says_so() -> None:
    chance = random.Random(1)
    data = "".join(f"2409.{chance.randint(0, 99999):05}\n" for _ in range(3000))
    cut = gzip.compress(data.encode())[:-2000]
    assert len(papers(cut)) > 1000
    assert any("ends in the middle" in notice for notice in notices(cut))


def test_several_gzip_streams_in_one_file() -> None:
    assert len(papers(gzip.compress(b"2409.00001\n") + gzip.compress(b"2409.00002\n"))) == 2


def test_nothing_is_lost_to_a_bad_record() -> None:
    broken = RIS.replace("TI  - Finding Again\n", "") + RIS
    assert [len(papers(broken)), rejects(broken)] == [1, [(1, "no title")]]


def test_ids_know_their_line() -> None:
    assert rejects(IDS + "nonsense!\n") == [(5, "it is no arXiv id, DOI, PMID or web address")]


def test_starter_is_offered() -> None:
    assert len(starter()) >= 40


@given(st.integers(0, 2**32), st.sampled_from([None, *SAMPLES]))
@settings(max_examples=100, deadline=None)
def test_broken_input_gives_items_or_a_source_error(seed: int, name: str | None) -> None:
    fuzz.run_one(fuzz.mutated(random.Random(seed)), name)


@given(st.binary(max_size=300), st.sampled_from([None, *SAMPLES]))
@settings(max_examples=100, deadline=None)
def test_any_bytes_give_items_or_a_source_error(data: bytes, name: str | None) -> None:
    fuzz.run_one(data, name)


@given(st.text(max_size=200), st.sampled_from([None, *SAMPLES]))
@settings(max_examples=100, deadline=None)
def test_any_text_gives_items_or_a_source_error(text: str, name: str | None) -> None:
    fuzz.run_one(text.encode("utf-8", "surrogatepass"), name)
