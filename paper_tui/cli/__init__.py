"""The commands: one file a family, arguments in, text and exit codes out."""

from paper_tui.cli.main import run

__all__ = ["run"]
