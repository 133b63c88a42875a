"""The library that a configuration names: a folder, or a server that a copy on this machine follows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from paper_tui.config import parse_config
from paper_tui.config_file import ConfigFile, setting
from paper_tui.settings import Settings, SettingsError, default_library, settings_from
from paper_tui.tui.dialogs.settings_schema import SETTINGS

SERVER = "postgresql://ada:secret@db.example/papers?sslmode=require"


def of(folder: Path, text: str, library: str | None = None) -> Settings:
    (folder / "config.toml").write_text(text)
    return settings_from({}, library, str(folder / "config.toml"))


def test_a_folder_is_beside_the_file_that_names_it(tmp_path: Path) -> None:
    assert of(tmp_path, 'library = "papers"').library == tmp_path / "papers"
    assert of(tmp_path, f'library = "{tmp_path}/x"').library == tmp_path / "x"
    assert of(tmp_path, 'library = "papers"', "other").library == Path("other")


def test_a_server_is_followed_by_a_copy_of_its_own(tmp_path: Path) -> None:
    found = of(tmp_path, f'library = "{SERVER}"')
    assert found.library.parent == default_library() / "servers"
    assert found.config.sync == SERVER
    assert "secret" not in str(found.library)
    same = of(tmp_path, 'library = "postgresql://bob@db.example/papers"')
    assert same.library == found.library
    assert of(tmp_path, 'library = "postgresql://db.example/others"').library != found.library


def test_another_library_is_not_sent_to_the_server(tmp_path: Path) -> None:
    given = of(tmp_path, f'library = "{SERVER}"', "other")
    assert (given.library, given.config.sync) == (Path("other"), "")
    running = of(tmp_path, "")
    assert running.in_force(parse_config(f'library = "{SERVER}"')).sync == ""


def test_a_server_is_no_folder(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="library =") as found:
        of(tmp_path, "", SERVER)
    assert "secret" not in str(found.value)


def test_a_place_that_is_not_used_is_said() -> None:
    (problem,) = parse_config(f'library = "{SERVER}"\nsync = "~/x"').problems
    assert "sync is not used" in str(problem)


def test_a_password_stays_in_the_configuration_file(tmp_path: Path) -> None:
    file = ConfigFile(tmp_path / "config.toml")
    (tmp_path / "config.toml").write_text("[groups]\nlab = {place = 'x', as = 'ada'}\n")
    assert file.change(setting("library", SERVER))[1] == ()
    assert file.change(setting("library", "~/x"))[1] == ()
    group = {"lab": {"place": SERVER, "as": "ada"}}
    changed = file.change(setting("groups", group))[1]
    assert "secret" not in json.dumps([each.after for each in changed])
    (row,) = (row for row in SETTINGS if row.name == "library")
    typed = row.typed(parse_config(f'library = "{SERVER}"'))
    assert "secret" not in typed
    with pytest.raises(ValueError, match="pgpass"):
        row.parse(typed)
