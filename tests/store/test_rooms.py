"""The rooms of the store: each imports only those before it, and there are no import circles."""

from __future__ import annotations

import ast
from pathlib import Path

import paper_tui.store

PACKAGE = Path(paper_tui.store.__file__).parent
ROOMS = ("files", "format", "journal", "repair")
ANYWHERE = ("errors", "messages", "changes")
"""Modules of the store itself that its rooms import."""


def _imports() -> dict[str, set[str]]:
    """By module the modules of the store that it imports, anywhere in it."""
    names = {
        ".".join(path.relative_to(PACKAGE).with_suffix("").parts): path for path in PACKAGE.rglob("*.py")
    }
    found: dict[str, set[str]] = {}
    for name, path in names.items():
        nodes = ast.walk(ast.parse(path.read_text("utf-8")))
        froms = [node for node in nodes if isinstance(node, ast.ImportFrom) and node.module]
        modules = {f"{node.module}.{alias.name}" for node in froms for alias in node.names}
        modules |= {str(node.module) for node in froms}
        below = {module.removeprefix("paper_tui.store.") for module in modules}
        found[name] = (below & names.keys()) - {name}
    return found


def test_each_room_imports_only_those_before_it() -> None:
    wrong = []
    for name, imports in _imports().items():
        room = name.split(".")[0]
        for other in imports:
            theirs = other.split(".")[0]
            if room in ROOMS[:3] and theirs not in (*ROOMS[: ROOMS.index(room) + 1], *ANYWHERE):
                wrong.append(f"{name} imports {other}")
    assert wrong == []


def test_there_are_no_import_circles() -> None:
    imports = _imports()
    assert len(imports) > 30
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, " -> ".join((*path, name))
        if name not in done:
            for other in imports[name]:
                visit(other, (*path, name))
            done.add(name)

    for name in imports:
        visit(name, ())
