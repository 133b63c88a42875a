"""list, show, export, digest: results on standard output, exit codes, promised fields."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from paper_tui.library import Library
from tests.cli.helpers import Said, Shell

SEEN = "2026-09-01T08:00:00.000Z"

PROMISED = {
    *("key", "title", "abstract", "authors", "published", "url", "arxiv_id", "doi", "venue", "categories"),
    *("source", "votes", "bookmarked", "state", "tags", "note"),
}
BARE = {"title": "A bare paper"}
FULL = {
    "title": "Zebras and diffusion",
    "authors": ["Ada One", "Bob Two"],
    "published": "2024-05-06",
    "doi": "10.1000/z",
    "categories": ["cs.CV"],
}


def test_a_typo_is_forgiven_and_json_is_one_object_a_line_with_every_promised_field(shell: Shell) -> None:
    said = shell("list", "difusion", "--json", "--limit", "5")
    assert said.code == 0
    assert 1 <= len(said.records) <= 5
    assert all("iffusion" in str(record["title"]) + str(record["abstract"]) for record in said.records)
    for record in said.records:
        assert record.keys() >= PROMISED
        assert isinstance(record["authors"], list)
        assert 0 < float(str(record["score"])) <= 1


def test_a_paper_of_which_little_is_known_has_the_promised_fields_too(shell: Shell) -> None:
    shell("import", shell.write("a.jsonl", BARE))
    (record,) = shell("list", "--json").records
    assert record.keys() >= PROMISED
    assert record["doi"] is None
    assert record["authors"] == []
    assert record["bookmarked"] is False


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["list", "zebras", "-diffusion"], []),
        (["list", "paper", "-zebras"], ["A bare paper"]),
        (["list", "-zebras", "--json", "paper"], ["A bare paper"]),
        (["list", "-hopeless", "paper"], ["A bare paper"]),
        (["list", "-output", "paper"], ["A bare paper"]),
        (["list", "--limit", "1", "--sort", "title"], ["A bare paper"]),
        (["list", "year:2024"], ["Zebras and diffusion"]),
        (["list", "bare", "OR", "zebras", "--sort", "title"], ["A bare paper", "Zebras and diffusion"]),
    ],
)
def test_queries_and_options_may_stand_in_any_order(
    shell: Shell, arguments: list[str], expected: list[str]
) -> None:
    shell("import", shell.write("a.jsonl", BARE, FULL))
    command, *rest = arguments
    said = shell(command, *rest, *([] if "--json" in rest else ["--json"]))
    assert said.titles == expected
    assert said.code == (0 if expected else 1)


def test_a_list_of_no_lines_is_none_that_found_nothing(shell: Shell) -> None:
    shell("import", shell.write("a.jsonl", BARE))
    for options in ([], ["--json"], ["--format", "bibtex"]):
        assert shell("list", "--limit", "0", *options) == Said(0, "", "")


def test_nothing_found_says_so_apart_from_the_results_and_exits_with_1(shell: Shell) -> None:
    said = shell("list", "zzqqxx")
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("Nothing matches.")


def test_a_query_that_is_none_shows_where_and_exits_with_2(shell: Shell) -> None:
    said = shell("list", "year:abc")
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("paper-tui: year:")


def test_lines_in_a_pipe_are_not_cut(shell: Shell) -> None:
    title = "A title that goes on " * 20
    shell("import", shell.write("a.jsonl", {"title": title}))
    assert title.strip() in shell("list").out


@pytest.mark.parametrize(
    ("form", "sign"),
    [("bibtex", "@"), ("ris", "TY  - "), ("csl-json", '"title"'), ("markdown", "Zebras"), ("csv", "title")],
)
def test_list_show_and_export_write_the_same_in_any_format(shell: Shell, form: str, sign: str) -> None:
    shell("import", shell.write("a.jsonl", FULL))
    exported = shell("export", "--format", form)
    assert sign in exported.out
    assert exported.out == shell("list", "--format", form).out
    assert exported.out == shell("show", "10.1000/z", "--format", form).out


def test_export_to_a_file_counts_and_leaves_standard_output_alone(shell: Shell) -> None:
    shell("import", shell.write("a.jsonl", FULL, BARE))
    said = shell("export", "zebras", "--format", "bibtex", "-o", "out.bib")
    assert (said.code, said.out, said.err) == (0, "", "1 paper written to out.bib\n")
    assert Path("out.bib").read_text("utf-8") == shell("export", "zebras", "--format", "bibtex").out


def test_an_export_that_cannot_be_written_says_why(shell: Shell) -> None:
    said = shell("export", "-o", "no/such/folder/x.bib")
    assert said.code == 1
    assert said.err == "paper-tui: cannot write no/such/folder/x.bib: No such file or directory\n"


def test_an_export_does_not_spoil_the_file_that_was_there_when_it_fails(shell: Shell) -> None:
    Path("out.bib").write_text("precious", encoding="utf-8")
    assert shell("export", "--format", "nonsense", "-o", "out.bib").code == 2
    assert Path("out.bib").read_text("utf-8") == "precious"


def test_an_export_replaces_a_file_only_when_all_of_it_is_written(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("out.bib").write_text("precious", encoding="utf-8")

    def half(*_: object) -> Iterator[str]:
        yield "half of it"
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Library, "export", half)
    said = shell("export", "-o", "out.bib")
    assert (said.code, said.err) == (1, "paper-tui: cannot write out.bib: No space left on device\n")
    assert Path("out.bib").read_text("utf-8") == "precious"
    assert shell("export", "-o", "/dev/null").code == 1


@pytest.mark.parametrize("command", [["list"], ["export"], ["show", "1706.03762"]])
def test_an_unknown_format_names_the_known_ones_and_exits_with_2(shell: Shell, command: list[str]) -> None:
    said = shell(*command, "--format", "bibtexx")
    assert (said.code, said.out) == (2, "")
    assert "csl-json" in said.err
    assert "Did you mean “bibtex”?" in said.err


def test_show_prints_what_is_known_to_a_reader(shell: Shell) -> None:
    shell("import", shell.write("a.jsonl", FULL))
    out = shell("show", "10.1000/z").out
    for text in ("Zebras and diffusion", "Ada One", "10.1000/z"):
        assert text in out


def test_a_key_that_names_several_lists_them(shell: Shell) -> None:
    said = shell("show", "arxiv")
    assert said.code == 1
    assert "names" in said.err
    assert "arxiv:1" in said.err


def test_a_digest_tells_what_came_in_since(shell: Shell, real_page: Path) -> None:
    shell("import", str(real_page))
    assert shell("digest", "--since", "2w").out.startswith("94 papers since Friday, 21 August 2026")
    assert shell("digest", "--since", "2026-09-05").out.startswith("No new papers since")
    assert "<html" in shell("digest", "--format", "html", "--since", "3d").out
    few = shell("digest", "difusion", "--since", "7d", "--format", "markdown").out
    assert 0 < few.count("\n- **") < 94


@pytest.mark.parametrize("since", ["yesterday", "7x", "2026-13-01", "-1d"])
def test_a_digest_since_nobody_knows_when_is_refused(shell: Shell, since: str) -> None:
    said = shell("digest", "--since", since)
    assert (said.code, said.out) == (2, "")
    assert "7d" in said.err


def test_show_tells_what_was_merged_and_why_until_that_is_undone(shell: Shell) -> None:
    shell("import", "-", stdin=b"@article{a, title={A Study of Bees}, author={Ann Lee}, year=2020}")
    shell("import", "-", stdin=b"@article{b, title={A study of bees}, doi={10.1000/bees}, year=2021}")
    (record,) = shell("show", "bees", "--json").records
    (merge,) = cast("list[dict[str, object]]", record["merged"])
    assert merge | {"seen": ""} == {
        "source": "bibtex",
        "edition": None,
        "seen": "",
        "matched": "title and year",
        "brought": ["url", "doi"],
        "version": None,
        "text": merge["text"],
    }
    assert "bibtex, found by title and year, brought address and DOI" in shell("show", "bees").out
    shell("undo")
    assert shell("show", "bees", "--json").records[0]["merged"] == []
    assert "Merged" not in shell("show", "bees").out


def test_signs_are_ascii_where_the_configuration_says_so(shell: Shell) -> None:
    shell("bookmark", "1706.03762")
    config = shell.folder / "config.toml"
    config.write_text('glyphs = "ascii"\n', "utf-8")
    assert shell("list", "is:bookmarked").out.startswith("★")
    said = shell("--config", str(config), "list", "is:bookmarked")
    assert said.out.startswith("*")
    assert said.out.isascii()


def test_the_public_record_tells_seen_from_new(shell: Shell) -> None:
    shell("import", shell.write("one.jsonl", {"key": "arxiv:2401.00001", "title": "A", "seen_at": SEEN}))
    (record,) = shell("list", "is:seen", "--json").records
    assert (record["state"], record["standing"], record["seen_at"]) == ("new", "seen", SEEN)
    assert shell("list").out.startswith(" ○ ")


def test_a_wrong_query_is_shown_with_a_caret(shell: Shell) -> None:
    said = shell("list", "attention (vision OR")
    assert said.code == 2
    assert "expected a word after OR\nattention (vision OR\n                  ^" in said.err


def test_a_citation_key_names_a_paper(shell: Shell) -> None:
    shell("import", "-", stdin=b"@article{Smith:20a, title={A cited study}, year={2020}}")
    shell("import", shell.write("a.jsonl", FULL))
    for key, title in (("Smith:20a", "A cited study"), ("one2024zebras", "Zebras and diffusion")):
        assert shell("show", key, "--json").titles == [title]


def test_the_value_of_a_short_option_may_follow_it_at_once(shell: Shell) -> None:
    shell("import", shell.write("a.jsonl", FULL, BARE))
    for typed in (["-oout.bib"], ["-o", "out.bib"], ["--output=out.bib"]):
        said = shell("export", "zebras", "--format", "bibtex", *typed)
        assert (said.code, said.out, said.err) == (0, "", "1 paper written to out.bib\n")
        assert "Zebras" in Path("out.bib").read_text("utf-8")
        Path("out.bib").unlink()
    assert shell("list", "-obese", "paper", "--json").titles == ["A bare paper"], "there -o is no option"


def test_symbols_are_ascii_where_the_terminal_has_no_others(shell: Shell) -> None:
    shell("bookmark", "1706.03762")
    for encoding in ("ascii", "latin-1"):
        ended = shell.program("list", "is:bookmarked", env={"PYTHONIOENCODING": encoding})
        assert ended.stdout.startswith(b"*  Attention Is All You Need")
        failed = shell.program("show", "nonsense", env={"PYTHONIOENCODING": encoding})
        assert failed.stderr.startswith(b'paper-tui: No paper has the key "nonsense".')


def test_an_export_in_a_pipe_is_utf_8_whatever_the_locale(shell: Shell) -> None:
    shell("import", shell.write("a.jsonl", {"title": "Schrödinger’s → ∞ 猫"}))
    ended = shell.program("export", "--format", "markdown", env={"PYTHONIOENCODING": "ascii"})
    assert "Schrödinger’s → ∞ 猫" in ended.stdout.decode("utf-8")


def test_a_saved_search_is_used_by_its_name(shell: Shell) -> None:
    shell("import", shell.write("a.jsonl", FULL, BARE))
    config = shell.folder / "config.toml"
    config.write_text('[searches]\nstripes = "zebras OR paper"\n', encoding="utf-8")
    here = ("--config", str(config))
    assert len(shell(*here, "list", "--saved", "stripes").out.splitlines()) == 2
    assert shell(*here, "list", "--saved", "stripes", "year:2024", "--json").titles == [
        "Zebras and diffusion"
    ]
    said = shell(*here, "list", "--saved", "spots")
    assert (said.code, said.out) == (2, "")
    assert "Saved searches: “stripes”" in said.err


def test_references_without_a_text_name_the_step_that_can_help(shell: Shell) -> None:
    shell("import", "-", stdin=b"@article{kettle, title={A kettle}}")
    shell("import", shell.write("a.jsonl", {"arxiv_id": "2401.00001", "title": "A"}))
    assert "paper-tui attach" in shell("--offline", "refs", "kettle").err
    assert "paper-tui text arxiv:2401.00001" in shell("--offline", "refs", "2401.00001").err
