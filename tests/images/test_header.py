"""The size of an image by the beginning of its file."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from paper_tui.images.header import size_of


@pytest.mark.parametrize(
    ("kind", "mode", "options"),
    [
        ("PNG", "RGB", {}),
        ("GIF", "P", {}),
        ("JPEG", "RGB", {}),
        ("JPEG", "L", {"progressive": True}),
        ("WEBP", "RGB", {}),
        ("WEBP", "RGB", {"lossless": True}),
        ("WEBP", "RGBA", {}),
    ],
)
def test_the_size_is_that_of_the_image(kind: str, mode: str, options: dict[str, bool]) -> None:
    file = BytesIO()
    Image.new(mode, (321, 45)).save(file, kind, **options)
    assert size_of(file.getvalue()) == (321, 45)


@given(st.sampled_from([b"\x89PNG\r\n\x1a\n", b"GIF89a", b"\xff\xd8\xff", b"RIFF0000WEBPVP8 "]), st.binary())
def test_broken_files_have_a_positive_size_or_none(head: bytes, rest: bytes) -> None:
    size = size_of(head + rest)
    assert size is None or min(size) > 0
