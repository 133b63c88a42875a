"""Decode image files with Pillow, which only this module imports; runs in a child process.

Pillow is a base dependency: MIT-CMU licence, 7 MB to download, no dependencies of its own, imported (45 ms)
by the child process alone.
"""

from __future__ import annotations

import re
import warnings
from io import BytesIO
from typing import TYPE_CHECKING

from paper_tui.images.pixels import Drawing, ImageError, Pixels

if TYPE_CHECKING:
    from PIL import Image

FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
MOST_SOURCE_PIXELS = 80_000_000
"""Pixels of an image that is decoded; larger ones would take hundreds of megabytes and many seconds."""
LARGEST = 64 << 20
"""Bytes of a file."""
LARGEST_SVG = 8 << 20
_SVG = re.compile(
    rb"\s*(?:<\?xml[^>]{0,400}\?>\s*|<!--.{0,2000}?-->\s*|<!DOCTYPE[^>]{0,400}>\s*)*<svg\b", re.S
)


class ImageDecoder:
    """Draws parts of images; keeps the last one decoded, as zooming asks for it again."""

    def __init__(self) -> None:
        self._data = b""
        self._image: Image.Image | None = None
        self._is_animated = False

    def size(self, data: bytes) -> tuple[int, int, bool]:
        """The width and height of an image, and whether it is an animation, of which the first frame counts.

        Raises:
            ImageError: It cannot be decoded.
        """
        image = self._opened(data)
        return image.width, image.height, self._is_animated

    def draw(self, data: bytes, drawing: Drawing) -> Pixels:
        """Draw a part of an image, on white where it is transparent.

        Raises:
            ImageError: It cannot be decoded.
        """
        from PIL import Image

        image, drawing = self._opened(data), drawing.bounded()
        crop = drawing.crop
        box = (
            *(crop.left * image.width, crop.top * image.height),
            *(crop.right * image.width, crop.bottom * image.height),
        )
        try:
            shown = image.resize(
                (drawing.width, drawing.height), Image.Resampling.LANCZOS, box=box, reducing_gap=3.0
            )
        except (ValueError, MemoryError) as error:
            raise ImageError(f"it cannot be drawn ({error})") from None
        return Pixels(drawing.width, drawing.height, shown.tobytes())

    def _opened(self, data: bytes) -> Image.Image:
        if self._image is None or data != self._data:
            self._image = None  # makes room for the next one
            self._image, self._is_animated = _decoded(data)
            self._data = data
        return self._image


def _decoded(data: bytes) -> tuple[Image.Image, bool]:
    from PIL import Image, ImageFile, UnidentifiedImageError

    if _SVG.match(data[:4096].removeprefix(b"\xef\xbb\xbf")):
        return _drawn(data), False
    if len(data) > LARGEST:
        raise ImageError(f"it is larger than {LARGEST >> 20} MB")
    Image.MAX_IMAGE_PIXELS = None  # checked here, to say the size
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(BytesIO(data), formats=FORMATS)
            _check_size(image.width, image.height)
            return _on_white(image), getattr(image, "n_frames", 1) > 1
    except UnidentifiedImageError:
        raise ImageError("it is no PNG, JPEG, GIF or WebP image") from None
    except MemoryError:
        raise ImageError("it needs too much memory") from None
    except ImageError:
        raise
    except Exception as error:  # noqa: BLE001 - Pillow raises many kinds of errors for broken files
        raise ImageError(f"it is broken ({str(error)[:80] or type(error).__name__})") from None


def _drawn(data: bytes) -> Image.Image:
    from paper_tui.images.svg import draw_svg

    if len(data) > LARGEST_SVG:
        raise ImageError(f"it is an SVG drawing of more than {LARGEST_SVG >> 20} MB")
    try:
        return draw_svg(data)
    except (ValueError, OverflowError, MemoryError, RecursionError) as error:
        raise ImageError(f"it is an SVG drawing that cannot be drawn ({type(error).__name__})") from None


def _check_size(width: int, height: int) -> None:
    if width * height > MOST_SOURCE_PIXELS:
        raise ImageError(
            f"it has {width:,} × {height:,} pixels; at most {MOST_SOURCE_PIXELS // 1_000_000} million"
        )


def _on_white(image: Image.Image) -> Image.Image:
    """The first frame in red, green and blue, upright."""
    from PIL import Image, ImageOps

    image.load()
    upright = ImageOps.exif_transpose(image)
    if upright.mode.startswith("I"):  # 16 bits of grey
        upright = upright.convert("I").point(lambda value: value / 256).convert("L")
    if upright.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in upright.info:
        opaque = upright.convert("RGBA")
        ground = Image.new("RGB", opaque.size, "white")
        ground.paste(opaque, mask=opaque.getchannel("A"))
        return ground
    return upright.convert("RGB")
