"""Array types of the index."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
"""One boolean per paper."""
Grades = NDArray[np.uint8]
"""One match grade per paper; 0 is no match."""
Numbers = NDArray[np.int64]
"""Positions, ids or counts."""
Arrays = dict[str, NDArray[Any]]
"""The arrays of an index by name; Any, since their dtypes differ."""
