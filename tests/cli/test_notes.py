"""``export --format obsidian``: one note a paper, renewed without touching what its owner wrote."""

from __future__ import annotations

from tests.cli.helpers import Shell


def test_each_paper_gets_a_note_and_what_the_owner_wrote_stays(shell: Shell) -> None:
    said = shell("export", "bert", "--format", "obsidian", "-o", str(shell.folder / "vault"))
    assert said.code == 0
    notes = sorted((shell.folder / "vault").glob("*.md"))
    assert notes
    (bert,) = [note for note in notes if note.name.startswith("BERT")]
    mine = bert.read_text("utf-8").replace("---\n\n", "mood: keen\n---\n\n", 1) + "\n# My thoughts\n\nGood.\n"
    bert.write_text(mine, "utf-8")
    shell("state", "1810.04805", "done")
    assert shell("export", "bert", "--format", "obsidian", "-o", str(shell.folder / "vault")).code == 0
    renewed = bert.read_text("utf-8")
    assert "state: done" in renewed or 'state: "done"' in renewed
    assert "mood: keen" in renewed
    assert renewed.endswith("# My thoughts\n\nGood.\n")
    assert sorted((shell.folder / "vault").glob("*.md")) == notes


def test_notes_need_a_folder(shell: Shell) -> None:
    assert shell("export", "bert", "--format", "obsidian").code == 2
    file = shell.write("a.jsonl", {"title": "x"})
    said = shell("export", "bert", "--format", "obsidian", "-o", file)
    assert said.code == 1
    assert "cannot write notes" in said.err


def test_a_note_that_was_moved_and_renamed_is_updated_where_it_is(shell: Shell) -> None:
    vault = shell.folder / "vault"
    export = ("export", "bert", "--format", "obsidian", "-o", str(vault))
    shell(*export)
    before = sorted(path.name for path in vault.glob("*.md"))
    bert = next(path for path in vault.glob("BERT*.md"))
    moved = vault / "sub" / "My name.md"
    moved.parent.mkdir()
    bert.rename(moved)
    moved.write_text(
        moved.read_text("utf-8").replace('paper: "', "paper: '").replace('4805"', "4805'"), "utf-8"
    )
    shell("state", "1810.04805", "done")
    assert shell(*export).code == 0
    assert "done" in moved.read_text("utf-8")
    assert sorted(path.name for path in vault.glob("*.md")) == [name for name in before if name != bert.name]


def test_a_note_of_the_owner_alone_is_never_touched(shell: Shell) -> None:
    vault = shell.folder / "vault"
    vault.mkdir()
    (vault / "Mine.md").write_text("paper: arxiv:1810.04805 is good\n", "utf-8")
    shell("export", "bert", "--format", "obsidian", "-o", str(vault))
    assert (vault / "Mine.md").read_text("utf-8") == "paper: arxiv:1810.04805 is good\n"
