"""Image files of any kind, decoded in a process of their own."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from io import BytesIO

import pytest
from PIL import Image

from paper_tui.images.image_file import ImageReader
from paper_tui.images.pixels import MOST_PIXELS, Crop, Drawing, ImageError, Pixels

RED, BLUE, WHITE = (255, 0, 0), (0, 0, 255), (255, 255, 255)


@pytest.fixture(scope="module")
def reader() -> Iterator[ImageReader]:
    opened = ImageReader()
    yield opened
    opened.close()


def saved(image: Image.Image, kind: str, **how: object) -> bytes:
    file = BytesIO()
    image.save(file, kind, **how)  # type: ignore[arg-type]
    return file.getvalue()


def halves(mode: str = "RGB") -> Image.Image:
    """The left half red, the right half blue."""
    image = Image.new("RGB", (40, 20), RED)
    image.paste(BLUE, (20, 0, 40, 20))
    return image.convert(mode)


def png(width: int, height: int, data: bytes) -> bytes:
    """A PNG of one bit a pixel, whatever its data."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        *(("PNG", "RGB"), ("PNG", "P"), ("PNG", "RGBA"), ("PNG", "L"), ("PNG", "I;16"), ("PNG", "1")),
        *(("JPEG", "RGB"), ("JPEG", "CMYK"), ("GIF", "P"), ("WEBP", "RGB")),
    ],
)
def test_files_of_every_kind_are_drawn(reader: ImageReader, kind: str, mode: str) -> None:
    image = (
        halves("L").convert("I").point(lambda value: value * 256).convert("I;16")
        if mode == "I;16"
        else halves(mode)
    )
    data = saved(image, kind)
    assert reader.size(data) == (40, 20, False)
    pixels = reader.draw(data, Drawing(4, 2))
    left, right = pixels.data[:3], pixels.data[9:12]
    assert (pixels.width, pixels.height) == (4, 2)
    if mode in ("L", "1", "I;16"):
        assert left[0] >= right[0]
    else:
        assert left[0] > 200 > 60 > left[2]
        assert right[2] > 200 > 60 > right[0]


def test_a_part_is_drawn(reader: ImageReader) -> None:
    pixels = reader.draw(saved(halves(), "PNG"), Drawing(2, 2, Crop(0.5, 0, 1, 1)))
    assert max(abs(ours - theirs) for ours, theirs in zip(pixels.data, bytes(BLUE) * 4, strict=True)) < 40


def test_what_is_transparent_is_white(reader: ImageReader) -> None:
    clear = Image.new("RGBA", (4, 4), (255, 0, 0, 0))
    assert reader.draw(saved(clear, "PNG"), Drawing(1, 1)).data == bytes(WHITE)


