"""An entry that nobody changed comes out of its own format as it went in; a change changes its field alone."""

# ruff: noqa: E501  the samples stand as programs write them

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date

import pytest

from paper_tui.exports import FORMATS
from paper_tui.exports.dropped_fields import without_fields
from paper_tui.papers.paper import Paper
from paper_tui.papers.paper_updates import with_updates_noted
from paper_tui.papers.update import Update, UpdateKind
from paper_tui.sources import known_formats
from paper_tui.sources.base import Context
from paper_tui.sources.bibtex_syntax import RawEntry, parse_entries
from tests.exports.helpers import entry

CONTEXT = Context("test", date(2026, 9, 5), "2026-09-05T08:00:00.000Z")
READERS = {form.name: form.read for form in known_formats()}
BIB = r"""@string{jt = "Journal of {T}hings"}
@Article{roe:2001, Title = {The {\'E}tude of {BERT} --- a ``study''}, AUTHOR = {{Ro{\v{e}}}, J.~E. and {Example Lab}},
  journal = jt # { B}, year = 2001, month = mar, pages = "12--34", note = {}, Custom-Field = {a {b} c}}
@book{doe, title = {A Book}, subtitle = {Of Things}, editor = {Doe, Kim}, date = {2002-05/2002-06}, publisher = {P}}
"""
CSL = """[{"id": "roe2001", "type": "article-journal", "title": "The <i>Étude</i>", "author": [{"family": "Roě",
"given": "J. E.", "custom": 1}, {"literal": "Example Lab"}], "issued": {"date-parts": [["2001", 3]], "season": "1"},
"container-title": "Journal", "volume": 12, "page": "12–34", "custom": {"a": ["b"]}},
{"id": 7, "type": "book", "title": "A Book", "issued": {"literal": "c. 2002"}}]"""
RIS = """TY  - JOUR
A1  - Roe, J. E.
AU  - Doe, Kim, Jr.
TI  - The Étude
JO  - J. Things
JF  - Journal of Things
PY  - 2001
DA  - OCT 28
KW  - alpha
KW  - beta, gamma
U1  - something else
N2  - A study
of things.
ER  -
"""


def read(name: str, text: str) -> list[Paper]:
    found = READERS[name](io.BytesIO(text.encode()), CONTEXT)
    return [item for item in found if isinstance(item, Paper)]


def written(name: str, papers: list[Paper]) -> str:
    return "".join(FORMATS[name].write(map(entry, papers)))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("bibtex", "@article{roe, title = {A Tide}, note = {To be read}, doi = {10.1000/x}}"),
        ("csl-json", '[{"id": "roe", "type": "article", "title": "A Tide", "note": "To be read"}]'),
        ("ris", "TY  - JOUR\nTI  - A Tide\nN1  - To be read\nER  - \n"),
    ],
)
def test_a_retraction_is_noted_beside_the_notes_of_the_source_and_once(name: str, text: str) -> None:
    (paper,) = read(name, text)
    gone = replace(paper, updates=(Update(UpdateKind.RETRACTED, "Crossref", "2026-05-04", "10.1000/n"),))
    noted = written(name, [with_updates_noted(gone)])
    assert "Retracted 2026-05-04 (10.1000/n). To be read" in noted
    (again,) = read(name, noted)
    assert with_updates_noted(replace(again, updates=gone.updates)) == replace(again, updates=gone.updates)


def bib_entries(text: str) -> list[tuple[str, str, list[tuple[str, str]]]]:
    entries = (one for one in parse_entries(text) if isinstance(one, RawEntry) and one.type != "string")
    return [(one.type, one.key, [(name, "#".join(parts)) for name, parts in one.fields]) for one in entries]


SET = """@set{pair, entryset = {roe, Doe}, note = {Two parts}}
@article{roe, title = {Part One}, journal = {J}, volume = 1}
@article{doe, title = {Part Two}, journal = {J}, volume = 2}
@article{wei, title = {Alone}, journal = {J}, volume = 3}
"""


def test_a_set_comes_back_after_its_members_with_their_present_keys() -> None:
    roe, doe, wei = read("bibtex", SET)
    written_set = ("set", "pair", [("entryset", "{roe,doe}"), ("note", "{Two parts}")])
    assert bib_entries(written("bibtex", [wei, doe, roe]))[-1] == written_set
    renamed = replace(doe, citation_key="doe2001")
    assert bib_entries(written("biblatex", [roe, renamed]))[-1][2][0] == ("entryset", "{roe,doe2001}")
    assert [entry[0] for entry in bib_entries(written("bibtex", [roe, wei]))] == ["article", "article"]


