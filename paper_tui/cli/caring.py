"""Commands that look after the library: doctor, config."""

from __future__ import annotations

import argparse

from paper_tui.cli.exits import DONE, LIBRARY_BROKEN, NOTHING_FOUND
from paper_tui.cli.output import put, tell
from paper_tui.papers.text import clean_line
from paper_tui.settings import Settings

SIGNS = {"note": " ", "damage": "!", "blocked": "✗"}


def doctor(options: argparse.Namespace, settings: Settings) -> int:
    """Say what is wrong with the library and, when asked, mend it.

    Returns:
        0 when all is well or was mended, 1 when there is something to mend, 3 when something cannot be.
    """
    from paper_tui.store.doctor import examine, repair

    report = repair(settings.library) if options.repair else examine(settings.library)
    for finding in report.findings:
        put(f"{SIGNS[finding.severity]} {finding.what}" + (f" ({finding.remedy})" if finding.remedy else ""))
    put(f"{report.papers:,} papers, {report.marks:,} marks, {report.steps:,} changes in the journal")
    if any(finding.severity == "blocked" for finding in report.findings):
        tell("Some of it cannot be mended here; nothing of it was changed.")
        return LIBRARY_BROKEN
    if report.is_sound:
        tell("The library is sound.")
        return DONE
    tell("Mended." if options.repair else "Mend it with: paper-tui doctor --repair")
    return DONE if options.repair else NOTHING_FOUND


def config(options: argparse.Namespace, settings: Settings) -> int:  # noqa: ARG001 - every command takes options
    """Print the library's folder."""
    put(clean_line(str(settings.library), limit=10_000))
    return DONE
