"""Writes changes into the user's configuration file: comments and order stay, and nothing is lost.

What a caller wants changed is a function of the document, made here where one is wanted often: settings,
saved searches, rules. The file is replaced as the library's files are (`store.disk`), through a link too,
since many keep their configuration elsewhere and link to it.
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
"""Changes the document of a configuration, which is used as a dict of dicts and lists."""
_ONE_AT_A_TIME = threading.Lock()


def change_config(path: Path, change: Change) -> Config:
    """Change the configuration file for good, and return what it now says.

    Args:
        path: The file; where there is none, it is made with its folder.
        change: What to change in it.

    Raises:
        SettingsError: The file is not TOML, or cannot be read or written; it stands as it was.
    """
    with _ONE_AT_A_TIME:
        target = path.resolve()
        text = _changed(_read(target), path, change)
        _write(target, text)
        return parse_config(text)


def setting(name: str, value: object) -> Change:
    """Give a setting a value; None takes it out of the file, so that the default counts."""

    def change(document: TOMLDocument) -> None:
        if value is None:
            document.pop(name, None)
        else:
            document[name] = value

    return change


def entry(table: str, name: str, value: str | None) -> Change:
    """Give a name in a table a value, such as a saved search its query; None takes the name away."""

    def change(document: TOMLDocument) -> None:
        inner: Any = document.setdefault(table, {})
        if value is None:
            inner.pop(name, None)
        else:
            inner[name] = value

    return change


def renamed(table: str, name: str, other: str) -> Change:
    """Give what a table has under one name another, in its place; one that was there under it goes."""

    def change(document: TOMLDocument) -> None:
        inner: Any = document.get(table, {})
        kept = {other if key == name else key: value for key, value in inner.items() if key != other}
        inner.clear()
        inner.update(kept)

    return change


def rule(made: Rule) -> Change:
    """Keep a rule, in place of the one of the same name."""
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
    """Take the rules of a name out of the file."""

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
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        raise SettingsError(f"{_shown(path)} is not UTF-8 text; nothing in it was changed") from error
    except OSError as error:
        raise SettingsError(f"cannot read {_shown(path)}: {error.strerror}; nothing was changed") from error


def _changed(text: str, path: Path, change: Change) -> str:
    """The text of the configuration after a change."""
    import tomlkit
    from tomlkit.exceptions import ParseError

    try:
        document = tomlkit.parse(text)
    except (ParseError, RecursionError) as error:
        raise SettingsError(
            f"{_shown(path)} is not TOML, and nothing in it was changed: {clean_line(str(error))}. "
            "Mend it first; paper-tui config check says where"
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
        raise SettingsError(f"{_shown(path)} was changed, but may not survive a power cut") from error
    except OSError as error:
        raise SettingsError(f"cannot write {_shown(path)}: {error.strerror}; nothing was changed") from error


def _shown(path: Path) -> str:
    return clean_line(str(path), limit=10_000)
