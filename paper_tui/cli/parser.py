"""A parser of arguments whose complaints are safe to draw."""

from __future__ import annotations

import argparse
from typing import NoReturn

from paper_tui.papers.text import clean_line

HYPHEN = "\0"
"""Stands for the hyphen that a word begins with; no argument of a process can hold it."""


class Parser(argparse.ArgumentParser):
    """A parser whose complaints are safe to draw."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the command line, and exit with 2."""
        super().error(clean_line(message.replace(HYPHEN, "-")))
