"""import: what comes in, what is refused, and what is said of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from paper_tui.cli import fetching
from paper_tui.sources.services import FetchSettings
from tests.cli.helpers import HOSTILE, RAW, Shell
from tests.pdf.test_identity import FILES
from tests.sources.services.helpers import FakeTime, Server, answer, atom, daily_item, running

ONE, TWO = {"title": "Paper one"}, {"title": "Paper two"}


def test_a_page_is_imported_once(shell: Shell, real_page: Path) -> None:
    for counts in ("94 added · 0 updated · 0 same", "0 added · 0 updated · 94 same"):
        said = shell("import", str(real_page))
        assert (said.code, said.out) == (0, f"daily-papers.txt: {counts} · 0 rejected\n")
    assert len(shell("list", "--json").records) == 94


def test_standard_input_is_read(shell: Shell) -> None:
    said = shell("import", "-", stdin=json.dumps(ONE).encode())
    assert (said.code, said.out) == (0, "standard input: 1 added · 0 updated · 0 same · 0 rejected\n")


def test_one_bad_file_among_several_does_not_keep_the_good_out(shell: Shell) -> None:
    first, last = shell.write("1.jsonl", ONE), shell.write("2.jsonl", TWO)
    bad = shell.folder / "bad.pdf"
    bad.write_bytes(b"%PDF-1.7\n")
    said = shell("import", first, str(bad), "missing.txt", last)
    assert said.code == 1
    assert [line.partition(":")[0] for line in said.out.splitlines()] == ["1.jsonl", "2.jsonl"]
    assert sorted(map(str, shell("list", "--json").titles)) == ["Paper one", "Paper two"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7 \x00\x01", "it is a PDF"),
        (b"Dear diary, nothing happened today.\n", "Known formats: "),
        (b"", "is empty"),
        (b"\x00\x01\x02\x03" * 50, "cannot be read"),
    ],
)
def test_a_file_that_is_no_page_is_refused_and_the_library_stays_as_it_was(
    shell: Shell, content: bytes, said: str
) -> None:
    shell("import", shell.write("a.jsonl", ONE))
    before = shell.contents()
    path = shell.folder / "some.file"
    path.write_bytes(content)
    result = shell("import", str(path))
    assert (result.code, result.out) == (1, "")
    assert said in result.err
    assert "some.file" in result.err
    assert shell.contents() == before


@pytest.mark.parametrize(
    ("name", "why"), [("missing.txt", "No such file"), (".", "it is a folder; name the files in it")]
)
def test_what_cannot_be_opened_says_why(shell: Shell, name: str, why: str) -> None:
    said = shell("import", name)
    assert said.code == 1
    assert why in said.err
    assert "Nothing was changed." in said.err
    assert not shell.library.exists()


def test_rejects_are_counted_told_and_written_where_they_are_wanted(shell: Shell) -> None:
    path = shell.folder / "some.jsonl"
    path.write_text('{"title": "Good"}\nnot json \x1b[31m\n{"title": ""}\n', encoding="utf-8")
    said = shell("import", str(path))
    assert said.code == 1
    assert said.out == "some.jsonl: 1 added · 0 updated · 0 same · 2 rejected\n"
    assert "line 2: the line is no JSON object" in said.err
    said = shell("import", str(path), "--rejects", "bad.jsonl")
    assert said.err == ""
    rejects = [json.loads(line) for line in Path("bad.jsonl").read_text("ascii").splitlines()]
    assert [(reject["file"], reject["line"]) for reject in rejects] == [(path.name, 2), (path.name, 3)]
    assert "\x1b" not in rejects[0]["text"]


def test_an_unknown_format_names_the_known_ones(shell: Shell) -> None:
    said = shell("import", shell.write("a.jsonl", ONE), "--format", "docx")
    assert said.code == 2
    assert "jsonl" in said.err


def test_a_hostile_name_and_hostile_papers_reach_no_terminal_raw(shell: Shell) -> None:
    name = "evil\x1b]52;c;eA==\x07\u202e.jsonl"
    record = {
        "title": f"Title {HOSTILE}",
        "abstract": HOSTILE,
        "authors": [HOSTILE],
        "venue": HOSTILE,
        "key": "title:x-1",
        "tags": [HOSTILE],
        "note": HOSTILE,
        "url": "javascript:alert(1)",
        "details": {HOSTILE: HOSTILE},
    }
    path = shell.write(name, record, {"title": 5, "x": HOSTILE})
    spoken = [
        shell("import", path),
        shell("import", path + "missing"),
        shell("list"),
        shell("list", HOSTILE.replace("\x00", "")),
        shell("list", "--json"),
        shell("show", "title:"),
        shell("show", HOSTILE),
        shell("note", "title:"),
        shell("bookmark", "title:"),
        shell("tag", "title:", "+\x1b[31mred"),
        shell("history"),
        shell("undo"),
        shell("digest", "--since", "99d"),
        shell("export", "--format", "\x1b[31m"),
        shell("export", "-o", "\x1b[31m/x"),
        shell("fetch", "\x1b[31m"),
        shell("config", "path"),
        shell("\x1b[31m"),
        shell("show", "a", "--\x1b[31m"),
        shell("doctor"),
    ]
    formats = ("markdown", "bibtex", "ris", "csl-json", "csv", "text", "html", "jsonl")
    spoken += [shell("export", "--format", each) for each in formats]
    for said in spoken:
        assert not [raw for raw in RAW if raw in said.out + said.err], said
    assert "javascript" not in shell("list", "--json").out


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Server]:
    """Stands in for every service, on this machine."""
    with running() as server:
        here = FetchSettings(
            tmp_path / "pacing",
            base_urls=dict.fromkeys(("daily", "arxiv"), server.url),
            allow_hosts=frozenset({server.url.removeprefix("http://")}),
            timing=FakeTime().timing,
        )
        monkeypatch.setattr(fetching, "fetch_settings", lambda *_: here)
        yield server


def test_a_fetch_adds_papers_and_asks_only_for_what_is_new(shell: Shell, service: Server) -> None:
    service.on("/api/daily_papers", answer([daily_item(1), daily_item(2)], ETag='"one"'), answer(b"", 304))
    said = shell("fetch", "daily:2026-09-03")
    assert (said.code, said.out) == (0, "daily:2026-09-03: 2 added · 0 updated · 0 same · 0 rejected\n")
    assert len(shell("list", "--json").records) == 2
    said = shell("fetch", "daily:2026-09-03")
    assert service.asked[1].headers["if-none-match"] == '"one"'
    assert (said.code, said.out) == (0, "daily:2026-09-03: 0 added · 0 updated · 0 same · 0 rejected\n")
    assert "nothing new" in said.err
    shell("fetch", "--again", "daily:2026-09-03")
    assert "if-none-match" not in service.asked[2].headers


def test_a_source_that_fails_is_told_and_the_others_are_asked(shell: Shell, service: Server) -> None:
    service.on("/api/daily_papers", answer([daily_item(1)]))
    said = shell("fetch", "--quiet", "nonsense", "feed:http://127.0.0.1:1/x", "daily:2026-09-03")
    assert (said.code, said.out) == (1, "1 added · 0 updated · 0 same · 0 rejected\n")
    assert [line.split(" ")[1] for line in said.err.splitlines()] == [
        "nonsense:",
        "feed:http://127.0.0.1:1/x:",
    ]
    assert len(shell("list", "--json").records) == 1


def test_a_fetch_that_changes_nothing_on_a_fresh_machine_leaves_no_library(
    shell: Shell, service: Server
) -> None:
    service.on("/api/daily_papers", answer(b"", 500))
    assert shell("fetch", "daily").code == 1
    assert not shell.library.exists()


def test_the_configured_sources_are_asked_when_none_is_named(shell: Shell, service: Server) -> None:
    service.on("/api/daily_papers", answer([daily_item(1)]))
    assert shell("fetch", "--quiet").code == 2
    config = shell.folder / "config.toml"
    config.write_text('sources = ["daily:2026-09-03", "daily:2026-09-04"]\n')
    said = shell("--config", str(config), "fetch", "--quiet")
    assert (said.code, said.out, said.err) == (0, "1 added · 0 updated · 1 same · 0 rejected\n", "")
    assert [asked.query["date"] for asked in service.asked] == ["2026-09-03", "2026-09-04"]


def test_an_address_is_understood_without_the_name_of_a_service(shell: Shell, service: Server) -> None:
    service.on("/api/query", answer(atom(1, 1)))
    said = shell("fetch", "https://arxiv.org/abs/2609.00001v1")
    assert said.out.endswith("1 added · 0 updated · 0 same · 0 rejected\n")
    assert service.asked[0].query["id_list"] == "2609.00001v1"


@pytest.mark.parametrize("name", ["https://arxiv.org/abs/1706.03762", "1706.03762", "daily"])
def test_what_a_service_has_is_no_file_and_import_says_what_to_type(shell: Shell, name: str) -> None:
    said = shell("import", name)
    assert said.code == 1
    assert f"paper-tui fetch {name}" in said.err
    assert "fetch" not in shell("import", "missing.bib").err


def test_many_guesses_are_counted_and_the_rest_is_in_the_file_of_rejects(shell: Shell) -> None:
    folder = shell.folder / "papers"
    folder.mkdir()
    data = (FILES / "columns.pdf").read_bytes()
    for number in range(7):
        (folder / f"{number}.pdf").write_bytes(data)
    said = shell("import", "papers", "--rejects", "bad.jsonl")
    assert (said.code, "7 by a guess" in said.out) == (0, True)
    assert said.err.count("a guess, by") == 5
    assert "and 2 more; --rejects FILE" in said.err
    assert "To correct a guess" in said.err
    assert len((shell.folder / "bad.jsonl").read_text().splitlines()) == 7
