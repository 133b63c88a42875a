"""Documents of any shape are laid out, searched and moved through."""

from __future__ import annotations

from random import Random

import pytest

from tests.documents.layout.fuzz import Shapes, check


@pytest.mark.parametrize("seed", range(8))
def test_any_document_can_be_read(seed: int) -> None:
    choose = Random(seed)
    for _ in range(25):
        check(Shapes(choose).document(), choose)
