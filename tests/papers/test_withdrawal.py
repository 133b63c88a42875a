"""Comments that say a paper was withdrawn, and those that only use the word."""

from __future__ import annotations

import pytest

from paper_tui.papers.withdrawal import LONGEST, is_withdrawn, successor

WITHDRAWN = """
This paper has been withdrawn by the author due to a crucial sign error in equation 1
This paper has been withdrawn
Withdrawn
withdrawn by the authors; the proof of Lemma 3 is wrong
This submission has been withdrawn by arXiv administrators because of disputed authorship
Paper withdrawn: superseded by arXiv:2101.00001
The manuscript is withdrawn, see 1905.01234v2 instead
We withdraw this paper since the data were wrong
I have withdrawn this article because of an error
The authors hereby withdraw the paper
This work has now been withdrawn. A corrected version is in preparation
This is a withdrawn paper
12 pages, 3 figures. This article has been withdrawn by the submitter
This version withdrawn by arXiv administrators due to content entirely reused from another author
Has been withdrawn due to a gap in the main theorem
This paper has been temporarily withdrawn
Withdrawn at the request of the authors
This note was withdrawn at the author's request
This paper has been withdrawn in favour of arXiv:2101.00001
The draft has been withdrawn in order to mend Lemma 2
Our submission was withdrawn in 2021
The paper needs to be withdrawn, as Lemma 2 fails
We are withdrawing this paper, for its data were wrong
""".strip().splitlines()

HARMLESS = """
Accepted at ICML 2024; withdrawn from ICLR 2024
This paper was withdrawn from NeurIPS 2023 and is now accepted by JMLR
Withdrawn submission at ICLR 2023, now extended
We withdrew the submission from CVPR
A study of withdrawn papers on arXiv
Supersedes the withdrawn paper arXiv:1901.00001
This replaces an earlier version, which was withdrawn
An earlier version of this paper was withdrawn
The first version of this manuscript was withdrawn; this one is correct
This paper has not been withdrawn
Dataset of withdrawn drugs, 12 pages
The claim of the previous paper is withdrawn in Section 4
No money was withdrawn in the experiment
20 pages, 4 figures
Comments welcome
The withdrawn version had a sign error, which is corrected here
Analysis of cash withdrawn at machines
Formerly withdrawn, now corrected
That article was withdrawn by Nature in 2020; we explain why
We draw this paper's figures with TikZ
The algorithm by Withdrawn et al. is compared
Published in PRL; no longer withdrawn
Withdrawn at ICLR 2023, accepted at TMLR
It was withdrawn in 2020 from ICLR and accepted later
""".strip().splitlines()


@pytest.mark.parametrize("comment", WITHDRAWN)
def test_withdrawn(comment: str) -> None:
    assert is_withdrawn(comment)


@pytest.mark.parametrize("comment", HARMLESS)
def test_not_withdrawn(comment: str) -> None:
    assert not is_withdrawn(comment)


@pytest.mark.parametrize(
    ("comment", "arxiv_id"),
    [
        ("Paper withdrawn: superseded by arXiv:2101.00001", "2101.00001"),
        ("The manuscript is withdrawn, see 1905.01234v2 instead", "1905.01234"),
        ("withdrawn, see hep-th/9901001", "hep-th/9901001"),
        ("withdrawn in 2020", ""),
    ],
)
def test_the_paper_named_instead(comment: str, arxiv_id: str) -> None:
    assert successor(comment) == arxiv_id


@pytest.mark.parametrize("part", ["withdrawn ", "this paper ", "has been ", "we have ", "earlier a b "])
def test_only_the_beginning_of_a_comment_is_read(part: str) -> None:
    assert isinstance(is_withdrawn(part * LONGEST), bool)
