"""Keeps every scene as text, or draws them all to be looked at.

``python -m tests.tui.pictures`` writes the text files anew; with ``--draw FOLDER`` an SVG is drawn into the
folder for every scene, size and look.
"""

from __future__ import annotations

from pathlib import Path

from tests.tui.pictures.command import Pictures
from tests.tui.pictures.drawing import walk

PICTURES = Pictures(Path(__file__).parent, walk)

if __name__ == "__main__":
    PICTURES.main("python -m tests.tui.pictures", __doc__)
