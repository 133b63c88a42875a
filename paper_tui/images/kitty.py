"""Pixels by the graphics protocol of kitty, which Ghostty has too.

An image is sent once, in chunks that any connection passes, and is drawn at its placeholders: these
are characters, which tmux and the reader treat as any other text. So that nothing is left on the screen.
See sw.kovidgoyal.net/kitty/graphics-protocol, “Unicode placeholders”.
"""

from __future__ import annotations

import base64
import zlib
from collections.abc import Iterator

from paper_tui.images.pixels import Pixels

CHUNK = 4096
"""Characters of base64 in one escape sequence at the most."""
PLACEHOLDER = "\U0010eeee"
_RANGES = (
    "305 30D-30E 310 312 33D-33F 346 34A-34C 350-352 357 35B 363-36F 483-487 592-595 597-599 59C-5A1 5A8-5A9 "
    "5AB-5AC 5AF 5C4 610-617 657-65B 65D-65E 6D6-6DC 6DF-6E2 6E4 6E7-6E8 6EB-6EC 730 732-733 735-736 73A 73D "
    "73F-741 743 745 747 749-74A 7EB-7F1 7F3 816-819 81B-823 825-827 829-82D 951 953-954 F82-F83 F86-F87 "
    "135D-135F 17DD 193A 1A17 1A75-1A7C 1B6B 1B6D-1B73 1CD0-1CD2 1CDA-1CDB 1CE0 1DC0-1DC1 1DC3-1DC9 "
    "1DCB-1DCC 1DD1-1DE6 1DFE 20D0-20D1 20D4-20D7 20DB-20DC 20E1 20E7 20E9 20F0 2CEF-2CF1 2DE0-2DFF A66F "
    "A67C-A67D A6F0-A6F1 A8E0-A8F1 AAB0 AAB2-AAB3 AAB7-AAB8 AABE-AABF AAC1 FE20-FE26 10A0F 10A38 "
    "1D185-1D189 1D1AA-1D1AD 1D242-1D244"
)
"""The marks that represent numbers, from 0: of Unicode 6.0, above a letter, never composed with one."""


def _numbers() -> Iterator[str]:
    for each in _RANGES.split():
        first, _, last = each.partition("-")
        yield from map(chr, range(int(first, 16), int(last or first, 16) + 1))


NUMBERS = tuple(_numbers())
MOST_CELLS = len(NUMBERS)
"""Cells of an image in each direction at the most."""


def transmission(image_id: int, pixels: Pixels, columns: int, rows: int) -> list[str]:
    """The escape sequences that send an image, to be shown in so many cells; the terminal answers nothing.

    Args:
        image_id: Of 32 bits; an image with the same id is replaced.
        pixels: The image.
        columns: At most `MOST_CELLS`.
        rows: At most `MOST_CELLS`.
    """
    data = base64.standard_b64encode(zlib.compress(pixels.data, 1)).decode()
    chunks = [data[start : start + CHUNK] for start in range(0, len(data), CHUNK)]
    keys = f"a=T,U=1,i={image_id},f=24,o=z,s={pixels.width},v={pixels.height},c={columns},r={rows},q=2,"
    last = len(chunks) - 1
    return [
        f"\x1b_G{keys if not at else ''}m={int(at < last)}{',q=2' if at else ''};{chunk}\x1b\\"
        for at, chunk in enumerate(chunks)
    ]


def removal(image_id: int) -> str:
    """The escape sequence that removes an image and frees its memory."""
    return f"\x1b_Ga=d,d=I,i={image_id},q=2\x1b\\"


def placeholders(image_id: int, columns: int, row: int) -> str:
    """The cells of one row of an image; their colour has to be number ``image_id & 255`` of the palette."""
    high, across = NUMBERS[image_id >> 24], NUMBERS[row]
    return "".join(f"{PLACEHOLDER}{across}{NUMBERS[column]}{high}" for column in range(columns))


def through_tmux(sequence: str) -> str:
    """An escape sequence that tmux passes on to its terminal, where ``allow-passthrough`` is on."""
    return f"\x1bPtmux;{sequence.replace(chr(27), chr(27) * 2)}\x1b\\"
