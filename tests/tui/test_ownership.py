"""Each part of the reader's state has one writer."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

import paper_tui.tui

ROOM = Path(paper_tui.tui.__file__).parent
WRITERS = {
    "scope": {"controllers/search_controller.py"},
    "listing": {"controllers/search_controller.py"},
    "is_unanswered": {"controllers/search_controller.py"},
    "shelf": {"state/context.py"},
    "config": {"state/context.py"},
    "selected": {"controllers/papers.py"},
    "left_off": {"controllers/session_restore.py"},
    "paper": {"controllers/current_paper.py", "triage/triage_screen.py"},
    "session": {"triage/triage_screen.py"},
}
"""The modules that may set an attribute of a screen; a screen of its own kind has a writer of its own."""


@pytest.mark.parametrize("name", WRITERS)
def test_each_part_of_the_state_has_one_writer(name: str) -> None:
    assert writers().get(name, set()) <= WRITERS[name]


@pytest.mark.parametrize("name", ["scope", "listing", "is_unanswered"])
def test_the_search_state_is_written_by_its_controller_alone(name: str) -> None:
    assert writers()[name] == {"controllers/search_controller.py"}


def writers() -> dict[str, set[str]]:
    """The modules that assign to an attribute of a screen."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in ROOM.rglob("*.py"):
        for owner, name in assigned(ast.parse(path.read_text("utf-8"))):
            if owner in ("screen", "_screen", "main") or (owner == "self" and is_screen(path, name)):
                found[name].add(path.relative_to(ROOM).as_posix())
    return found


def is_screen(path: Path, name: str) -> bool:
    """Return whether `self` in a module is a screen with shared state, or owns the attribute itself."""
    return path.name.endswith(("screen.py", "main.py", "page.py")) or name == "is_unanswered"


def assigned(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """The owner and the name of every attribute that is assigned."""
    for node in ast.walk(tree):
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        for target in targets if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign) else []:
            if isinstance(target, ast.Attribute):
                owner = target.value
                yield (
                    (owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")),
                    target.attr,
                )
