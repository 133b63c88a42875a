"""Imports point one way: cli → tui → library → the packages in the middle → papers."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

import paper_tui
from paper_tui.library import Library
from paper_tui.papers.builder import build_paper
from paper_tui.search import Scope

PACKAGE = Path(paper_tui.__file__).parent
EVERYWHERE = {"papers", "files", "folders", "network", "child_process"}
"""Packages without dependencies in this one, which all others may import."""
MIDDLE = {"store", "sources", "exports", "search", "documents", "ranking", "graph", "sync"}
MAY_IMPORT = {
    "papers": set(),
    "files": set(),
    "folders": set(),
    "network": set(),
    "child_process": set(),
    "images": set(),
    "glyphs": set(),
    "notification": set(),
    "pdf": {"files", "images"},
    **{layer: {"files", "pdf"} for layer in MIDDLE},
    "library": {"pdf", "images", "config", *MIDDLE},
    "config": {"search"},
    "settings": {"config"},
    "keys": {"config", "search"},
    "config_file": {"config", "settings", "store"},
    "tui": {
        "library",
        "images",
        "keys",
        "glyphs",
        "notification",
        "settings",
        "config",
        "config_file",
        *MIDDLE,
    },
    "cli": {"tui", "keys", "glyphs", "notification", "library", "settings", "config", "config_file", *MIDDLE},
    "__main__": {"cli"},
}
OWNERS = {
    "textual": "tui",
    "tinydb": "store",
    "rapidfuzz": "search",
    "psycopg": "sync",
    "pypdfium2": "pdf",
    "PIL": "images",
    "markdown_it": "documents",
}
"""numpy is used by `search` and `ranking`."""
LONGEST_FILE = 400


@dataclass(frozen=True)
class Module:
    """A module as far as the tests below look at it; its tree would take much memory."""

    name: str
    """Its path below the package."""
    layer: str
    lines: int
    """Without comments, blank lines and line breaks inside statements."""
    imports: tuple[ast.Import | ast.ImportFrom, ...]
    """Wherever they are."""
    docstrings: tuple[str, ...]
    """Of modules, classes, functions and attributes."""

    @property
    def imported(self) -> Iterator[str]:
        """Every module that it imports."""
        for node in self.imports:
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            else:
                assert node.level == 0, "imports are absolute"
                yield str(node.module)
                if node.module == "paper_tui":
                    yield from (f"paper_tui.{alias.name}" for alias in node.names)

    def imported_of(self, known: Collection[str]) -> Iterator[str]:
        """The modules that it imports of those `known`: of ``from package import module``, the module."""
        for node in self.imports:
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names if alias.name in known)
            else:
                parts = [f"{node.module}.{alias.name}" for alias in node.names]
                yield from (
                    part if part in known else str(node.module) for part in parts if node.module in known
                )


@cache
def modules() -> tuple[Module, ...]:
    """Every module, parsed once for all tests."""
    return tuple(map(parsed, sorted(PACKAGE.rglob("*.py"))))


def parsed(path: Path) -> Module:
    """Parse a module."""
    below = path.relative_to(PACKAGE)
    tree = ast.parse(path.read_text("utf-8"))
    nodes = list(ast.walk(tree))
    return Module(
        name=str(below),
        layer=below.parts[0].removesuffix(".py"),
        lines=len(ast.unparse(tree).splitlines()),
        imports=tuple(node for node in nodes if isinstance(node, (ast.Import, ast.ImportFrom))),
        docstrings=tuple(
            node.value.value.strip()
            for node in nodes
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
            if isinstance(node.value.value, str)
        ),
    )


def test_imports_point_one_way() -> None:
    wrong = [
        f"{one.name} imports {module}"
        for one in modules()
        for module in one.imported
        if module.startswith("paper_tui.") and one.layer != "__init__"
        if module.split(".")[1] not in {one.layer, "__version__"} | EVERYWHERE | MAY_IMPORT[one.layer]
    ]
    assert wrong == []


def test_commands_take_nothing_from_the_reader_but_the_functions_that_open_it() -> None:
    wrong = [
        f"{one.name} imports {module}"
        for one in modules()
        if one.layer == "cli"
        for module in one.imported
        if module.startswith("paper_tui.tui.")
    ]
    assert wrong == []


def test_no_modules_import_each_other_in_a_circle_type_checking_included() -> None:
    known = {"paper_tui." + one.name.removesuffix(".py").replace("/", "."): one for one in modules()}
    known = {name.removesuffix(".__init__"): one for name, one in known.items()}
    graph = {name: set(one.imported_of(known)) - {name} for name, one in known.items()}
    assert circles(graph) == []


def circles(graph: dict[str, set[str]]) -> list[list[str]]:
    """Groups of modules that reach each other (strongly connected components of more than one)."""
    reach = {name: reachable(name, graph) for name in graph}
    groups = {tuple(sorted(other for other in reach[name] if name in reach[other])) for name in graph}
    return sorted(list(group) for group in groups if len(group) > 1)


def reachable(start: str, graph: dict[str, set[str]]) -> set[str]:
    """Everything that a module imports, directly or not; itself only where a circle leads back."""
    found: set[str] = set()
    ahead = [start]
    while ahead:
        new = graph[ahead.pop()] - found
        found |= new
        ahead += new
    return found


def test_each_library_has_one_owner() -> None:
    wrong = [
        f"{one.name} imports {module}"
        for one in modules()
        for module in one.imported
        if OWNERS.get(module.split(".")[0], one.layer) != one.layer
    ]
    assert wrong == []


def test_no_file_is_too_long_to_be_one_thing() -> None:
    assert {one.name: one.lines for one in modules() if one.lines > LONGEST_FILE} == {}


@pytest.mark.parametrize(
    ("arguments", "unwanted"),
    [
        (["--version"], {"textual", "tinydb", "rapidfuzz", "numpy", "rich"}),
        (["--help"], {"textual", "tinydb", "rapidfuzz", "numpy"}),
        (["list", "attention"], {"textual"}),
        (["show", "1706.03762"], {"textual", "numpy"}),
        (["bookmark", "1706.03762"], {"textual", "numpy"}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_command_loads_only_what_it_needs(tmp_path: Path, arguments: list[str], unwanted: set[str]) -> None:
    assert modules_after(tmp_path, arguments) & unwanted == set()


def modules_after(library: Path, arguments: list[str]) -> set[str]:
    """Run a command in a process of its own and return the modules that it loaded."""
    script = (
        "import sys\n"
        "from paper_tui.cli import run\n"
        "try:\n    run(sys.argv[1:])\n"
        "except SystemExit:\n    pass\n"
        "print('\\n@', *sys.modules)"
    )
    command = [sys.executable, "-c", script, "--library", str(library), *arguments]
    ended = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    return set(ended.stdout.rpartition("@")[2].split())


def test_a_list_needs_no_search_engine_and_a_search_not_all_of_it(tmp_path: Path) -> None:
    library = Library.open(tmp_path, lambda: datetime(2026, 9, 4, tzinfo=UTC))
    library.imports.add([build_paper(title="One"), build_paper(title="Two")], "test")
    library.search(Scope())
    library.close()
    loaded = modules_after(tmp_path, ["list", "--limit", "1"])
    unwanted = {"textual", "numpy", "rapidfuzz", "asyncio", "subprocess", "paper_tui.library.full_text.texts"}
    assert loaded & unwanted == set()
    loaded = modules_after(tmp_path, ["list", "one"])
    assert loaded & {"numpy.ma", "asyncio", "subprocess"} == set()


SEARCH_ROOMS = {
    "text": set(),
    "query": set(),
    "index": {"query", "text"},
    "engine": {"index", "query", "text"},
}
"""The rooms of `search`, each with those it may import, for type checking too."""


def test_rooms_of_search_import_one_way() -> None:
    wrong = [
        f"{one.name} imports {module}"
        for one in modules()
        if one.layer == "search" and one.name.count("/") == 2
        for module in one.imported
        if module.startswith("paper_tui.search.")
        if (room := one.name.split("/")[1]) != module.split(".")[2]
        if module.split(".")[2] not in SEARCH_ROOMS[room]
    ]
    assert wrong == []


QUESTIONS = ("What", "Whether", "How", "Where", "When", "Why", "Which", "Who")


def test_docstrings_are_imperative_or_noun_phrases() -> None:
    wrong = [
        f"{one.name}: {text.splitlines()[0]}"
        for one in modules()
        for text in one.docstrings
        if text.split()[0] in QUESTIONS
    ]
    assert wrong == [], "name what it is or does: not 'How many …' but 'The number of …'"
