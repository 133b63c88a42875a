"""Runs the README's first command as a newcomer would: ``first_command.py FOLDER COMMAND``.

Passes when the reader opens on the starter library, paints it, and leaves with code 0 on ``q``.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.end_to_end.terminal import Terminal, environment

INSTALL_PATIENCE = 600.0
LANDMARK = "Attention Is All You Need"


def main(folder: str, command: str) -> int:
    """Run the command in a folder and say how it went."""
    with tempfile.TemporaryDirectory() as home:
        terminal = Terminal(["bash", "-c", command], environment(Path(home)), cwd=Path(folder))
        try:
            shown = terminal.wait_for(LANDMARK, INSTALL_PATIENCE)
            terminal.press("q")
            code = terminal.wait_for_end()
        finally:
            terminal.close()
    print(shown)
    print(f"left with exit code {code}")
    return code


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
