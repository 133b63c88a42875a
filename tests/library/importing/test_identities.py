from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_tui.library.importing import identity_index
from paper_tui.library.importing.identity_index import Identities, names
from paper_tui.papers import chunked
from paper_tui.papers.cancellation import CancelToken
from tests.library.helpers import paper

PAPERS = [paper(f"Paper {number}", arxiv_id=f"2401.{number:05}") for number in range(40)]


@pytest.mark.parametrize("many", [0, 1_000_000])
@given(parts=st.lists(st.lists(st.sampled_from(PAPERS), max_size=12), max_size=5))
def test_every_paper_is_found_by_its_names_however_they_came_in(many: int, parts: list[list[object]]) -> None:
    kept = identity_index.MANY, chunked.RUN, identity_index.PIECE
    identity_index.MANY, chunked.RUN, identity_index.PIECE = many, 3, 50
    try:
        found = Identities()
        for part in parts:
            found = Identities.decode(found.including(part).encode())
    finally:
        identity_index.MANY, chunked.RUN, identity_index.PIECE = kept
    papers = {each.key: each for part in parts for each in part}
    lines = bytes(found.encode()).split(b"\n") if papers else []
    assert lines == sorted(set(lines))
    for each in PAPERS:
        expected = [each.key] if each.key in papers else []
        for name in names(each):
            assert list(found.keys([name])) == expected


def test_copying_them_can_be_cancelled_after_each_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = bytes(Identities.of(PAPERS).encode())
    monkeypatch.setattr(identity_index, "PIECE", 100)
    checks: list[None] = []
    cancel = CancelToken(lambda: bool(checks.append(None)))
    decoded = Identities.decode(whole, cancel)
    assert bytes(decoded.encode()) == whole
    assert len(checks) == (len(whole) - 1) // 100
    checks.clear()
    decoded.including([PAPERS[0]], cancel)
    assert len(checks) >= (len(whole) - 1) // 100
