"""Programs that end well, badly, too late or not at all."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from paper_tui.papers.cancellation import NEVER, CancelToken
from paper_tui.tui.system.editor import EditorError, edited
from paper_tui.tui.system.subprocess_runner import MOST_OUTPUT, Ended, run, run_in_terminal


def python(program: str) -> list[str]:
    return [sys.executable, "-c", program]


def test_what_a_program_writes_is_told_and_cleaned() -> None:
    ended = run(python(r"print('one'); print('\x1b]52;c;x\x07two')"), NEVER)
    assert ended == Ended("one\n␛]52;c;x␇two")


def test_how_it_failed_is_told() -> None:
    ended = run(python("import sys; print('why', file=sys.stderr); sys.exit(3)"), NEVER)
    assert ended == Ended("why", "exit code 3")
    assert run(python("import os; os.kill(os.getpid(), 9)"), NEVER).problem == "ended by signal 9"


@pytest.mark.parametrize("runner", [lambda words: run(words, NEVER), run_in_terminal])
def test_a_program_that_is_not_there_is_said(runner: object, tmp_path: Path) -> None:
    assert runner(["no-such-program"]).problem == "there is no program called no-such-program"
    assert "Permission denied" in runner([str(tmp_path)]).problem
    assert "cannot be run" in runner(["echo", "a\0b"]).problem


def test_a_program_reads_no_input() -> None:
    assert run(python("import sys; print(repr(sys.stdin.read()))"), NEVER).output == "''"


def test_it_is_stopped_with_what_it_started(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    child = f"import time, pathlib; time.sleep(1); pathlib.Path({str(mark)!r}).touch()"
    program = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    started = time.monotonic()
    assert run(python(program), CancelToken(lambda: time.monotonic() > started + 0.3)).problem == "cancelled"
    assert time.monotonic() < started + 1
    ended = run(python("import time; time.sleep(9)"), NEVER, limit=0.1)
    assert "took too long" in ended.problem
    assert run(python("import time; time.sleep(1.2)"), NEVER).problem == ""
    assert not mark.exists()


def test_endless_output_is_stopped_and_its_beginning_kept() -> None:
    ended = run(python("while True: print('y' * 999)"), NEVER)
    assert "wrote too much" in ended.problem
    assert 0 < len(ended.output) <= MOST_OUTPUT


def write(text: str) -> list[str]:
    """An editor that writes a text over whatever it is given."""
    return python(f"import sys, pathlib; pathlib.Path(sys.argv[-1]).write_text({text!r})")


def editor(words: list[str]) -> dict[str, str]:
    import shlex

    return {"EDITOR": shlex.join(words)}


def test_a_note_comes_back_as_the_editor_leaves_it() -> None:
    assert edited("old", editor(write("# new\n\n  indented\x1b[31m\n")), run_in_terminal) == (
        "# new\n\n  indented␛[31m"
    )


def test_the_editor_is_handed_a_private_markdown_file_that_goes_afterwards() -> None:
    seen: list[Path] = []

    def look(words: list[str]) -> Ended:
        file = Path(words[-1])
        seen.append(file)
        assert words[:-1] == ["vi", "-u", "my rc"]
        assert file.suffix == ".md"
        assert file.stat().st_mode & 0o777 == 0o600
        assert file.read_text() == "old\n"
        return Ended()

    assert edited("old", {"VISUAL": "vi -u 'my rc'", "EDITOR": "nano"}, look) == "old"
    assert not seen[0].exists()


@pytest.mark.parametrize(
    ("surroundings", "said"),
    [
        ({}, "export EDITOR=nano"),
        ({"EDITOR": "  "}, "export EDITOR=nano"),
        ({"EDITOR": "no-such-editor"}, "no program called no-such-editor"),
        ({"EDITOR": "vi 'x"}, "quote"),
        (editor(python("raise SystemExit(2)")), "exit code 2"),
        (editor(python("import sys, os; os.remove(sys.argv[-1])")), "as it was"),
    ],
)
def test_an_editor_that_does_not_work_is_said(surroundings: dict[str, str], said: str) -> None:
    with pytest.raises(EditorError, match=said):
        edited("old", surroundings, run_in_terminal)
