"""``python -m tests.growth [NAME...]``: how time grows with input for everything that reads or draws it.

A table of the worst cases for every format of papers and of full texts, every cleaner, renderer, merge and
answer; with names only those that begin so. ``tests.search.growth`` has queries. 1 when one grows too fast.
"""

from __future__ import annotations

import sys
import warnings

from tests.growth import documents, papers, shared, sources
from tests.growth.measure import report

SUBJECTS = {**papers.SUBJECTS, **sources.SUBJECTS, **documents.SUBJECTS, **shared.SUBJECTS}


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    sys.exit(report(SUBJECTS, sys.argv[1:]))
