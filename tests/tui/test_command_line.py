"""A user's command and a paper become arguments, whatever the paper says."""

from __future__ import annotations

import subprocess
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_tui.papers.builder import build_paper
from paper_tui.papers.paper import Paper
from paper_tui.tui.system.command_template import CommandError, environment_of, expand, split, values_of
from tests.tui.hostile import ESCAPES, MARKUP, SHAPES

SHELL = (
    "$(touch /tmp/pwned)",
    "`touch /tmp/pwned`",
    "; rm -rf ~ #",
    "a && b || c | d > /etc/passwd",
    "\"quoted\" and 'single'",
    "${HOME} %PATH% !history",
    "new\nline",
    "{url} {bibtex} {nothing}",
    "* ? [a-z] ~",
    "\\ \\n",
)
PAPER = build_paper(
    title="Kettle: Boiling Water",
    authors=["Ada Lovelace", "Alan Turing"],
    arxiv_id="2401.00001",
    doi="10.1000/x",
    published="2024-01-02",
)


def arguments(command: list[str], paper: Paper = PAPER) -> list[str]:
    return expand(command, values_of(paper, lambda: "@misc{x}"))


def test_every_placeholder_is_filled_inside_its_argument() -> None:
    command = [
        "go",
        "{arxiv_id}",
        "doi={doi}",
        "{url}",
        "{pdf_url}",
        "{title} ({year})",
        "{key}",
        "{authors}",
    ]
    assert arguments([*command, "{bibtex}"]) == [
        "go",
        "2401.00001",
        "doi=10.1000/x",
        "https://arxiv.org/abs/2401.00001",
        "https://arxiv.org/pdf/2401.00001",
        "Kettle: Boiling Water (2024)",
        "arxiv:2401.00001",
        "Ada Lovelace, Alan Turing",
        "@misc{x}",
    ]


@pytest.mark.parametrize("title", [*SHELL, *MARKUP, *ESCAPES, *SHAPES])
def test_a_hostile_title_stays_inside_its_one_argument(title: str) -> None:
    paper = build_paper(title=f"x {title}")
    assert arguments(["note", "--about={title}", "end"], paper) == ["note", f"--about={paper.title}", "end"]


@given(st.text(min_size=1).filter(lambda text: text.strip()))
def test_no_title_adds_or_removes_an_argument(title: str) -> None:
    try:
        paper = build_paper(title=title)
        filled = arguments(["a", "{title}", "b"], paper)
    except (ValueError, CommandError):
        return
    assert len(filled) == 3
    assert not filled[1].startswith("-")


def test_a_value_that_looks_like_an_option_is_refused() -> None:
    paper = build_paper(title="--exec=rm, or how not to name a paper")
    with pytest.raises(CommandError, match="read as an option"):
        arguments(["go", "{title}"], paper)
    assert arguments(["go", "--title={title}"], paper) == ["go", f"--title={paper.title}"]


@pytest.mark.parametrize(
    "command",
    [
        ["sh", "-c", "echo {title}"],
        ["bash", "-lc", "echo '{title}'"],
        ["python3", "-c{title}"],
        ["perl", "-lne", "print '{url}'"],
        ["ruby", "--eval", "{title}"],
        ["ruby", "--eval={title}"],
        ["env", "X=1", "sh", "-c", '"{title}"'],
    ],
)
def test_a_paper_never_becomes_part_of_a_program(command: list[str]) -> None:
    with pytest.raises(CommandError, match="part of a program"):
        arguments(command)


def test_a_shell_is_handed_the_paper_as_an_argument() -> None:
    assert arguments(["sh", "-c", 'echo "$1"', "sh", "{title}"])[-1] == PAPER.title


def test_a_paper_never_names_the_program() -> None:
    with pytest.raises(CommandError, match="name the program"):
        arguments(["{title}", "x"])


def test_what_the_paper_lacks_is_said() -> None:
    with pytest.raises(CommandError, match="no pdf url"):
        arguments(["go", "{pdf_url}"], build_paper(title="Bare"))
    with pytest.raises(CommandError, match=r"no .ulr."):
        arguments(["go", "{ulr}"])


def test_other_braces_are_left_alone() -> None:
    assert arguments(["awk", "{ print $1 }", "{}", "{title"]) == ["awk", "{ print $1 }", "{}", "{title"]


def test_a_typed_line_is_split_and_nothing_else() -> None:
    assert split("go '{title}' $(x) | y > z") == ("go", "{title}", "$(x)", "|", "y", ">", "z")
    for line in ("", "  ", "go 'open"):
        with pytest.raises(CommandError):
            split(line)


INJECTIONS = (
    "x $(touch PWNED)",
    "x; touch PWNED",
    "x`touch PWNED`",
    "x\" + __import__('os').system('touch PWNED') + \"",
    "x') or __import__('os').system('touch PWNED') #",
    'BEGIN { system("touch PWNED") }',
    "1e touch PWNED",
    "touch PWNED|",
    "system('touch PWNED')",
    "touch PWNED",
)
"""Titles that make a file where something takes them for a program."""
PROGRAMS = (
    "sh -c CODE",
    "sh -cx CODE",
    "sh -c -x CODE",
    "bash -ceuo pipefail CODE",
    "bash --norc -c CODE",
    "python3 -c CODE",
    "python3 -Ic CODE",
    "perl -e CODE",
    "perl -ne print CODE",
    "awk CODE",
    "awk -f /dev/null -e CODE",
    "sed CODE",
    "sed -n -e CODE",
    "find . -maxdepth 0 -exec sh -c CODE ;",
    "env sh -c CODE",
    "env -S CODE",
    "timeout 5 sh -c CODE",
    "nice sh -c CODE",
    "xargs -n1 sh -c CODE",
    "setsid sh -c CODE",
)


@pytest.mark.parametrize("line", PROGRAMS)
def test_whatever_is_run_never_runs_a_title(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for title in INJECTIONS:
        for argument in ("{title}", "echo {title}", "'{title}'"):
            command = [argument if word == "CODE" else word for word in split(line)]
            with suppress(CommandError, OSError):
                filled = arguments(command, build_paper(title=title))
                subprocess.run(filled, stdin=subprocess.DEVNULL, capture_output=True, timeout=20, check=False)
    assert not (tmp_path / "PWNED").exists()


def test_every_program_gets_the_paper_in_its_environment() -> None:
    values = environment_of(values_of(PAPER, lambda: "@misc{x}"))
    assert values["PAPER_TITLE"] == "Kettle: Boiling Water"
    assert values["PAPER_ARXIV_ID"] == "2401.00001"
    assert values["PAPER_BIBTEX"] == "@misc{x}"
    assert environment_of(values_of(build_paper(title="Bare"), str))["PAPER_DOI"] == ""


@pytest.mark.parametrize(
    ("argument", "title"),
    [
        ("{title}", "+:!touch PWNED"),
        ("{title}", "@/etc/passwd"),
        ("{title}", "|touch PWNED"),
        ("--form={title}", "@/etc/passwd"),
        ("a={title}", "<etc"),
        ("{title}", "a/../../b"),
        ("notes/{title}.md", "a/b"),
        ("notes/{title}", ".."),
        ("{title}", "~/x"),
    ],
)
def test_a_value_that_would_be_more_than_a_value_is_refused(argument: str, title: str) -> None:
    with pytest.raises(CommandError, match="PAPER_TITLE"):
        arguments(["go", argument], build_paper(title=title))
