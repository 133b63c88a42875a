"""Changes written into the configuration file: comments stay, nothing is lost, nothing is half there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import tomlkit

from paper_tui.config import Config, Rule, load_config
from paper_tui.config_file import Change, change_config, entry, rule, setting, without_rule
from paper_tui.settings import SettingsError

WRITTEN = """\
# my own
theme = "paper"   # for the day

[searches]
vision = "tag:vision"  # daily

[[rules]]
name = "no surveys"
query = "title:survey"
hide = true  # they bore me
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "config.toml"
    path.write_text(WRITTEN)
    return path


def test_a_file_is_made_with_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "new" / "config.toml"
    assert change_config(path, setting("theme", "ink")) == Config(theme="ink")
    assert load_config(path).theme == "ink"
    assert [each.name for each in path.parent.iterdir()] == ["config.toml"]


def test_comments_and_order_stay(file: Path) -> None:
    config = change_config(file, setting("theme", "ink"))
    assert config.theme == "ink"
    assert file.read_text() == WRITTEN.replace('"paper"', '"ink"')


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (setting("density", "comfortable"), Config(density="comfortable")),
        (setting("theme", None), Config(theme="")),
        (entry("searches", "soon", "state:later"), Config(searches={"soon": "state:later"})),
        (entry("searches", "vision", None), Config()),
        (entry("searches", "never was", None), Config()),
        (rule(Rule("b", "vae", tags=("x",))), Config(rules=(Rule("b", "vae", tags=("x",)),))),
        (without_rule("no surveys"), Config()),
    ],
)
def test_a_change_changes_what_it_says(file: Path, change: Change, expected: Config) -> None:
    before = load_config(file)
    after = change_config(file, change)
    assert after == load_config(file)
    assert after.problems == ()
    assert (after.theme, after.density) == (
        expected.theme if after.theme == "" else "paper",
        expected.density,
    )
    kept = {name: query for name, query in after.searches.items() if before.searches.get(name) == query}
    assert dict(after.searches) == kept | dict(expected.searches)
    assert set(after.rules) - set(before.rules) == set(expected.rules)
    assert "# my own" in file.read_text()


def test_a_rule_takes_the_place_of_the_one_of_its_name(file: Path) -> None:
    changed = Rule("no surveys", "survey OR review", hide=True)
    assert change_config(file, rule(changed)).rules == (changed,)
    assert change_config(file, without_rule("no surveys")).rules == ()
    assert change_config(file, rule(changed)).rules == (changed,)


@pytest.mark.parametrize("content", [b"theme = ", b"\xff\xfe"])
def test_what_is_no_configuration_is_never_overwritten(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    with pytest.raises(SettingsError, match="nothing in it was changed"):
        change_config(file, setting("theme", "ink"))
    assert file.read_bytes() == content


def test_a_link_stays_a_link_and_permissions_stay(file: Path, tmp_path: Path) -> None:
    file.chmod(0o640)
    link = tmp_path / "link.toml"
    link.symlink_to(file)
    change_config(link, setting("theme", "ink"))
    assert link.is_symlink()
    assert load_config(file).theme == "ink"
    assert file.stat().st_mode & 0o777 == 0o640


def test_what_could_not_be_read_again_is_never_written(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tomlkit, "dumps", lambda _: "theme = ")
    with pytest.raises(SettingsError, match="change it by hand"):
        change_config(file, setting("theme", "ink"))
    assert file.read_text() == WRITTEN


def test_a_write_that_fails_leaves_the_file_as_it_was(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SettingsError, match="No space left on device; nothing was changed"):
        change_config(file, setting("theme", "ink"))
    assert file.read_text() == WRITTEN
    assert [each.name for each in file.parent.iterdir()] == ["config.toml"]
