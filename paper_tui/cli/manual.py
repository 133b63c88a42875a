"""The man command: show the manual, which ``tests/docs/manual.py`` generates as man(7)."""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.resources import as_file, files
from textwrap import fill
from textwrap import indent as indented

from paper_tui.cli.exit_codes import DONE
from paper_tui.cli.output import write_text
from paper_tui.settings import Settings

PAGE = files("paper_tui").joinpath("paper-tui.1")
WIDTH = 78
_GLYPHS = {"-": "-", "e": "\\", "&": "", "(aq": "'", "(ga": "`", "(ha": "^", "(ti": "~", "(dq": '"'}
"""Characters of groff escapes, by the text after the backslash."""
_ESCAPE = re.compile(r"\\(?:\[u([0-9A-F]+)\]|\(..|[-e&])")
_MACRO = re.compile(r'\.(\w\w?)(?: "?(.*?)"?)?$')


def manual(options: argparse.Namespace, settings: Settings) -> int:  # noqa: ARG001 - every command takes both
    """Show the manual with man, or as text where that is missing; in a pipe, print its source."""
    source = PAGE.read_text("ascii")
    if sys.stdout is None or not sys.stdout.isatty():
        write_text(source)
        return DONE
    man = shutil.which("man")
    if man is None:
        write_text("\n".join(plain(source)) + "\n")
        return DONE
    with as_file(PAGE) as path:
        return subprocess.call([man, str(path)])  # noqa: S603 - the system's manual reader, on our own page


def plain(source: str) -> Iterator[str]:
    """Render the page as text; it uses the few macros that ``tests/docs/manual.py`` writes."""
    verbatim, indent = False, ""
    for line in source.splitlines():
        macro = _MACRO.match(line)
        name, text = (macro[1], _unescape(macro[2] or "")) if macro else ("", _unescape(line))
        if name in ("nf", "fi"):
            verbatim = name == "nf"
        elif name in ("SH", "SS"):
            yield from ("", text if name == "SH" else f"  {text}")
        elif name in ("PP", "TP"):
            indent = "    " if name == "PP" else "        "
            yield from [""] * (name == "PP")
        elif name == "B":
            yield f"    {text}"
        elif name != "TH":
            yield indent + text if verbatim else indented(fill(text, WIDTH - len(indent)), indent)


def _unescape(text: str) -> str:
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else _GLYPHS[found[0][1:]], text)
