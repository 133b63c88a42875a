"""Rules, saved searches and what is followed, on two devices."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from paper_tui.config import Rule
from paper_tui.config_file import Change, ConfigFile, entry, read_config, rule, setting, without_rule
from paper_tui.library import Library
from paper_tui.store import StoreError
from paper_tui.sync.exchange import Outcome
from paper_tui.sync.folder import Folder
from tests.library.sharing.test_synchronisation import opened
from tests.sync.test_untrusted import write

SURVEYS = Rule("no surveys", "survey", hide=True)


class Reader:
    """A library with a configuration file."""

    def __init__(self, folder: Path, name: str, text: str = "") -> None:
        self.file, self.shared = folder / name / "config.toml", folder / "shared"
        self.library: Library = opened(folder / name / "library")
        self.library.history.settings_file = ConfigFile(self.file)
        self.write(text)

    def write(self, text: str) -> None:
        """Edit the file by hand."""
        self.file.parent.mkdir(exist_ok=True)
        self.file.write_text(text)

    def change(self, change: Change) -> None:
        """Change the file as the reader does."""
        _, changes = ConfigFile(self.file).change(change)
        self.library.history.record_settings(changes)

    def sync(self) -> Outcome:
        return self.library.sync.run(Folder(self.shared))

    @property
    def text(self) -> str:
        return self.file.read_text()


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Reader, Reader]:
    return Reader(tmp_path, "here", 'theme = "ink"  # mine\n'), Reader(tmp_path, "there")


def settle(one: Reader, other: Reader) -> list[Outcome]:
    return [reader.sync() for reader in (one, other, one)]


def test_rules_searches_and_what_is_followed_come_over(pair: tuple[Reader, Reader]) -> None:
    here, there = pair
    here.change(rule(SURVEYS))
    here.change(entry("searches", "mine", "attention cat:cs.CL"))
    here.change(setting("follow", ["author:Kaiming He", "diffusion"]))
    there.change(setting("follow", ["graphs"]))
    there.change(setting("more", ["agents"]))
    settle(here, there)
    for reader in pair:
        config = read_config(reader.file)
        assert config.rules == (SURVEYS,)
        assert config.searches == {"mine": "attention cat:cs.CL"}
        assert {*config.follow} == {"author:Kaiming He", "diffusion", "graphs"}
        assert config.more == ("agents",)
    assert here.text.startswith('theme = "ink"  # mine\n')
    assert "theme" not in there.text
    assert all(outcome == Outcome(0, 0, 0, 0) for outcome in settle(here, there))


RULES = """\
theme = "ink"

[[rules]]  # the first
name = "a"
query = "cat:cs.CL"
hide = true

