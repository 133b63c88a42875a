"""Completion: candidates of the program, and what each shell makes of them, where it is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pexpect
import pytest

from paper_tui.cli.candidates import FILES, FOLDERS, candidates
from paper_tui.cli.command_spec import command_specs
from paper_tui.cli.completion import SCRIPTS, split_line
from tests.cli.helpers import Shell, program_path

PAPERS = (
    {"title": "On bees", "arxiv_id": "2401.00001", "published": "2024-01-02"},
    {"title": "On ants", "doi": "10.5555/ants", "published": "2023"},
)
BIBTEX = b"@article{smith2020, title={A cited study}, year={2020}}"
CONFIG = '[searches]\nvision = "tag:vision"\n[[rules]]\nname = "surveys"\nquery = "survey"\nhide = true\n'
EXPECTED = {
    ("im",): {"import"},
    ("list", "--so"): {"--sort"},
    ("list", "--sort", "n"): {"newest"},
    ("list", "--format", "bibt"): {"bibtex"},
    ("list", "--format=bibt"): {"--format=bibtex"},
    ("import", "--format", "bib"): {"bibtex"},
    ("export", "--format", "ob"): {"obsidian"},
    ("export", "-o", "pa"): {FILES},
    ("import", "pa"): {FILES},
    ("--library", "fo"): {FOLDERS},
    ("config", "ch"): {"check"},
    ("state", "2401", "la"): {"later"},
    ("list", "sta"): {"state:"},
    ("list", "state:la"): {"state:later"},
    ("list", "-is:book"): {"-is:bookmarked"},
    ("list", "has:no"): {"has:note"},
    ("list", "tag:vi"): {"tag:vision", "tag:video"},
    ("list", "bees (tag:vis"): {"bees (tag:vision"},
    (
        "list",
        "year:20",
    ): {"year:2020", "year:2023", "year:2024"},
    ("list", "--saved", ""): {"vision"},
    ("rules", "--apply", ""): {"surveys"},
    ("tags", "--delete", "vis"): {"vision"},
    ("tag", "2401.00001", "+vid"): {"+video"},
    ("tag", "2401.00001", "-vid"): {"-video"},
    ("show", "2401"): {"2401.00001"},
    ("show", "arx"): {"arxiv:2401.00001"},
    ("show", "10.5"): {"10.5555/ants"},
    ("show", "smith"): {"smith2020"},
    ("fetch", "daily:tr"): {"daily:trending"},
    ("list", "--limit", ""): set(),
    ("nonsense", "x"): set(),
}
"""The words typed after the name of the program, and the completions of the last."""
IN_A_SHELL = {
    ("im",): "import",
    ("list", "--so"): "--sort",
    ("list", "state:la"): "state:later",
    ("list", "tag:vis"): "tag:vision",
    ("export", "-o", "pa"): "page one.txt",
    ("show", "smith"): "smith2020",
    ("--library", "fo"): "folder",
}
"""A sample of them that is asked of the shells themselves, each with the one completion."""


@pytest.fixture
def library(shell: Shell) -> Shell:
    shell("import", shell.write("a.jsonl", *PAPERS))
    shell("import", "-", stdin=BIBTEX)
    shell("tag", "2401.00001", "+vision")
    shell("tag", "10.5555/ants", "+video")
    (shell.folder / "home" / ".config" / "paper-tui").mkdir(parents=True)
    (shell.folder / "home" / ".config" / "paper-tui" / "config.toml").write_text(CONFIG, encoding="utf-8")
    (shell.folder / "page one.txt").write_text("x", encoding="utf-8")
    (shell.folder / "folder").mkdir()
    return shell


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("typed", EXPECTED, ids=" ".join)
def test_the_last_word_is_completed(typed: tuple[str, ...]) -> None:
    assert set(candidates(typed)) == EXPECTED[typed]


@pytest.mark.usefixtures("shell")
def test_without_a_word_every_command_is_a_candidate() -> None:
    assert set(candidates([""])) == {each.name for each in command_specs()}


def test_a_library_that_cannot_be_read_completes_nothing_and_says_nothing(shell: Shell) -> None:
    shell.library.write_text("a file where a folder should be", encoding="utf-8")
    said = shell("__complete", "fish", "show", "2")
    assert (said.out, said.err) == ("", "")


def test_keys_of_papers_cannot_act_on_the_terminal(shell: Shell) -> None:
    said = shell("__complete", "fish", "list", "\x1b]0;x\x07")
    assert "\x1b" not in said.out


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("paper-tui list ", ["list", ""]),
        ("paper-tui list 'year:>=2023 ta", ["list", "year:>=2023 ta"]),
        ('paper-tui list "a b" c', ["list", "a b", "c"]),
        ("paper-tui import a\\ b", ["import", "a b"]),
        ("paper-tui", []),
    ],
)
def test_bash_lines_are_split_as_bash_would(line: str, words: list[str]) -> None:
    assert split_line(line)[0] == words


def script(name: str, folder: Path) -> dict[str, str]:
    """The surroundings in which a shell finds the program, and its script in the folder."""
    if shutil.which(name) is None:
        pytest.skip(f"no {name} here")
    (folder / "script").write_text(SCRIPTS[name], encoding="utf-8")
    binary = folder / "bin" / "paper-tui"
    binary.parent.mkdir()
    binary.write_text(f'#!/bin/sh\nexec {sys.executable} -m paper_tui "$@"\n', encoding="utf-8")
    binary.chmod(0o755)
    return os.environ | program_path() | {"PATH": f"{binary.parent}:{os.environ['PATH']}"}


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_is_one_that_its_shell_can_read(name: str, tmp_path: Path) -> None:
    script(name, tmp_path)
    subprocess.run([name, "-n"], input=SCRIPTS[name], text=True, check=True)


def test_bash_completes(library: Shell) -> None:
    ask = (
        'source ./script; COMP_LINE="paper-tui $*"; COMP_POINT=${#COMP_LINE}; COMP_WORDS=($COMP_LINE); '
        'COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _paper_tui; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    surroundings = script("bash", library.folder)
    for typed, expected in IN_A_SHELL.items():
        command = ["bash", "-c", ask, "bash", *typed]
        ended = subprocess.run(command, capture_output=True, text=True, check=True, env=surroundings)
        assert ended.stdout.splitlines() == [expected.rpartition(":")[2]], typed  # it breaks words there


def test_fish_completes(library: Shell) -> None:
    surroundings = script("fish", library.folder)
    lines = [f"echo @; complete -C 'paper-tui {line}'" for line in map(" ".join, IN_A_SHELL)]
    command = ["fish", "--no-config", "-c", "source script; " + "; ".join(lines)]
    ended = subprocess.run(command, capture_output=True, text=True, check=True, env=surroundings)
    answers = ended.stdout.split("@\n")[1:]
    for (typed, expected), answer in zip(IN_A_SHELL.items(), answers, strict=True):
        found = {line.partition("\t")[0].rstrip("/").replace("\\ ", " ") for line in answer.splitlines()}
        assert found == {expected}, typed


@pytest.mark.terminal
@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_zsh_completes(library: Shell) -> None:
    surroundings = script("zsh", library.folder) | {"PS1": "", "TERM": "dumb"}
    child = pexpect.spawn("zsh", ["-f", "-i"], env=surroundings, encoding="utf-8", timeout=20, echo=False)
    child.sendline("unsetopt zle_bracketed_paste; shown() { print -rl -- '<' $@ '>' }")
    child.sendline("autoload -U compinit && compinit -u -D && source ./script && compdef _paper_tui shown")
    child.sendline("print ready'!'")
    child.expect("ready!")
    for typed, expected in IN_A_SHELL.items():
        assert zsh_made(child, typed) == [*typed[:-1], expected], typed
    child.close(force=True)


def zsh_made(child: pexpect.spawn[str], typed: Sequence[str]) -> list[str]:
    """The arguments that a line has once its last word is completed."""
    child.sendline(f"shown {' '.join(typed)}\t")
    child.expect(r"<\r\n(.*?)>\r\n")
    return [word.rstrip("/") for word in child.match[1].splitlines()]
