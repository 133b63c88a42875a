"""What the shells complete, asked of the shells themselves where they are there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pexpect
import pytest

from paper_tui.cli.command_spec import command_specs
from paper_tui.cli.completion import bash, fish, zsh

SCRIPTS = {"bash": bash, "zsh": zsh, "fish": fish}
ASKED = {
    ("im",): {"import"},
    ("list", "--so"): {"--sort"},
    ("list", "--sort", "n"): {"newest"},
    ("list", "--format", "bib"): {"bibtex"},
    ("import", "--format", "bib"): {"bibtex"},
    ("export", "--format", "ob"): {"obsidian"},
    ("export", "-o", "pa"): {"page one.txt"},
    ("state", "1706", "la"): {"later"},
    ("import", "pa"): {"page one.txt"},
    ("list", "--limit", ""): set(),
    ("--library", "fo"): {"folder"},
    ("config", "ch"): {"check"},
}
"""What is typed after the name of the program, and what it can become."""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page one.txt").write_text("x", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    return tmp_path


def script(shell: str) -> str:
    if shutil.which(shell) is None:
        pytest.skip(f"no {shell} here")
    return SCRIPTS[shell](list(command_specs()))


@pytest.mark.parametrize("shell", SCRIPTS)
def test_a_script_is_one_that_its_shell_can_read(shell: str) -> None:
    subprocess.run([shell, "-n"], input=script(shell), text=True, check=True)


@pytest.mark.parametrize("shell", SCRIPTS)
def test_a_script_knows_every_command_and_option(shell: str) -> None:
    text = SCRIPTS[shell](list(command_specs()))
    for each in command_specs():
        assert each.name in text
        assert all(option.flags[-1].lstrip("-") in text for option in each.options)


@pytest.mark.usefixtures("here")
def test_bash_completes() -> None:
    ask = 'COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _paper_tui; printf "%s\\n" "${COMPREPLY[@]}"'
    asked = f"{script('bash')}\n{ask}"
    for typed, expected in ASKED.items():
        command = ["bash", "-c", asked, "bash", "paper-tui", *typed]
        ended = subprocess.run(command, capture_output=True, text=True, check=True)
        assert set(filter(None, ended.stdout.splitlines())) == expected, typed


def test_fish_completes(here: Path) -> None:
    (here / "script").write_text(script("fish"), encoding="utf-8")
    lines = [f"echo @; complete -C 'paper-tui {line}'" for line in map(" ".join, ASKED)]
    ended = subprocess.run(
        ["fish", "--no-config", "-c", "source script; " + "; ".join(lines)],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"HOME": str(here)},
    )
    answers = ended.stdout.split("@\n")[1:]
    for (typed, expected), answer in zip(ASKED.items(), answers, strict=True):
        found = {line.partition("\t")[0].rstrip("/").replace("\\ ", " ") for line in answer.splitlines()}
        assert found == expected, typed


@pytest.mark.terminal
@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_zsh_completes(here: Path) -> None:
    (here / "script").write_text(script("zsh"), encoding="utf-8")
    surroundings = os.environ | {"PS1": "", "TERM": "dumb", "HOME": str(here)}
    child = pexpect.spawn("zsh", ["-f", "-i"], env=surroundings, encoding="utf-8", timeout=20, echo=False)
    child.sendline("unsetopt zle_bracketed_paste; paper-tui() { print -rl -- '<' $@ '>' }")
    child.sendline("autoload -U compinit && compinit -u -D && source ./script; print ready'!'")
    child.expect("ready!")
    for typed, expected in ASKED.items():
        if not expected:
            continue
        assert zsh_made(child, typed) == [*typed[:-1], *expected], typed
    child.close(force=True)


def zsh_made(child: pexpect.spawn[str], typed: Sequence[str]) -> list[str]:
    """The arguments that a line has once its last word is completed."""
    child.sendline(f"paper-tui {' '.join(typed)}\t")
    child.expect(r"<\r\n(.*?)>\r\n")
    return [word.rstrip("/") for word in child.match[1].splitlines()]