def test_of_an_animation_the_first_frame_is_drawn(reader: ImageReader) -> None:
    frames = [Image.new("RGB", (4, 4), RED), Image.new("RGB", (4, 4), BLUE)]
    data = saved(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert reader.size(data) == (4, 4, True)
    assert reader.draw(data, Drawing(1, 1)).data[0] > 200


def test_no_more_is_drawn_than_a_terminal_has(reader: ImageReader) -> None:
    pixels = reader.draw(saved(halves(), "PNG"), Drawing(100_000, 50_000))
    assert MOST_PIXELS * 0.9 < pixels.width * pixels.height <= MOST_PIXELS


def at(pixels: Pixels, x: int, y: int) -> tuple[int, ...]:
    """The colour at a place of a drawing with its margin of two units."""
    start = ((y + 2) * pixels.width + x + 2) * 3
    return tuple(pixels.data[start : start + 3])


def svg(inner: str) -> bytes:
    """A drawing of 40 times 20 units."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">{inner}</svg>'.encode()


@pytest.mark.parametrize(
    ("shape", "inside", "outside"),
    [
        ('<rect x="10" y="5" width="20" height="10" fill="red"/>', (20, 10), (5, 10)),
        (
            '<g style="fill:red" transform="translate(10,5)"><path d="M0 0h20v10h-20z"/></g>',
            (20, 10),
            (35, 10),
        ),
        ('<path d="M0 0H40V20H0z M10 5H30V15H10z" fill="red"/>', (5, 10), (20, 10)),
        ('<line x1="0" y1="10" x2="40" y2="10" stroke="red" stroke-width="12"/>', (20, 10), (20, 2)),
        ('<circle cx="20" cy="10" r="8" fill="red"/>', (20, 10), (2, 2)),
        ('<path d="M0 20 Q20 -20 40 20" fill="red"/>', (20, 10), (3, 3)),
        ('<path d="M10 10 A10 8 0 0 1 30 10" fill="red"/>', (20, 5), (20, 14)),
        (
            '<defs><rect id="a" width="9" height="9" fill="red"/></defs><use href="#a" x="20"/>',
            (24, 4),
            (4, 4),
        ),
        ('<polygon points="0,0 40,0 20,20" fill="#f00"/>', (20, 5), (2, 18)),
    ],
)
def test_the_shapes_of_drawings_are_drawn(
    reader: ImageReader, shape: str, inside: tuple[int, int], outside: tuple[int, int]
) -> None:
    pixels = reader.draw(svg(shape), Drawing(44, 24))  # with its margin
    assert at(pixels, *inside) == RED
    assert at(pixels, *outside) == WHITE


def test_the_words_of_drawings_are_drawn(reader: ImageReader) -> None:
    pixels = reader.draw(
        svg('<text x="20" y="16" font-size="16" text-anchor="middle">HHH</text>'), Drawing(44, 24)
    )
    assert len(set(pixels.data)) > 1


HUGE = png(20_000, 20_000, zlib.compress(b"\0" * (2_501 * 20_000), 1))
"""Some 200 kilobytes that hold 400 million pixels."""
HOSTILE = {
    "huge": (HUGE, "20,000 × 20,000 pixels"),
    "lying": (png(8_000, 8_000, zlib.compress(b"\0" * 100)), "broken"),
    "cut": (saved(halves(), "PNG")[:60], "broken"),
    "cut JPEG": (saved(halves(), "JPEG")[:300], "broken"),
    "empty": (b"", "no PNG, JPEG, GIF or WebP"),
    "text": (b"not an image", "no PNG, JPEG, GIF or WebP"),
    "zero": (png(0, 0, b""), "broken|no PNG"),
    "SVG": (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "SVG"),
    "SVG with a head": (b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- a -->\n<svg onload="x()"/>', "SVG"),
    "SVG of itself": (svg('<g id="a"><use href="#a"/></g>'), "too many parts"),
    "SVG bomb": (
        svg("".join(f'<g id="a{at}">' + f'<use href="#a{at + 1}"/>' * 10 + "</g>" for at in range(9))),
        "too many parts",
    ),
    "SVG of entities": (b'<!DOCTYPE svg [<!ENTITY a "a">]><svg viewBox="0 0 9 9">&a;</svg>', "no PNG|broken"),
    "TIFF": (saved(halves(), "TIFF"), "no PNG, JPEG, GIF or WebP"),
    "EPS": (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "no PNG, JPEG, GIF or WebP"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_cannot_be_drawn_costs_a_message(reader: ImageReader, name: str) -> None:
    data, message = HOSTILE[name]
    with pytest.raises(ImageError, match=message):
        reader.draw(data, Drawing(10, 10))
    assert reader.draw(saved(halves(), "PNG"), Drawing(1, 1)).width == 1, "the next one is drawn"


def test_an_image_that_ends_the_process_costs_itself_alone(reader: ImageReader) -> None:
    reader.size(saved(halves(), "PNG"))
    process = reader._child._process
    assert process is not None
    process.kill()
    process.wait()
    assert reader.size(saved(halves(), "PNG")) == (40, 20, False)


def test_a_closed_reader_starts_no_process_again() -> None:
    closed = ImageReader()
    assert closed.size(saved(halves(), "PNG")) == (40, 20, False)
    closed.close()
    with pytest.raises(ImageError, match="closed"):
        closed.size(saved(halves(), "PNG"))
