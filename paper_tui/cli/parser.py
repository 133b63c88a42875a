"""A parser of arguments whose complaints are safe to draw and say what to do."""

from __future__ import annotations

import argparse
import re
from typing import NoReturn

from paper_tui.papers.text import clean_line

HYPHEN = "\0"
"""Stands for the hyphen that a word begins with; no argument of a process can hold it."""
_CHOICE = re.compile(r"invalid choice: '(.*)' \(choose from (.*)\)")


class Parser(argparse.ArgumentParser):
    """A parser whose complaints are safe to draw and say what to do."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the command line and where to look, and exit with 2."""
        told = clean_line(message.replace(HYPHEN, "-"))
        super().error(f"{told}\n{_suggestion(told)}Examples: {self.prog} --help")


def _suggestion(message: str) -> str:
    """The known word that one that is not known resembles, as a question."""
    from difflib import get_close_matches

    found = _CHOICE.search(message)
    known = [word.strip("'") for word in found[2].split(", ")] if found else []
    close = get_close_matches(found[1], known, n=1) if found else []
    return f"Did you mean “{close[0]}”? " if close else ""
