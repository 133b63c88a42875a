"""Changes to the configuration file that preserve its comments and order.

A change is a function of the TOML document; this module has those for settings, saved searches and rules. The
file is replaced atomically, as those of the library are. If it is a symbolic link, its target is replaced.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from shutil import copymode
from typing import TYPE_CHECKING, Any

from paper_tui.config import Config, Rule, parse_config
from paper_tui.papers.text import clean_line
from paper_tui.settings import SettingsError

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

Change = Callable[["TOMLDocument"], None]
"""Modifies the document, which behaves as a dict of dicts and lists."""
_ONE_AT_A_TIME = threading.Lock()


def change_config(path: Path, change: Change) -> Config:
    """Change the configuration file durably and return the new configuration.

    Args:
        path: The file; it is created with its folder if it is missing.
        change: The change to its document.

    Raises:
        SettingsError: The file is not TOML, or cannot be read or written; it is unchanged.
    """
    with _ONE_AT_A_TIME:
        target = path.resolve()
        text = _changed(_read(target), path, change)
        _write(target, text)
        return parse_config(text)


def setting(name: str, value: object) -> Change:
    """Set a setting; None removes it from the file, which restores the default."""

    def change(document: TOMLDocument) -> None:
        if value is None:
            document.pop(name, None)
        else:
            document[name] = value

    return change


def entry(table: str, name: str, value: str | None) -> Change:
    """Set a name in a table, such as the query of a saved search; None removes the name."""

    def change(document: TOMLDocument) -> None:
        inner: Any = document.setdefault(table, {})
        if value is None:
            inner.pop(name, None)
        else:
            inner[name] = value

    return change


def renamed(table: str, name: str, other: str) -> Change:
    """Rename an entry of a table in its place; an entry that has the other name is removed."""

    def change(document: TOMLDocument) -> None:
        inner: Any = document.get(table, {})
        kept = {other if key == name else key: value for key, value in inner.items() if key != other}
        inner.clear()
        inner.update(kept)

    return change


def rule(made: Rule) -> Change:
    """Add a rule, or replace the one with its name."""
    content = {name: value for name, value in asdict(made).items() if value}
    content |= {"tags": list(made.tags)} if made.tags else {}

    def change(document: TOMLDocument) -> None:
        rules: Any = document.get("rules")
        if not rules:
            document["rules"] = [content]
            return
        for place, each in enumerate(rules):
            if clean_line(str(each.get("name", ""))) == made.name:
                rules[place] = content
                return
        rules.append(content)

    return change


def without_rule(name: str) -> Change:
    """Remove all rules with a name."""

    def change(document: TOMLDocument) -> None:
        rules: Any = document.get("rules", [])
        for place in reversed(range(len(rules))):
            if clean_line(str(rules[place].get("name", ""))) == name:
                del rules[place]
        if not rules:
            document.pop("rules", None)

    return change


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        raise SettingsError(f"{_shown(path)} is not UTF-8 text; nothing in it was changed") from error
    except OSError as error:
        raise SettingsError(f"cannot read {_shown(path)}: {error.strerror}; nothing was changed") from error


def _changed(text: str, path: Path, change: Change) -> str:
    """Apply a change to the text of a configuration."""
    import tomlkit
    from tomlkit.exceptions import ParseError

    try:
        document = tomlkit.parse(text)
    except (ParseError, RecursionError) as error:
        raise SettingsError(
            f"{_shown(path)} is not valid TOML; nothing in it was changed: {clean_line(str(error))}. "
            "Correct it first; paper-tui config check names the line"
        ) from error
    change(document)
    changed = tomlkit.dumps(document)
    if _plain(changed) != document.unwrap():
        raise SettingsError(f"{_shown(path)} cannot be changed without loss; change it by hand")
    return changed


def _plain(text: str) -> dict[str, object] | None:
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None


def _write(path: Path, text: str) -> None:
    from paper_tui.store.files.atomic_files import Draft, UnconfirmedError, make_folder

    try:
        make_folder(path.parent)
        draft = Draft(path)
        try:
            draft.write(text.encode())
            draft.seal()
            if path.exists():
                copymode(path, draft.path)
            draft.commit()
        except BaseException:
            draft.discard()
            raise
    except UnconfirmedError as error:
        raise SettingsError(
            f"{_shown(path)} was changed, but the change may be lost in a power failure"
        ) from error
    except OSError as error:
        raise SettingsError(f"cannot write {_shown(path)}: {error.strerror}; nothing was changed") from error


def _shown(path: Path) -> str:
    return clean_line(str(path), limit=10_000)
