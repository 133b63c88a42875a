"""The reader: screens and panes. Only what stands under this package imports Textual."""

from __future__ import annotations

from paper_tui.settings import Settings


def read(settings: Settings) -> int:
    """Open the reader on a library and return the exit code when it is left.

    What the program did not expect is raised once the terminal is the user's again.
    """
    from paper_tui.library import Library
    from paper_tui.tui.app import PaperApp

    library = Library.open(settings.library, settings.clock)
    try:
        app = PaperApp(library, settings)
        app.run()
        if app.failure is not None:
            raise app.failure
        return app.return_code or 0
    finally:
        library.close()
