"""Image files of any origin, drawn in a child process; ``python -m paper_tui.images.image_file`` is it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from paper_tui.child_process import Child, ChildError, Message, serve
from paper_tui.images.pixels import Crop, Drawing, ImageError, Pixels
from paper_tui.papers.cancellation import NEVER, CancelToken

SECONDS = 15.0
"""Seconds that one image may take."""
PATIENCE = 1.0
"""Seconds that a drawing is still waited for when another one is wanted."""
MEMORY = 1 << 30
"""Bytes of address space of the process."""


class ImageReader:
    """Draws images; one process for all of them."""

    def __init__(self) -> None:
        self._child = Child("paper_tui.images.image_file", SECONDS, PATIENCE)

    def size(self, data: bytes, cancel: CancelToken = NEVER) -> tuple[int, int, bool]:
        """The width and height of an image, and whether it is an animation.

        Raises:
            ImageError: It cannot be decoded.
            Cancelled: The caller cancelled.
        """
        head, _ = self._ask({}, data, cancel)
        return int(head["width"]), int(head["height"]), bool(head["animated"])

    def draw(self, data: bytes, drawing: Drawing, cancel: CancelToken = NEVER) -> Pixels:
        """Draw a part of an image; as `size`."""
        return pixels_of(self._ask({"drawing": asdict(drawing)}, data, cancel))

    def close(self) -> None:
        """End the process."""
        self._child.close()

    def _ask(self, request: dict[str, object], data: bytes, cancel: CancelToken) -> Message:
        return asked(self._child, request, data, cancel)


def asked(child: Child, request: dict[str, object], data: bytes, cancel: CancelToken) -> Message:
    """The answer of a process that draws.

    Raises:
        ImageError: It cannot be drawn.
        Cancelled: The caller cancelled.
    """
    try:
        head, answered = child.ask(request, data, cancel)
    except ChildError as error:
        raise ImageError(str(error)) from None
    if "error" in head:
        raise ImageError(str(head["error"]))
    return head, answered


def pixels_of(answer: Message) -> Pixels:
    """The pixels in an answer.

    Raises:
        ImageError: It is none.
    """
    head, data = answer
    width, height = int(head["width"]), int(head["height"])
    if len(data) != width * height * 3:
        raise ImageError("it was not drawn")
    return Pixels(width, height, data)


def drawing_of(record: dict[str, Any]) -> Drawing:
    """The drawing in a request."""
    return Drawing(int(record["width"]), int(record["height"]), Crop(**record["crop"])).bounded()


def main() -> None:
    """Answer until standard input ends."""
    from paper_tui.images.decoding import ImageDecoder

    decoder = ImageDecoder()

    def answer(head: dict[str, Any], data: bytes) -> Message:
        try:
            if "drawing" not in head:
                width, height, animated = decoder.size(data)
                return {"width": width, "height": height, "animated": animated}, b""
            pixels = decoder.draw(data, drawing_of(head["drawing"]))
        except ImageError as error:
            return {"error": str(error)}, b""
        return {"width": pixels.width, "height": pixels.height}, pixels.data

    serve(answer, MEMORY)


if __name__ == "__main__":
    main()
