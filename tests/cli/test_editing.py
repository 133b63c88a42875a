"""cite, merge and split."""

from __future__ import annotations

from tests.cli.helpers import Shell

PAGE = {"title": "Counting the things of the world", "abstract": "We count."}
ARTICLE = {
    "title": "Counting the Things of the World",
    "doi": "10.1000/counting",
    "authors": ["Ann Holt"],
    "published": "2019",
    "venue": "Journal of Things",
}
OTHER = {"title": "Weighing them all", "authors": ["Ann Holt"], "published": "2019"}


def listed(shell: Shell) -> list[tuple[object, object]]:
    return sorted((record["title"], record["doi"]) for record in shell("list", "--json").records)


def test_a_citation_key_is_printed_renamed_and_a_key_of_every_command(shell: Shell) -> None:
    shell("import", shell.write("a.jsonl", ARTICLE, OTHER))
    assert shell("cite", "10.1000/counting").out == "holt2019counting\n"
    assert shell("cite", "10.1000/counting", "holt19").code == 0
    assert shell("show", "holt19", "--json").records[0]["doi"] == "10.1000/counting"
    assert "@article{holt19," in shell("export", "--format", "bibtex").out
    refused = shell("cite", "holt2019weighing", "holt19")
    assert refused.code == 1
    assert "is cited as holt19 already" in refused.err
    assert shell("cite", "holt19", "two words").code == 1
    shell("undo")
    assert shell("cite", "10.1000/counting").out == "holt2019counting\n"


def test_citation_keys_are_made_anew_of_what_is_known_since_in_one_step(shell: Shell) -> None:
    shell("import", shell.write("page.jsonl", PAGE))
    shell("import", shell.write("a.jsonl", ARTICLE | {"title": "The Things of Worlds"}, OTHER))
    shell("import", shell.write("b.jsonl", ARTICLE | {"title": PAGE["title"], "doi": "10.1000/sum"}))
    assert shell("cite", "10.1000/sum").out == "anoncountingthingsworld\n"
    shell("cite", "holt2019weighing", "weights")
    assert shell("cite", "--anew", "zorblax").code == 1
    assert shell("cite").code == 2
    assert shell("cite", "--anew", "things").code == 0
    assert shell("cite", "10.1000/sum").out == "holt2019counting\n"
    assert shell("cite", "10.1000/counting").out == "holt2019things\n"
    assert shell("cite", "weights").out == "weights\n"
    assert "Nothing to change" in shell("cite", "--anew", "things").err
    shell("undo")
    assert shell("cite", "10.1000/sum").out == "anoncountingthingsworld\n"


def test_what_was_joined_is_parted_for_good_and_undo_joins_it(shell: Shell) -> None:
    shell("import", shell.write("page.jsonl", PAGE))
    shell("bookmark", "counting")
    shell("import", shell.write("article.jsonl", ARTICLE))
    (joined,) = shell("list", "--json").records
    assert (joined["doi"], joined["abstract"], joined["bookmarked"]) == (
        "10.1000/counting",
        "We count.",
        True,
    )
    assert shell("split", "counting").code == 0
    assert listed(shell) == [
        ("Counting the Things of the World", "10.1000/counting"),
        ("Counting the things of the world", None),
    ]
    again = shell("import", shell.write("both.jsonl", PAGE, ARTICLE))
    assert "0 added · 0 updated · 2 same" in again.out
    assert shell("split", "10.1000/counting").code == 1
    shell("undo")
    assert len(shell("list", "--json").records) == 1


def test_papers_are_merged_with_what_was_done_with_them(shell: Shell) -> None:
    shell("import", shell.write("a.jsonl", ARTICLE, OTHER))
    shell("tag", "holt2019weighing", "+scales")
    assert shell("merge", "holt2019counting", "holt2019weighing").code == 0
    (merged,) = shell("list", "--json").records
    assert (merged["citation_key"], merged["tags"]) == ("holt2019counting", ["scales"])
    again = shell("import", shell.write("b.jsonl", OTHER))
    assert "0 added" in again.out
    assert shell("split", "holt2019counting").code == 0
    assert [title for title, _ in listed(shell)] == ["Counting the Things of the World", "Weighing them all"]
    shell("undo")
    shell("undo")
    assert {record["title"]: record["tags"] for record in shell("list", "--json").records} == {
        "Counting the Things of the World": [],
        "Weighing them all": ["scales"],
    }
    assert shell("merge", "holt2019counting", "holt2019counting").code == 1
