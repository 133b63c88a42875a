"""The command that prints completion scripts, made from what the commands declare."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass

from paper_tui.cli.exits import DONE
from paper_tui.cli.output import put
from paper_tui.settings import Settings

FILES = ("FILE", "DIR")
"""What stands for a path, which the shell completes."""


@dataclass(frozen=True, slots=True)
class Completed:
    """What a command can be completed with."""

    name: str
    help: str
    options: tuple[tuple[str, str], ...]
    """Each with its help."""
    words: tuple[str, ...]
    """What its places may be filled with, where that is known."""
    takes_files: bool


def completion(options: argparse.Namespace, settings: Settings) -> int:  # noqa: ARG001 - every command takes settings
    """Print the script of a shell."""
    put({"bash": bash, "zsh": zsh, "fish": fish}[options.shell](list(commands())))
    return DONE


def commands() -> Iterator[Completed]:
    """Every command as it is declared."""
    from paper_tui.cli.arguments import build_parser

    for action in build_parser()._actions:  # noqa: SLF001 - argparse has no other way to be asked
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 - as above
            helps = {choice.dest: str(choice.help) for choice in action._choices_actions}  # noqa: SLF001 - as above
            for name, parser in action.choices.items():
                yield _completed(name, helps[name], parser)


def _completed(name: str, help_text: str, parser: argparse.ArgumentParser) -> Completed:
    actions = parser._actions  # noqa: SLF001 - argparse has no other way to be asked
    flags = [(flag, str(each.help)) for each in actions for flag in each.option_strings if len(flag) > 2]
    words = [str(word) for each in actions for word in each.choices or () if not each.option_strings]
    takes_files = any(each.metavar in FILES and not each.option_strings for each in actions)
    return Completed(name, help_text, tuple(flags), tuple(words), takes_files)


def bash(known: list[Completed]) -> str:
    """For bash; also what zsh's `bashcompinit` reads."""
    cases = "\n".join(
        f'    {each.name}) words="{" ".join([*(flag for flag, _ in each.options), *each.words])}" ;;'
        for each in known
    )
    files = "|".join(each.name for each in known if each.takes_files)
    names = " ".join(each.name for each in known)
    return f"""\
_paper_tui() {{
  local current=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD-1]}} command= words= word
  for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
    case $word in {names.replace(" ", "|")}) command=$word; break ;; esac
  done
  case $previous in --library|--rejects|--output|-o) COMPREPLY=($(compgen -f -- "$current")); return ;; esac
  case $command in
    "") words="{names} --library --version --help" ;;
{cases}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
  case $command in {files}) COMPREPLY+=($(compgen -f -- "$current")) ;; esac
}}
complete -o filenames -F _paper_tui paper-tui"""


def zsh(known: list[Completed]) -> str:
    """For zsh, whose own interpreter of bash's completions does the work."""
    return f"autoload -U +X bashcompinit && bashcompinit\n{bash(known)}"


def fish(known: list[Completed]) -> str:
    """For fish."""
    lines = ["complete -c paper-tui -f", "complete -c paper-tui -l library -r -F -d 'the library folder'"]
    for each in known:
        lines.append(f"complete -c paper-tui -n __fish_use_subcommand -a {each.name} -d {_quoted(each.help)}")
        here = f"complete -c paper-tui -n '__fish_seen_subcommand_from {each.name}'"
        lines += [f"{here} -l {flag[2:]} -d {_quoted(text)}" for flag, text in each.options]
        lines += [f"{here} -a '{' '.join(each.words)}'"] if each.words else []
        lines += [f"{here} -F"] if each.takes_files else []
    return "\n".join(lines)


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
