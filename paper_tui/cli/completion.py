"""Completion scripts of the shells, which ask the program itself for candidates.

Scripts that are generated ahead, as by shtab, cannot know tags, keys and saved searches, nor complete within
a query. These are three short functions instead, and `candidates` decides for all shells.
"""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Iterable, Sequence

from paper_tui.cli.exit_codes import DONE
from paper_tui.cli.output import write_line, write_text
from paper_tui.papers.text import clean_line
from paper_tui.settings import Settings

BASH = """\
_paper_tui() {
  local IFS=$'\\n' word
  COMPREPLY=()
  for word in $(paper-tui __complete bash "${COMP_LINE:0:COMP_POINT}" "$COMP_WORDBREAKS" 2>/dev/null); do
    case $word in
      :files) compopt -o filenames 2>/dev/null; COMPREPLY+=($(compgen -f -- "${COMP_WORDS[COMP_CWORD]}")) ;;
      :folders) compopt -o filenames 2>/dev/null; COMPREPLY+=($(compgen -d -- "${COMP_WORDS[COMP_CWORD]}")) ;;
      *) [[ $word == *[:=/] ]] && compopt -o nospace 2>/dev/null; COMPREPLY+=("$word") ;;
    esac
  done
}
complete -F _paper_tui paper-tui
"""
ZSH = """\
#compdef paper-tui
_paper_tui() {
  local -a found words_so_far
  local word
  words_so_far=("${(@Q)words[2,CURRENT]}")
  for word in "${(@f)$(paper-tui __complete zsh "${words_so_far[@]}" 2>/dev/null)}"; do
    case $word in
      "") ;;
      :files) _files ;;
      :folders) _files -/ ;;
      *[:=/]) compadd -S "" -- "$word" ;;
      *) found+=("$word") ;;
    esac
  done
  compadd -- "${found[@]}"
}
if [[ $funcstack[1] == _paper-tui ]]; then _paper_tui "$@"; else compdef _paper_tui paper-tui; fi
"""
FISH = """\
function __paper_tui_complete
  set -l words (commandline -opc)
  for word in (paper-tui __complete fish $words[2..-1] (commandline -ct | string unescape) 2>/dev/null)
    switch $word
      case :files
        __fish_complete_path (commandline -ct)
      case :folders
        __fish_complete_directories (commandline -ct)
      case '*'
        echo $word
    end
  end
end
complete -c paper-tui -f -a '(__paper_tui_complete)'
"""
SCRIPTS = {"bash": BASH, "zsh": ZSH, "fish": FISH}


def completion(options: argparse.Namespace, settings: Settings) -> int:  # noqa: ARG001 - every command takes settings
    """Print the script of a shell."""
    write_text(SCRIPTS[options.shell])
    return DONE


def complete(arguments: Sequence[str]) -> int:
    """Print candidates for a command line, one a line; nothing if there are none or something is wrong.

    Args:
        arguments: ``bash LINE WORDBREAKS``, or another shell and the unquoted words after the program's name.
    """
    from paper_tui.cli.candidates import candidates

    shell, *rest = arguments or [""]
    quote, breaks = "", ""
    if shell == "bash":
        line, breaks = (*rest, "", "")[:2]
        rest, quote = split_line(line)
    for word in cut_at_breaks(candidates(rest), rest, "" if quote else breaks):
        write_line(clean_line(word))
    return DONE


def split_line(line: str) -> tuple[list[str], str]:
    """The unquoted words of a shell line after the program's name, and the quote that is still open."""
    for quote in ("", "'", '"'):
        try:
            words = shlex.split(line + quote)
        except ValueError:
            continue
        begins_a_word = not quote and (not line or line[-1].isspace()) and not line.endswith("\\ ")
        return ([*words, ""] if begins_a_word else words)[1:], quote
    return line.split()[1:], ""


def cut_at_breaks(found: Iterable[str], words: Sequence[str], breaks: str) -> Iterable[str]:
    """Drop what bash does not replace: the part of the word up to its last break character."""
    current = words[-1] if words else ""
    kept = max((current.rfind(sign) for sign in breaks if sign in ":="), default=-1) + 1
    return (word if word.startswith(":f") else word[kept:] for word in found)
