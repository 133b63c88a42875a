"""Terminals as far as images go: sixels and kitty's sequences back into pixels."""

from __future__ import annotations

import base64
import re
import zlib

from paper_tui.images.pixels import Pixels

_SIXEL = re.compile(r"\x1bP[\d;]*q\"1;1;(\d+);(\d+)(.*?)\x1b\\", re.S)
_TOKEN = re.compile(r"#(\d+);2;(\d+);(\d+);(\d+)|#(\d+)|!(\d+)([?-~])|([?-~])|(\$)|(-)")
_KITTY = re.compile(r"\x1b_G([^;\x1b]*);?([^\x1b]*)\x1b\\")


def from_sixels(text: str) -> Pixels:
    """The picture in a sixel sequence, on black."""
    found = _SIXEL.search(text)
    assert found is not None
    width, height, body = int(found[1]), int(found[2]), found[3]
    assert _TOKEN.sub("", body) == "", "bytes that are no sixels"
    colours: dict[int, bytes] = {}
    data = bytearray(width * height * 3)
    x = top = colour = 0
    for define, *rgb, choose, count, repeated, single, back, down in _TOKEN.findall(body):
        if define:
            colours[int(define)] = bytes(round(int(each) * 255 / 100) for each in rgb)
        colour = int(choose or colour)
        x, top = 0 if back or down else x, top + (6 if down else 0)
        for _ in range(int(count or bool(single))):
            bits = ord(repeated or single) - 63
            for row in (row for row in range(6) if bits >> row & 1):
                at = ((top + row) * width + x) * 3
                data[at : at + 3] = colours[colour]
            x += 1
        assert x <= width
    return Pixels(width, height, bytes(data))


def kitty_commands(text: str) -> list[tuple[dict[str, str], str]]:
    """The commands in a text: their keys, and their payloads."""
    return [
        (dict(key.split("=") for key in keys.split(",")), payload) for keys, payload in _KITTY.findall(text)
    ]


def from_kitty(text: str) -> tuple[dict[str, str], Pixels]:
    """The first picture that is sent in a text, with the keys of its first command."""
    keys, payload = {}, ""
    for found, piece in kitty_commands(text):
        assert len(piece) <= 4096
        if "a" in found and payload:
            break
        keys, payload = keys or found, payload + piece
        if found["m"] == "0":
            break
    data = zlib.decompress(base64.standard_b64decode(payload))
    return keys, Pixels(int(keys["s"]), int(keys["v"]), data)


def out_of_tmux(text: str) -> str:
    """The part of a text that tmux passes on."""
    return "".join(
        inner.replace("\x1b\x1b", "\x1b")
        for inner in re.findall(r"\x1bPtmux;((?:\x1b\x1b|[^\x1b])*)\x1b\\", text)
    )
