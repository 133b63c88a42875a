"""Identity of two descriptions of one paper."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_tui.papers.identity import Identity, IdentityIndex, fold

part = st.sampled_from(["", "a", "b"])
identities = st.builds(
    Identity,
    arxiv_id=part,
    doi=part,
    title=st.sampled_from(["", "Deep Nets", "deep  nets!", "Deep Sets", "???"]),
    author=st.sampled_from(["", "Ann Lee", "Lee, Ann", "Bo Ek", "Łukasz Kaiser"]),
    year=st.sampled_from(["", "2017", "2019", "2020", "soon"]),
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Attention Is All You Need", "attention is all you need."),
        ("Gödel's Proof", "Godel’s proof"),
        ("M³ViT", "M3ViT"),
        ("𝒪(n log n) 𝐁𝐄𝐑𝐓", "O(n log n) bert"),
        ("Straße", "STRASSE"),
        ("PixArt-α", "PIXART-Α"),
        ("ﬁne-tuning", "fine tuning"),
        ("e\u0301tude", "étude"),
        ("한국어", "\u1112\u1161\u11ab\u1100\u116e\u11a8\u110b\u1165"),
    ],
)
def test_spellings_that_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("BERT", "BART"), ("U-Net 2", "U-Net 3"), ("की", "का"), ("ที", "ทู")]
)
def test_words_that_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_ignores_case_and_is_done_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(text.casefold()) == fold(text)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Identity(arxiv_id="1", title="A"), Identity(arxiv_id="1", title="B"), True),
        (Identity(arxiv_id="1", title="A"), Identity(arxiv_id="2", title="A"), False),
        (Identity(arxiv_id="1", doi="x"), Identity(arxiv_id="2", doi="x"), False),
        (Identity(doi="x", title="A"), Identity(doi="x", title="B"), True),
        (Identity(doi="x", title="A"), Identity(doi="y", title="A"), False),
        (Identity(arxiv_id="1", title="A Title"), Identity(doi="x", title="a title"), True),
        (Identity(title="A", author="Ann Lee"), Identity(title="A", author="Lee, Ann"), True),
        (Identity(title="A", author="Ann Lee"), Identity(title="A", author="Bo Ek"), False),
        (Identity(title="A", author="Ann Lee"), Identity(title="A"), True),
        (Identity(title="A", year="2017"), Identity(title="A", year="2019"), True),
        (Identity(title="A", year="2017"), Identity(title="A", year="2020"), False),
        (Identity(title="A", year="soon"), Identity(title="A", year="2020"), True),
        (Identity(title="???"), Identity(title="???"), True),
        (Identity(title="???"), Identity(title="!!!"), False),
        (Identity(), Identity(), False),
    ],
)
def test_same_paper(one: Identity, other: Identity, same: bool) -> None:
    assert one.same_paper(other) is same


@given(identities, identities)
def test_being_the_same_goes_both_ways(one: Identity, other: Identity) -> None:
    assert one.same_paper(other) is other.same_paper(one)


@given(identities)
def test_every_paper_that_has_anything_is_itself(one: Identity) -> None:
    assert one.same_paper(one) is bool(one.arxiv_id or one.doi or one.title)


@given(st.lists(identities, max_size=6), identities)
def test_the_index_finds_only_what_is_the_same(known: list[Identity], sought: Identity) -> None:
    index = IdentityIndex(enumerate(known))
    found = index.find_all(sought)
    assert all(known[key].same_paper(sought) for key in found)
    assert index.find(sought) == (found[0] if found else None)
    if not sought.arxiv_id and not sought.doi:
        assert set(found) == {key for key, identity in enumerate(known) if identity.same_paper(sought)}


def test_the_surest_comes_first_and_an_earlier_holder_keeps_its_id() -> None:
    index = IdentityIndex([("title", Identity(title="A Title")), ("doi", Identity(doi="x", title="Other"))])
    index.add("arxiv", Identity(arxiv_id="1", title="Third"))
    index.add("late", Identity(arxiv_id="1", title="Fourth"))
    assert index.find_all(Identity(arxiv_id="1", doi="x", title="a title")) == ["arxiv", "doi", "title"]
    assert index.find(Identity(title="unknown")) is None
