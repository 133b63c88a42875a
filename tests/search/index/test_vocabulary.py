from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from paper_tui.papers.cancellation import NEVER
from paper_tui.search.index.vocabulary import SHORT, Vocabulary, typo_budget, vocabulary_arrays

_WORD = st.text(st.sampled_from("abé"), min_size=1, max_size=9)


def off(word: str, other: str) -> int:
    """Bytes by which two words differ, two swapped ones counting as one."""
    return OSA.distance(word.encode(), other.encode())


def begins_nearly(word: str, other: str, budget: int) -> bool:
    """Return whether a word begins with another but for some letters, and not with just that one.

    Of a short word one letter may be missing, or two may be swapped.
    """
    if other.startswith(word):
        return False
    typed, full = word.encode(), other.encode()
    if len(word) <= SHORT:
        swapped = full[: len(typed)]
        is_swapped = sorted(swapped) == sorted(typed) and OSA.distance(typed, swapped) == 1
        return is_swapped or OSA.distance(typed, full[: len(typed) + 1]) == 1
    return any(OSA.distance(typed, full[:end]) <= budget for end in range(len(full) + 1))


@given(st.sets(_WORD, min_size=20, max_size=60), _WORD, st.booleans())
def test_near_words_are_those_that_rapidfuzz_judges_near(words: set[str], word: str, begun: bool) -> None:
    ordered = sorted(words, key=str.encode)
    budget = max(1, typo_budget(word))
    near = Vocabulary(vocabulary_arrays([each.encode() for each in ordered])).near(
        word, budget, NEVER, begun=begun
    )
    others = [each for each in ordered if off(word, each) > 1]
    expected = [
        each for each in others if off(word, each) <= budget or (begun and begins_nearly(word, each, budget))
    ]
    assert [ordered[number] for number in near.one] == [each for each in ordered if off(word, each) == 1]
    assert [ordered[number] for number in near.two] == expected


@pytest.mark.parametrize(("typed", "near"), [("transfromer", 2_001), ("tarnsf", 2_001), ("transf", 0)])
def test_of_words_with_a_beginning_in_common_all_are_near_or_none(typed: str, near: int) -> None:
    words = sorted(["transformer", *(f"transformer{number}" for number in range(2_000)), "trees"])
    found = Vocabulary(vocabulary_arrays([word.encode() for word in words])).near(typed, 2, NEVER)
    assert len(found.one) + len(found.two) == near


@pytest.mark.parametrize(
    ("typed", "near"),
    [("tora", ["tara"]), ("nerf", []), ("difu", ["diffusion"]), ("tarn", ["tara", "transformer"])],
)
def test_a_short_word_is_no_misspelt_beginning_of_everything(typed: str, near: list[str]) -> None:
    words = ["diffusion", "performance", "tara", "train", "transformer", "trends"]
    found = Vocabulary(vocabulary_arrays([word.encode() for word in words])).near(typed, 1, NEVER)
    assert sorted(words[number] for number in (*found.one, *found.two)) == near


def test_a_function_word_is_not_taken_for_a_word_of_four_letters() -> None:
    words = ["gan", "gash", "has", "wash"]
    vocabulary = Vocabulary(vocabulary_arrays([word.encode() for word in words]))
    assert [words[number] for number in vocabulary.near("hash", 1, NEVER).one] == ["gash", "wash"]
    assert [words[number] for number in vocabulary.near("gaan", 1, NEVER).one] == ["gan"]
