"""Commands that must not contain placeholders, since the program could run text of a paper or obey it.

A value reaches a program in its environment (``PAPER_TITLE``), where nothing interprets it, or as an argument
of a program that does not interpret arguments. Interpreters, programs that start other programs and options
that take code are refused as a whole, wherever in the command they are, instead of judging how each of them
would parse a particular argument. The exceptions are exact: in ``sh -c CODE NAME ARGUMENT...`` and
``python -c CODE ARGUMENT...``, what follows the code is data by definition.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import PurePath

PLACEHOLDERS = ("arxiv_id", "doi", "url", "title", "key", "pdf_url", "authors", "year", "bibtex")
"""Placeholders in braces for the fields of a paper."""
PLACEHOLDER = re.compile(r"\{(\w+)\}")
_KNOWN = re.compile(rf"\{{(?:{'|'.join(PLACEHOLDERS)})\}}")


def _names_in(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SHELLS = _names_in(
    """
    ash bash csh dash elvish fish ksh mksh nu posh powershell pwsh sh tcsh xonsh yash zsh
    """
)
_LANGUAGES = _names_in(
    """
    awk bb bc bun clojure cmd dc deno duckdb ed emacs emacsclient ex expect gawk gdb ghci gnuplot gojq
    groovy gs guile ipython irb jq julia lldb lua luajit m4 mariadb mawk mongo mongosh mysql nawk node
    nodejs octave osascript perl php psql pypy python r racket raku redis-cli rscript ruby runghc runhaskell
    scala sed sqlite swift tclsh wish yq
    """
)
_EXPANDERS = _names_in(
    """
    ant cmake composite context convert dd gmake gradle identify just latex latexmk lualatex luatex magick
    make mogrify montage ninja pdflatex pdftex rake tex xelatex xetex
    """
)
"""Programs with a language of their own in arguments: build tools, TeX, image converters."""
_RUNNERS = _names_in(
    """
    abduco alacritty at batch bunx busybox bwrap cargo chroot chrt conda crontab dbus-launch
    dbus-run-session direnv doas docker dtach entr env fakeroot fd find firejail flatpak flock foot ghostty
    gnome-terminal ionice kitty konsole kubectl ltrace lxc mamba mosh nerdctl nice nohup npm npx nsenter
    parallel perf pipx pkexec pnpm podman poetry proot rlwrap rsh rsync runuser rxvt scp screen script
    setsid sftp sg snap ssh st start stdbuf strace su sudo systemd-run taskset time timeout tmux toybox
    unbuffer unshare urxvt uv uvx valgrind watch wezterm wsl x-terminal-emulator xargs xterm yarn
    """
)
_REFUSED = _SHELLS | _LANGUAGES | _EXPANDERS | _RUNNERS
_REFUSED_ANYWHERE = _SHELLS | _LANGUAGES - {"r", "ed", "ex", "bb", "start", "time"} | {"env", "xargs", "sudo"}
"""Names that an argument of any program must not have: the program may be one that starts others."""
_MULTICALL = frozenset({"busybox", "toybox"})
_CODE_OPTION = re.compile(
    r"-[A-Za-z]?[ceEK][A-Za-z]?"
    r"|--?(?:[\w-]+-)?(?:action|bind|cmd|code|command|config|editor|eval|exec|execdir|execute|expr|expression|filter"
    r"|hook|macro|ok|okdir|pager|preview|program|rsh|run|script|shell)"
)
_VERSION = re.compile(r"(?<=[a-z])[-_.]?\d[\d.]*$")


def refusal(run: Sequence[str]) -> str:
    """The reason to refuse a command with its placeholders, and what to write instead; empty if it may run.

    Args:
        run: A program and its arguments.
    """
    places = [place for place, argument in enumerate(run) if _KNOWN.search(argument)]
    if not places:
        return ""
    if places[0] == 0:
        return "a paper must not name the program to run"
    batch = run[0].lower().endswith((".bat", ".cmd"))
    name = "cmd" if batch else next((name for name in _names(run[0]) if name in _REFUSED), "")
    if name and not _has_data_arguments(run, places):
        return _interpreted(name)
    return "" if name else next(filter(None, (_refused_by_argument(run, place) for place in places)), "")


def _names(program: str) -> tuple[str, ...]:
    """The name of a program and of the file that it is a link to, without versions."""
    import shutil

    path = shutil.which(program)
    target = _plain(os.path.realpath(path)) if path else ""
    return tuple(filter(None, (_plain(program), "" if target in _MULTICALL else target)))


def _plain(program: str) -> str:
    name = PurePath(program.replace("\\", "/")).name.lower().removesuffix(".exe")
    return name if name in _REFUSED else _VERSION.sub("", name)


def _has_data_arguments(run: Sequence[str], places: Sequence[int]) -> bool:
    """Return whether all placeholders follow the code of ``sh -c CODE`` or ``python -c CODE``."""
    program = _plain(run[0])
    known = program == "python" or program in _SHELLS - {"csh", "tcsh", "cmd", "powershell", "pwsh", "nu"}
    return known and places[0] > 2 and run[1] == "-c" and not run[2].startswith(("-", "+"))


def _refused_by_argument(run: Sequence[str], place: int) -> str:
    """The reason to refuse a placeholder in the argument at an index, by the arguments before it."""
    for argument in run[1:place]:
        if _plain(argument) in _REFUSED_ANYWHERE:
            return _interpreted(_plain(argument))
        if _CODE_OPTION.fullmatch(argument.partition("=")[0]):
            return _interpreted(argument)
    literal = _KNOWN.split(run[place], maxsplit=1)[0]
    if literal.startswith("-") and _CODE_OPTION.fullmatch(literal.partition("=")[0]):
        return _interpreted(literal)
    if literal.startswith(("+", "@", "|", "!", "<", ">")):
        return _interpreted(literal)
    return ""


def _interpreted(what: str) -> str:
    return (
        f"what follows {what} may be run, and a paper must not become part of a program. Use the environment "
        """instead of placeholders: $PAPER_TITLE, as in sh -c 'echo "$PAPER_TITLE"'"""
    )
