"""Labels of setting changes for the history: ``saved the search “mine”``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from paper_tui.papers.text import clean_line
from paper_tui.store import SettingChange

_NOUNS = {
    "searches": "search",
    "recorded": "recording",
    "rules": "rule",
    "commands": "command",
    "groups": "group",
}
LONGEST_VALUE = 60


def label_of(changes: Sequence[SettingChange]) -> str:
    """Describe changes that were made together."""
    renamed = _renamed(changes)
    return clean_line(renamed or ", ".join(map(_label, changes)), 400)


def _renamed(changes: Sequence[SettingChange]) -> str:
    """Describe an entry that disappeared under one name and appeared under another."""
    if len(changes) != 2 or len({one.path[0] for one in changes}) > 1:
        return ""
    gone = next((one for one in changes if one.after is None), None)
    made = next((one for one in changes if one.before is None), None)
    if gone is None or made is None or gone.before != made.after:
        return ""
    return f"renamed the {_noun(gone.path[0])} “{gone.path[-1]}” to “{made.path[-1]}”"


def _label(change: SettingChange) -> str:
    table, name = change.path[0], change.path[-1]
    if isinstance(change.before or change.after, list) and table in _NOUNS:
        return _list_label(table, change)
    if table in ("keys", "colors"):
        return (
            f"reset the {table[:-1]} of {name}" if change.after is None else f"set the {table[:-1]} of {name}"
        )
    if len(change.path) > 1:
        return f"{_verb(change)} the {_noun(table)} “{name}”"
    if isinstance(change.before or change.after, list):
        return _lines_label(name, change)
    if change.after is None:
        return f"reset {name}"
    return f"set {name} to {clean_line(str(change.after), LONGEST_VALUE)}"


def _lines_label(name: str, change: SettingChange) -> str:
    """Describe a change of a list of texts, such as what is followed."""
    before, after = ([str(each) for each in lines or []] for lines in (change.before, change.after))
    added = [f"added “{clean_line(each, LONGEST_VALUE)}” to {name}" for each in after if each not in before]
    gone = [
        f"removed “{clean_line(each, LONGEST_VALUE)}” from {name}" for each in before if each not in after
    ]
    return ", ".join((*added, *gone)) or f"changed the order of {name}"


def _list_label(table: str, change: SettingChange) -> str:
    """Describe a change of a list of named entries."""
    before, after = _by_name(change.before), _by_name(change.after)
    names = [name for name in (*before, *after) if before.get(name) != after.get(name)]
    if not names:
        return f"changed the order of the {table}"
    changed = (
        SettingChange((table, name), before.get(name), after.get(name)) for name in dict.fromkeys(names)
    )
    return ", ".join(f"{_verb(one)} the {_noun(table)} “{one.path[-1]}”" for one in changed)


def _by_name(entries: Any) -> Mapping[str, Any]:  # noqa: ANN401 - JSON of the configuration file
    listed = entries if isinstance(entries, list) else []
    return {str(entry.get("name", "")): entry for entry in listed if isinstance(entry, dict)}


def _verb(change: SettingChange) -> str:
    if change.before is None:
        return "saved"
    return "removed" if change.after is None else "changed"


def _noun(table: str) -> str:
    return _NOUNS.get(table, f"entry of {table}")
