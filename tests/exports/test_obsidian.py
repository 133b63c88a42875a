"""Notes for Obsidian, in which what the reader wrote stays byte for byte."""

import json
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from paper_tui.exports.obsidian import BEGIN, END, KEYS, NAME_BYTES, file_name, merged, note_file
from paper_tui.papers.builder import build_paper
from paper_tui.papers.serialization import Entry
from tests.exports.helpers import entries, full_entry


def fresh(one: Entry) -> str:
    return note_file(one)[1]


def test_a_note_in_full() -> None:
    name, text = note_file(full_entry())
    assert name == "BERT & Beyond 100 of R-CNN (2609.01234).md"
    assert text == (
        "---\n"
        'paper: "arxiv:2609.01234"\n'
        'title: "BERT & Beyond: 100% of R-CNN"\n'
        'authors: ["Łukasz Kaiser", "Diego de las Casas", "The Example Team"]\n'
        'published: "2026-09-03"\n'
        'venue: "Journal of Tests"\n'
        'arxiv: "2609.01234"\n'
        'doi: "10.1000/x_1"\n'
        'url: "https://arxiv.org/abs/2609.01234"\n'
        'code: "https://github.com/x/y"\n'
        'state: "later"\n'
        "bookmarked: true\n"
        "---\n\n"
        f"{BEGIN}\n"
        "# BERT \\& Beyond: 100\\% of R-CNN\n\n"
        "Łukasz Kaiser, Diego de las Casas, The Example Team · 2026-09-03 · Journal of Tests"
        " · [code](<https://github.com/x/y>)\n\n"
        "#later-on #vision\n\n"
        "First, see <https://example.org/a_(b)>.\n\n"
        "Second: x \\< y.\n"
        f"{END}\n\n"
    )


def test_the_reader_s_words_and_fields_stay_and_ours_are_renewed() -> None:
    existing = (
        "---\n"
        "tags:\n  - mine\n- also mine\n"
        'title: "Old Title"\n'
        "# a remark\n"
        "rating: 5\n"
        "authors:\n  - Old One\n"
        "---\n"
        "Before.\n"
        f"{BEGIN}\nold\n{END}\n"
        "\nMy thoughts. \n"
    )
    text = merged(existing, fresh(full_entry()))
    assert text.startswith(
        "---\n"
        "tags:\n  - mine\n- also mine\n"
        'title: "BERT & Beyond: 100% of R-CNN"\n'
        "# a remark\n"
        "rating: 5\n"
        'authors: ["Łukasz Kaiser", "Diego de las Casas", "The Example Team"]\n'
        'paper: "arxiv:2609.01234"\n'
    )
    assert f"---\nBefore.\n{BEGIN}\n# BERT" in text
    assert text.endswith(f"Second: x \\< y.\n{END}\n\nMy thoughts. \n")
    assert "old" not in text


plain = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=40).filter(
    lambda text: "---" not in text and "%%" not in text
)
field = st.from_regex(r"[a-z]{1,8}", fullmatch=True).filter(lambda name: name not in KEYS)


@given(
    st.lists(st.tuples(field, plain.map(json.dumps)), max_size=3),
    plain,
    plain,
    entries(),
    entries(),
    st.booleans(),
)
@example([], "", "", full_entry(), full_entry(), True)
def test_what_is_not_ours_is_kept_byte_for_byte(
    fields: list[tuple[str, str]], before: str, after: str, old: Entry, new: Entry, windows: bool
) -> None:
    note = fresh(old)
    yours = "".join(f"{name}: {value}\n" for name, value in fields)
    note = note.replace("---\n\n", f"{yours}---\n{before}\n", 1) + after
    if windows:
        note = note.replace("\n", "\r\n")
        yours, before, after = (text.replace("\n", "\r\n") for text in (yours, before, after))
    again = merged(note, fresh(new))
    end = "\r\n" if windows else "\n"
    assert again.startswith("---" + end)
    assert again.endswith(f"{END}{end}{end}{after}")
    assert f"---{end}{before}{end}{BEGIN}{end}" in again
    assert all(f"{name}: {value}{end}" in again for name, value in fields)
    assert merged(again, fresh(new)) == again


@given(entries(), entries())
def test_an_untouched_note_becomes_the_fresh_one(old: Entry, new: Entry) -> None:
    text = merged(fresh(old), fresh(new))
    assert sorted(text.splitlines()) == sorted(fresh(new).splitlines())
    assert merged(text, fresh(new)) == text


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60), entries())
def test_no_text_of_the_reader_is_ever_lost(existing: str, one: Entry) -> None:
    text = merged(existing, fresh(one))
    assert existing in text or existing.startswith("---")
    assert merged(text, fresh(one)) == text


@pytest.mark.parametrize(
    ("existing", "ending"),
    [
        ("My own file.\n", "---\n\nMy own file.\n"),
        ("", "---\n\n"),
        ("---\nrating: 5\n---\nNo markers.", "---\nNo markers."),
        ("---\nnot closed", "---\n\n---\nnot closed"),
        (f"{BEGIN}\nno end", f"---\n\n{BEGIN}\nno end"),
    ],
)
def test_without_our_markers_only_fields_are_written(existing: str, ending: str) -> None:
    text = merged(existing, fresh(full_entry()))
    assert text.endswith(ending)
    assert 'paper: "arxiv:2609.01234"\n' in text
    assert "# BERT" not in text


@given(entries())
def test_our_part_cannot_be_ended_by_a_paper(one: Entry) -> None:
    poisoned = replace(one.paper, title=END, abstract=f"{END}\n\n{BEGIN}")
    text = fresh(Entry(poisoned, replace(one.mark, note=f"{END}\n---")))
    assert text.splitlines().count(END) == 1
    assert text.splitlines().count(BEGIN) == 1


@given(entries())
def test_file_names_suit_every_file_system(one: Entry) -> None:
    name = file_name(one.paper)
    assert not set(name) & set('\\/:*?"<>|#^[]%\n\t')
    assert name.endswith(").md")
    assert not name.startswith((".", "-", " "))
    assert len(name.encode()) <= NAME_BYTES


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("CON", "Paper CON (2609.01234).md"),
        ("aux.txt", "Paper aux.txt (2609.01234).md"),
        ("../../etc/passwd", "etc passwd (2609.01234).md"),
        ("???", "(2609.01234).md"),
        ("Ends with dots...", "Ends with dots (2609.01234).md"),
        ("深" * 200, "深" * 54 + " (2609.01234).md"),
    ],
)
def test_odd_titles_as_file_names(title: str, name: str) -> None:
    assert file_name(build_paper(title=title, arxiv_id="2609.01234")) == name


def test_papers_of_one_title_have_files_of_their_own() -> None:
    names = {file_name(build_paper(title="Same", doi=doi)) for doi in ("10.1000/a", "10.1000/b", "")}
    assert len(names) == 3
    assert file_name(build_paper(title="A", arxiv_id="hep-th/9901001")) == "A (hep-th-9901001).md"


def test_front_matter_holds_no_code_that_a_template_plugin_would_run() -> None:
    title = "{{constructor}} <% tp.system.prompt() %> <%* x %> {{{y}}}"
    _, text = note_file(replace(full_entry(), paper=build_paper(title=title)))
    front = text.split("---")[1]
    assert "<%" not in front
    assert "{{" not in front
    (line,) = [line for line in front.splitlines() if line.startswith("title: ")]
    assert json.loads(line.removeprefix("title: ")) == title