def test_bibtex_comes_back_with_every_field_brace_macro_key_and_month() -> None:
    out = bib_entries(written("bibtex", read("bibtex", BIB)))
    expected = bib_entries(BIB)
    expected[0][2][2] = ("journal", "{Journal of {T}hings B}")
    assert out == expected
    assert written("biblatex", read("bibtex", BIB)) == written("bibtex", read("bibtex", BIB))


def test_csl_json_comes_back_with_every_field() -> None:
    assert json.loads(written("csl-json", read("csl-json", CSL))) == json.loads(CSL)


def test_ris_comes_back_with_every_tag_in_order() -> None:
    assert written("ris", read("ris", RIS)) == RIS.replace("ER  -\n", "ER  - \n")


@pytest.mark.parametrize(("name", "text"), [("bibtex", BIB), ("csl-json", CSL), ("ris", RIS)])
def test_a_second_round_changes_nothing(name: str, text: str) -> None:
    once = written(name, read(name, text))
    assert written(name, read(name, once)) == once


def test_a_changed_field_changes_that_field_alone() -> None:
    paper = read("bibtex", BIB)[0]
    changed = replace(paper, doi="10.1000/new", published="2003", abstract="New & old.")
    (kind, key, fields) = bib_entries(written("bibtex", [changed]))[0]
    before = dict(bib_entries(written("bibtex", [paper]))[0][2])
    after = dict(fields)
    assert (kind, key) == ("Article", "roe:2001")
    assert {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)} == {
        *("year", "month", "doi", "abstract"),
    }
    assert (after["year"], after["doi"], after["abstract"]) == ("{2003}", "{10.1000/new}", "{New \\& old.}")


def test_a_changed_field_of_csl_and_ris_changes_that_field_alone() -> None:
    item = read("csl-json", CSL)[0]
    before = json.loads(written("csl-json", [item]))[0]
    after = json.loads(written("csl-json", [replace(item, doi="10.1000/new", title="New")]))[0]
    assert after == before | {"DOI": "10.1000/new", "title": "New"}
    record = read("ris", RIS)[0]
    lines = written("ris", [replace(record, title="New")])
    assert lines == written("ris", [record]).replace("TI  - The Étude", "TI  - New")


def test_tags_of_the_reader_join_the_keywords() -> None:
    paper = read("bibtex", BIB)[1]
    text = "".join(FORMATS["bibtex"].write([entry(paper, tags=("to-read",))]))
    assert "keywords = {to-read}" in text


def test_inherited_fields_make_an_entry_complete_by_itself() -> None:
    text = "@inproceedings{c, title={Child}, author={Roe, J.}, crossref={p}}\n"
    text += "@proceedings{p, title={Proceedings of Things}, year=2004, editor={Doe, K.}}"
    child = written("bibtex", read("bibtex", text)[:1])
    assert "crossref = {p}" in child
    assert "booktitle = {Proceedings of Things}" in child


def test_other_formats_are_written_from_what_is_known() -> None:
    paper = read("bibtex", BIB)[1]
    ris, csl = written("ris", [paper]), json.loads(written("csl-json", [paper]))[0]
    assert ("ED  - Doe, Kim" in ris, "PB  - P" in ris, "T2  - P" in ris) == (True, True, False)
    assert (csl["editor"], csl["publisher"]) == ([{"family": "Doe", "given": "Kim"}], "P")
    assert "container-title" not in csl


@pytest.mark.parametrize(("name", "text"), [("bibtex", BIB), ("csl-json", CSL), ("ris", RIS)])
def test_nothing_that_acts_on_a_terminal_is_given_back(name: str, text: str) -> None:
    hostile = text.replace(
        "tude", "tude\x1b]0;X\x07\u202e" if name != "csl-json" else "tude\\u001b\u202e\x9b"
    )
    out = written(name, read(name, hostile))
    assert not {char for char in out if char < " " or char in "\u202e\x9b\x7f"} - {"\n"}


def test_fields_that_the_user_drops_are_in_no_export() -> None:
    paper = replace(read("bibtex", BIB)[0], abstract="An abstract.")
    kept = list(without_fields([entry(paper)], ("abstract", "custom-field", "pages")))
    for name in FORMATS:
        text = "".join(FORMATS[name].write(kept))
        assert "An abstract." not in text
    assert "Custom-Field" not in "".join(FORMATS["bibtex"].write(kept))
