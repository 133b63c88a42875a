"""Edit a note in the user's editor."""

from __future__ import annotations

import os
import shlex
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from paper_tui.papers.text import NOTE_LIMIT, clean_note
from paper_tui.tui.system.subprocess_runner import Ended


class EditorError(Exception):
    """The editor failed and nothing was changed; the message says why and what to do."""


def edited(note: str, environment: Mapping[str, str], run: Callable[[Sequence[str]], Ended]) -> str:
    """Return the note as the editor left it, cleaned.

    Args:
        note: The initial text of the editor.
        environment: Names the editor: ``VISUAL``, else ``EDITOR``, split as a shell would and run without.
        run: Runs a program with the terminal to itself.

    Raises:
        EditorError: No editor is named, or it did not end well.
    """
    command = _command(environment)
    handle, name = tempfile.mkstemp(prefix="paper-tui-note-", suffix=".md")
    file = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as opened:
            opened.write(f"{note}\n" if note else "")
        ended = run([*command, name])
        if ended.problem:
            raise EditorError(f"The editor: {ended.problem}. The note is as it was.")
        text = file.read_bytes().decode("utf-8", "replace")
        if len(text) > NOTE_LIMIT:
            raise EditorError(f"The note is longer than {NOTE_LIMIT:,} characters. It is as it was.")
        return clean_note(text)
    except OSError as error:
        raise EditorError(f"The note could not be handed over: {error.strerror}. It is as it was.") from error
    finally:
        file.unlink(missing_ok=True)


def _command(environment: Mapping[str, str]) -> list[str]:
    for variable in ("VISUAL", "EDITOR"):
        try:
            words = shlex.split(environment.get(variable, ""))
        except ValueError as error:
            raise EditorError(f"${variable} has a quote that is not closed.") from error
        if words:
            return words
    raise EditorError("No editor is named. Set $EDITOR, for example: export EDITOR=nano")
