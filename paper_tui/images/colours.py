"""Depths of colour of terminals; without numpy, which the start of the reader does without."""

from __future__ import annotations

from enum import Enum


class Colours(Enum):
    """The number of colours that a terminal shows."""

    TRUE = "24 bits"
    MANY = "256"
    FEW = "16"
