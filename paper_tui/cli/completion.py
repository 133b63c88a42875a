"""The command that prints completion scripts, made from what the commands declare."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator

from paper_tui.cli.command_spec import Argument, CommandSpec, command_specs, program_spec
from paper_tui.cli.exit_codes import DONE
from paper_tui.cli.output import write_line
from paper_tui.settings import Settings


def completion(options: argparse.Namespace, settings: Settings) -> int:  # noqa: ARG001 - every command takes settings
    """Print the script of a shell."""
    write_line({"bash": bash, "zsh": zsh, "fish": fish}[options.shell](list(command_specs())))
    return DONE


def bash(known: list[CommandSpec]) -> str:
    """For bash, with nothing installed beside it."""
    names = [each.name for each in known]
    values = "\n".join(_bash_values(known))
    cases = "\n".join(
        f'    {each.name}) words="{" ".join([*_flags(each), *_words(each)])}" ;;' for each in known
    )
    files = "|".join(each.name for each in known if _takes_files(each))
    return f"""\
_paper_tui_paths() {{
  local IFS=$'\\n'
  compopt -o filenames 2>/dev/null
  COMPREPLY+=($(compgen "$1" -- "$2"))
}}
_paper_tui() {{
  local current=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD-1]}} command= words= word
  COMPREPLY=()
  for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
    case $word in {"|".join(names)}) command=$word; break ;; esac
  done
  case $command:$previous in
{values}
  esac
  case $command in
    "") words="{" ".join([*names, *_flags(program_spec())])}" ;;
{cases}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
  case $command in {files}) _paper_tui_paths -f "$current" ;; esac
}}
complete -F _paper_tui paper-tui"""


def _bash_values(known: Iterable[CommandSpec]) -> Iterator[str]:
    """What may follow an option that takes a value, a line an option."""
    everywhere = program_spec().options
    for each in (program_spec(), *known):
        for option in each.options:
            if not option.metavar or (each.name and option in everywhere):
                continue
            patterns = "|".join(f"{each.name or '*'}:{flag}" for flag in option.flags)
            yield f"    {patterns}) {_bash_reply(option)}return ;;"


def _bash_reply(option: Argument) -> str:
    if option.choices:
        return f'COMPREPLY=($(compgen -W "{" ".join(option.choices)}" -- "$current")); '
    kind = "-d" if option.metavar == "DIR" else "-f"
    return f'_paper_tui_paths {kind} "$current"; ' if option.takes_files else ""


def zsh(known: list[CommandSpec]) -> str:
    """For zsh, to be evaluated after ``compinit`` or kept as ``_paper-tui`` in a folder of ``fpath``."""
    names = "\n".join(f"    {_quoted(f'{each.name}:{each.purpose}')}" for each in known)
    everywhere = " ".join(_zsh_option(each) for each in program_spec().options)
    cases = "\n".join(
        f"      {each.name}) _arguments {' '.join([*map(_zsh_option, each.options), *_zsh_places(each)])} ;;"
        for each in known
    )
    return f"""\
#compdef paper-tui
_paper_tui() {{
  local curcontext=$curcontext state
  local -a line names
  names=(
{names}
  )
  _arguments -C {everywhere} '1:command:->command' '*::argument:->arguments'
  case $state in
    command) _describe command names ;;
    arguments)
      case $line[1] in
{cases}
      esac ;;
  esac
}}
if [[ $funcstack[1] == _paper-tui ]]; then _paper_tui "$@"; else compdef _paper_tui paper-tui; fi"""


def _zsh_option(option: Argument) -> str:
    value = f":{option.metavar}:{_zsh_value(option)}" if option.metavar else ""
    told = _zsh_text(option.help)
    flags = "{" + ",".join(option.flags) + "}" if len(option.flags) > 1 else option.flags[0]
    return f"{flags}{_quoted(f'[{told}]{value}')}"


def _zsh_places(each: CommandSpec) -> Iterator[str]:
    yield from (_quoted(f"*:{place.metavar}:{_zsh_value(place)}") for place in each.places[-1:])


def _zsh_value(argument: Argument) -> str:
    if argument.takes_files:
        return "_files -/" if argument.metavar == "DIR" else "_files"
    return f"({' '.join(argument.choices)})"


def _zsh_text(text: str) -> str:
    return "".join(f"\\{sign}" if sign in "[]:\\" else sign for sign in text)


def fish(known: list[CommandSpec]) -> str:
    """For fish."""
    lines = ["complete -c paper-tui -f"]
    lines += [f"complete -c paper-tui {_fish_option(option)}" for option in program_spec().options]
    everywhere = program_spec().options
    for each in known:
        lines.append(
            f"complete -c paper-tui -n __fish_use_subcommand -a {each.name} -d {_quoted(each.purpose)}"
        )
        here = f"complete -c paper-tui -n '__fish_seen_subcommand_from {each.name}'"
        lines += [f"{here} {_fish_option(option)}" for option in each.options if option not in everywhere]
        words = _words(each)
        lines += [f"{here} -a '{' '.join(words)}'"] if words else []
        lines += [f"{here} -F"] if _takes_files(each) else []
    return "\n".join(lines)


def _fish_option(option: Argument) -> str:
    parts = [f"-l {flag[2:]}" if flag.startswith("--") else f"-s {flag[1:]}" for flag in option.flags]
    if option.choices:
        parts.append(f"-x -a '{' '.join(option.choices)}'")
    elif option.metavar == "DIR":
        parts.append("-x -a '(__fish_complete_directories)'")
    elif option.metavar:
        parts.append("-r -F" if option.takes_files else "-x")
    return " ".join([*parts, "-d", _quoted(option.help)])


def _flags(each: CommandSpec) -> list[str]:
    return [flag for option in each.options for flag in option.flags if flag.startswith("--")]


def _words(each: CommandSpec) -> list[str]:
    """What the places of a command may be filled with, where that is known."""
    return [word for place in each.places for word in place.choices]


def _takes_files(each: CommandSpec) -> bool:
    return any(place.takes_files for place in each.places)


def _quoted(text: str) -> str:
    """As one word of any of the three shells; none of our texts has a backslash that fish could take away."""
    return "'" + text.replace("'", "'\\''") + "'"
