"""Behaviour common to every command: usage, environment, streams, failures."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from paper_tui.cli import print_papers
from paper_tui.cli.command_spec import command_specs
from paper_tui.config import Config
from paper_tui.sources.services import SERVICES
from paper_tui.sources.services.citations import CITATION_SERVICES
from tests.cli.helpers import Shell, program_path

NAMES = [each.name for each in command_specs()]


def test_version_and_help_are_results(shell: Shell) -> None:
    assert re.fullmatch(r"paper-tui \d+\.\d+\.\d+\n", shell("--version").out)
    assert "examples:" in shell("--help").out


@pytest.mark.parametrize("name", NAMES)
def test_help_of_every_command_says_what_it_does_with_an_example(shell: Shell, name: str) -> None:
    said = shell(name, "--help")
    assert said.code == 0
    assert re.search(rf"examples?:\n.*paper-tui.* {name}", said.out)
    assert said.out.count("\n") > 6


@pytest.mark.parametrize("arguments", [["nonsense"], ["list", "--nonsense"], ["show"], ["show", "a", "b"]])
def test_usage_errors_exit_with_2(shell: Shell, arguments: list[str]) -> None:
    said = shell(*arguments)
    assert (said.code, said.out) == (2, "")
    assert "usage:" in said.err
    assert "--help\n" in said.err


def test_a_mistyped_command_is_guessed(shell: Shell) -> None:
    assert "Did you mean “export”? Examples: paper-tui --help" in shell("exprot").err


def test_a_wrong_clock_is_a_usage_error(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAPER_TUI_NOW", "today")
    assert shell("list").code == 2


def test_a_library_that_cannot_be_read_exits_with_3(shell: Shell) -> None:
    shell.library.write_text("a file where a folder should be", encoding="utf-8")
    said = shell("list")
    assert (said.code, said.out) == (3, "")
    assert said.err.startswith("paper-tui: Cannot read the library")
    assert shell("doctor").code == 3
    assert shell("bookmark", "1706.03762").code == 3


def test_a_library_of_a_newer_version_is_refused_with_what_to_do(shell: Shell) -> None:
    shell("bookmark", "1706.03762")
    head = (shell.library / "catalogue.json").read_bytes()
    newer = re.sub(rb'"schema":\d+,', b'"schema":999,', head, count=1)
    (shell.library / "catalogue.json").write_bytes(newer)
    said = shell("list")
    assert said.code == 3
    assert "newer" in said.err
    assert "Update paper-tui" in said.err
    assert (shell.library / "catalogue.json").read_bytes() == newer


def test_doctor_says_that_all_is_well_and_mends_what_is_not(shell: Shell) -> None:
    assert shell("doctor").code == 0
    shell("bookmark", "1706.03762")
    said = shell("doctor")
    assert said.code == 0
    assert "1 mark," in said.out
    catalogue = shell.library / "catalogue.json"
    data = catalogue.read_bytes()
    catalogue.write_bytes(data[: len(data) // 2])
    broken = shell.contents()
    said = shell("doctor")
    assert said.code == 1
    assert "doctor --repair" in said.err
    assert shell.contents() == broken
    assert shell("doctor", "--repair").code == 0
    assert shell("doctor").code == 0


def test_config_names_the_file_and_the_library_in_use(shell: Shell) -> None:
    assert shell("config", "path", "--config", "/my/config.toml").out == "/my/config.toml\n"
    for said in (
        shell("config", "show", "--library", "/else"),
        shell("--library", "/else", "config", "show"),
    ):
        assert re.search(r"^library +/else$", said.out, re.MULTILINE)
    assert re.search(rf"^library +{shell.library}$", shell("config", "show").out, re.MULTILINE)


def test_an_unforeseen_failure_is_one_message_and_a_file_to_report(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("the sky \x1b[31mfell")

    monkeypatch.setattr(print_papers, "search_library", fail)
    said = shell("list")
    assert (said.code, said.out) == (70, "")
    assert "unexpected RuntimeError: the sky ␛[31mfell" in said.err
    assert "Traceback" not in said.err
    path = Path(said.err.rstrip().rpartition("details in ")[2])
    report = path.read_text("utf-8")
    assert "Traceback" in report
    assert "command: list" in report
    assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0


def test_an_interrupt_says_what_is_kept(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(print_papers, "search_library", interrupted)
    said = shell("list")
    assert (said.code, said.out) == (130, "")
    assert said.err == "Interrupted. What was saved before is kept.\n"


@pytest.mark.usefixtures("shell")
@pytest.mark.parametrize("command", ["list --json", "export", "--help"])
def test_a_closed_pipe_ends_quietly_with_the_code_of_its_signal(command: str) -> None:
    """As of cat, git and yes: a script that sets pipefail meets 141 there, and knows it."""
    script = f"{sys.executable} -m paper_tui {command} | head -c 1 >/dev/null; echo ${{PIPESTATUS[0]}}"
    ended = subprocess.run(
        ["bash", "-c", script], env=os.environ | program_path(), capture_output=True, text=True, check=True
    )
    assert ended.stderr == ""
    assert ended.stdout in ("141\n", "0\n")
    if command == "list --json":
        assert ended.stdout == "141\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.usefixtures("shell")
def test_a_full_disk_under_standard_output_is_told_and_fails() -> None:
    script = f"{sys.executable} -m paper_tui list >/dev/full"
    ended = subprocess.run(
        ["bash", "-c", script], env=os.environ | program_path(), capture_output=True, text=True, check=False
    )
    assert ended.returncode == 1
    assert ended.stderr == "paper-tui: cannot write the output: No space left on device\n"


@pytest.mark.parametrize(
    "env", [{"PYTHONIOENCODING": "ascii"}, {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0"}], ids=str
)
def test_where_standard_output_knows_only_ascii_the_rest_is_spelled_out(
    shell: Shell, env: dict[str, str]
) -> None:
    shell("import", shell.write("a.jsonl", {"title": "Schrödinger’s → ∞ 猫"}))
    ended = shell.program("list", env={"PYTHONCOERCECLOCALE": "0", **env})
    assert ended.returncode == 0
    assert b"Schr" in ended.stdout
    assert b"Traceback" not in ended.stderr


@pytest.mark.usefixtures("shell")
def test_list_without_any_stream_does_not_fall_over() -> None:
    script = f"{sys.executable} -m paper_tui list <&- >&- 2>&-"
    ended = subprocess.run(["bash", "-c", script], env=os.environ | program_path(), check=False)
    assert ended.returncode == 0


def test_config_prints_every_setting(shell: Shell) -> None:
    file = shell.folder / "config.toml"
    file.write_text(
        'density = "comfortable"\n[[rules]]\nname = "r"\nquery = "vae"\nhide = true\ntags = ["x"]\n'
    )
    lines = shell("config", "show", "--config", str(file)).out.splitlines()
    shown = dict(line.split(maxsplit=1) for line in lines)
    assert set(shown) >= {each.name for each in fields(Config)} - {"problems"}
    assert shown["density"] == "comfortable"
    assert shown["seen_after"] == "1.5"
    assert shown["searches"] == "none"
    assert shown["rules"] == "r: vae → hide +x"


def test_the_example_of_a_configuration_can_be_used_as_it_is(shell: Shell) -> None:
    file = shell.folder / "config.toml"
    file.write_text(shell("config", "example").out, encoding="utf-8")
    said = shell("config", "check", "--config", str(file))
    assert (said.code, said.out) == (0, "")


def test_every_service_that_is_asked_may_have_a_mirror_and_a_key(shell: Shell) -> None:
    known = [*SERVICES, *(each.name for each in CITATION_SERVICES)]
    urls = "".join(f'{name} = "https://mirror.example"\n' for name in dict.fromkeys(known))
    file = shell.folder / "config.toml"
    file.write_text(f'[services]\n{urls}[api_keys]\nopenalex = "s3cret"\n', encoding="utf-8")
    assert shell("config", "check", "--config", str(file)).out == ""
    file.write_text(
        '[services]\nopenalx = "https://a.example"\n[api_keys]\nopnalex = "s3cret"\n', encoding="utf-8"
    )
    said = shell("config", "check", "--config", str(file))
    assert said.out.count("unknown service") == 2
    assert "s3cret" not in said.out + said.err


def test_the_manual_goes_to_a_pipe_as_source_that_man_reads(shell: Shell) -> None:
    assert shell("man").out.startswith(".TH PAPER\\-TUI 1")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["export", "-f", "bibtex"], "unknown option -f\nDid you mean “--format”? "),
        (["list", "--limt", "3"], "unknown option --limt\nDid you mean “--limit”? "),
        (["--lbrary", "x", "list"], "unknown option --lbrary\nDid you mean “--library”? "),
        (["show", "a", "b"], "unexpected argument: b\n"),
        (["list", "--sort", "titel"], "not “titel”\nDid you mean “title”? "),
    ],
)
def test_an_argument_that_is_not_taken_is_named_with_what_was_meant(
    shell: Shell, arguments: list[str], said: str
) -> None:
    answer = shell(*arguments)
    assert answer.code == 2
    prog = "paper-tui" if arguments[0].startswith("-") else f"paper-tui {arguments[0]}"
    assert f"{said}Examples: {prog} --help" in answer.err


def test_help_is_a_command_too(shell: Shell) -> None:
    assert shell("help").out == shell("--help").out
    assert shell("help", "list").out == shell("list", "--help").out


def test_folders_are_private_whatever_the_umask(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("the sky fell")

    before = os.umask(0)
    try:
        shell("bookmark", "1706.03762")
        shell("config", "show")
        monkeypatch.setattr(print_papers, "search_library", fail)
        assert shell("list").code == 70
    finally:
        os.umask(before)
    made = [path for path in shell.folder.rglob("*") if path.is_dir() or path.suffix == ".txt"]
    assert len(made) > 4
    assert [path for path in made if stat.S_IMODE(path.stat().st_mode) & 0o077] == []
