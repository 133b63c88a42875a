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
