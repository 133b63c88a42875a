"""The sync command."""

from __future__ import annotations

from tests.cli.helpers import Said, Shell


def test_each_device_is_told_what_is_missing(shell: Shell) -> None:
    place = shell.folder / "shared papers"

    def sync(name: str) -> Said:
        return shell("sync", str(place), "--library", str(shell.folder / name))

    shell("import", shell.write("p.jsonl", {"title": "Attention", "arxiv_id": "1706.03762"}))
    shell("bookmark", "1706.03762")
    for _ in range(2):
        said = sync("library")
        assert said.err.startswith(f"paper-tui: No other device has sent anything to {place} so far.")
        assert f"once the folder has arrived there: paper-tui sync '{place}'" in said.err
    (log,) = place.glob("*.events")
    whole = log.read_bytes()
    log.write_bytes(whole[:-9])
    assert f"Waiting for the rest of {log.name}" in sync("other").err
    log.write_bytes(whole)
    assert sync("other").err == ""