# of the second
[[rules]]
name = "b"
query = "cat:cs.CV"
hide = true
"""


def names(reader: Reader) -> list[str]:
    return [each.name for each in read_config(reader.file).rules]


def test_rules_are_in_the_same_order_everywhere(pair: tuple[Reader, Reader]) -> None:
    here, there = pair
    here.write(RULES)
    settle(here, there)
    assert names(here) == names(there) == ["a", "b"]
    first, second = RULES.partition("\n\n# of")[0].partition("\n\n")[2], "# of" + RULES.partition("# of")[2]
    here.write(f'theme = "ink"\n\n{second}\n{first}\n')
    there.change(rule(replace(SURVEYS, name="c")))
    settle(here, there)
    settle(here, there)
    assert names(here) == names(there) == ["b", "a", "c"]
    assert "# the first" in here.text
    there.change(without_rule("b"))
    here.change(rule(replace(SURVEYS, name="d")))
    settle(here, there)
    settle(here, there)
    assert names(here) == names(there) == ["a", "c", "d"]
    assert all(outcome == Outcome(0, 0, 0, 0) for outcome in settle(here, there))


LATE = "1b227e0a286-0-bad0device"


@pytest.mark.parametrize("order", ["x", [1], ["\x1b[2J"], [["a"]], {"a": 1}, ["b", "b", "nobody"]])
def test_an_order_of_a_faulty_peer_removes_no_rule(pair: tuple[Reader, Reader], order: object) -> None:
    here, _ = pair
    here.write(RULES)
    here.sync()
    write(here.shared, "bad0device", {"at": LATE, "of": "order:rules", "field": "value", "value": order})
    for _ in range(2):
        here.sync()
    assert sorted(names(here)) == ["a", "b"]
    assert here.sync() == Outcome(0, 0, 0, 0)


def test_the_later_change_counts_and_what_it_replaced_is_said(pair: tuple[Reader, Reader]) -> None:
    here, there = pair
    here.change(entry("searches", "mine", "older"))
    there.change(setting("text_width", 70))  # each clock goes on a minute at each change
    there.change(entry("searches", "mine", "newer"))
    settle(here, there)
    assert read_config(here.file).searches == read_config(there.file).searches == {"mine": "newer"}
    here.change(entry("searches", "mine", "newest"))
    here.sync()
    outcome = there.sync()
    assert outcome.notes == ("Another device changed the search “mine” (it was: newer)",)
    assert outcome.settings == 1
    assert read_config(there.file).searches == {"mine": "newest"}


def test_a_removal_and_its_undo_come_over(pair: tuple[Reader, Reader]) -> None:
    here, there = pair
    here.change(rule(SURVEYS))
    settle(here, there)
    there.change(without_rule(SURVEYS.name))
    settle(there, here)
    assert read_config(here.file).rules == ()
    there.library.history.undo()
    settle(there, here)
    assert read_config(here.file).rules == (SURVEYS,)


def test_undo_takes_back_what_was_done_here(pair: tuple[Reader, Reader]) -> None:
    here, there = pair
    here.change(entry("searches", "mine", "graphs"))
    there.change(entry("searches", "theirs", "agents"))
    settle(here, there)
    here.library.history.undo()
    assert read_config(here.file).searches == {"theirs": "agents"}
    assert here.library.history.undo() is None


def test_a_file_edited_by_hand_is_a_change(pair: tuple[Reader, Reader]) -> None:
    here, there = pair
    here.write('follow = [\n  "author:Kaiming He",  # vision\n]\n[searches]\nmine = "graphs"\n')
    settle(here, there)
    there.write('follow = ["diffusion"]\n')
    settle(there, here)
    assert read_config(here.file).follow == ("diffusion",)
    assert read_config(here.file).searches == {}


@pytest.mark.parametrize("text", ["not = [toml", '[searches]\nmine = "is:nothing"\n', None])
def test_a_file_that_is_gone_broken_or_being_edited_removes_nothing(
    pair: tuple[Reader, Reader], text: str | None
) -> None:
    here, there = pair
    here.change(entry("searches", "mine", "graphs"))
    settle(here, there)
    if text is None:
        there.file.unlink()
    else:
        there.write(text)
    settle(there, here)
    assert read_config(here.file).searches == {"mine": "graphs"}
    if text is None:
        assert read_config(there.file).searches == {"mine": "graphs"}
    else:
        assert there.text == text


@pytest.mark.parametrize("is_known", [False, True])
def test_a_file_that_cannot_be_written_gets_it_later(
    pair: tuple[Reader, Reader], monkeypatch: pytest.MonkeyPatch, is_known: bool
) -> None:
    here, there = pair
    here.change(entry("searches", "mine", "graphs"))
    here.sync()
    with monkeypatch.context() as patch:
        if is_known:
            patch.setattr(ConfigFile, "apply", _refuse)
        else:
            there.library.history.settings_file = None
        outcome = there.sync()
    assert [note for note in outcome.notes if "wait" in note] == [WAIT] * is_known
    there.library.history.settings_file = ConfigFile(there.file)
    settle(there, here)
    assert read_config(here.file).searches == read_config(there.file).searches == {"mine": "graphs"}


WAIT = "Settings of other devices wait: cannot write config.toml: Read-only file system"


def _refuse(*_: object) -> None:
    raise StoreError(WAIT.partition(": ")[2])


@pytest.mark.parametrize(
    ("subject", "value"),
    [
        ("rule:x", {"query": "a", "run": ["touch", "x"], "hide": True}),
        ("rule:x", {"query": "is:nothing", "hide": True}),
        ("rule:x", "survey"),
        ("search:x\x1b]0;X\x07", "graphs"),
        ("search:x", "graphs\nrules = 1"),
        ("search:" + "x" * 1_990, "g" * 50_000),
        ("follow:author:He", "x"),
        ("command:x", {"run": ["touch", "x"]}),
        ("keys:x", "x"),
    ],
)
def test_a_faulty_setting_of_a_peer_is_left_out(
    pair: tuple[Reader, Reader], subject: str, value: object
) -> None:
    here, _ = pair
    write(
        here.shared, "bad0device", {"at": "9-0-bad0device", "of": subject, "field": "value", "value": value}
    )
    before = here.text
    assert here.sync().settings == 0
    assert here.text == before
    assert here.sync().sent == 0
