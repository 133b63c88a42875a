"""Text from outside: nothing acts on a terminal, nothing is lost in silence, twice is as good as once."""

import re
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from paper_tui.papers.text import (
    ABSTRACT_LIMIT,
    MOST_AUTHORS,
    NAME_LIMIT,
    NOTE_LIMIT,
    TITLE_LIMIT,
    clean_line,
    clean_names,
    clean_note,
    clean_text,
)

PAYLOADS = {
    "CSI colour": "\x1b[31mred\x1b[0m",
    "CSI cursor": "\x1b[2J\x1b[H",
    "OSC 0 title": "\x1b]0;PWN\x07",
    "OSC 8 link": "\x1b]8;;file:///etc/passwd\x1b\\x\x1b]8;;\x1b\\",
    "OSC 52 clipboard": "\x1b]52;c;cHduZWQ=\x07",
    "C1 CSI": "\x9b31m",
    "C1 OSC": "\x9d0;PWN\x9c",
    "DCS": "\x1bPq#0;2;0;0;0\x1b\\",
    "APC": "\x1b_G\x1b\\",
    "PM and SOS": "\x1b^x\x1b\\\x1bXy\x1b\\",
    "NUL": "a\x00b",
    "bell, backspace, delete": "a\x07\x08\x7fb",
    "carriage return": "safe\rEVIL",
    "vertical tab, form feed": "a\x0b\x0cb",
    "separators": "a\x1c\x1d\x1e\x1f\x85b",
    "line and paragraph separator": "a\u2028b\u2029c",
    "bidi override": "\u202eevil\u202c",
    "bidi isolate": "\u2066a\u2067b\u2068c\u2069",
    "bidi marks": "a\u200e\u200f\u061cb",
    "tag characters": "a\U000e0041\U000e0042\U000e007f",
    "zero width": "a\u200b\u2060\ufeff\u00adb",
    "combining pile": "a" + "\u0301\u0320" * 40,
    "pile of other scripts": "ا" + "\u064b" * 40 + "ก" + "\u0e31" * 40,
    "variation selectors": "a" + "".join(map(chr, range(0xE0100, 0xE01F0))),
    "lone surrogates": "a\ud800b\udfffc",
    "blank letters": "\u3164\u115f\u1160\uffa0",
    "interlinear annotation": "\ufff9a\ufffab\ufffb",
    "invisible operators": "f\u2061(x)\u2062\u2063\u2064",
    "musical format controls": "\U0001d173x\U0001d17a",
    "noncharacters": "a\ufffe\uffffb",
}
STEERING = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff"
    "\U000e0000-\U000e00ff]"
)
CLEANERS: list[Callable[[str], str]] = [clean_line, clean_text, clean_note]
each_cleaner = pytest.mark.parametrize("clean", CLEANERS, ids=lambda clean: clean.__name__)
hostile = st.lists(
    st.one_of(
        st.text(st.characters(categories=None), max_size=6),
        st.sampled_from(list(PAYLOADS.values())),
        st.sampled_from(
            [
                "\n\n",
                "\r\n",
                "\t",
                "  ",
                "\u200d",
                "\u200c",
                "e\u0301",
                "\u0301",
                "\ufe0f",
                "한",
                "\u1100\u1161",
            ]
        ),
    ),
    max_size=10,
).map("".join)


@each_cleaner
@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_no_payload_acts_on_a_terminal(clean: Callable[[str], str], payload: str) -> None:
    shown = clean(f"A {payload} title")
    assert not STEERING.search(shown)
    assert shown.startswith("A ")
    assert shown.endswith(" title")


@each_cleaner
@given(text=hostile)
@example(text="a\u200d \u200c\u200d\u0301")
def test_output_is_safe_for_any_text_and_stays_as_it_is(clean: Callable[[str], str], text: str) -> None:
    shown = clean(text)
    assert not STEERING.search(shown)
    assert clean(shown) == shown
    assert unicodedata.is_normalized("NFC", shown)
    shown.encode("utf-8")


@each_cleaner
@given(text=hostile, limit=st.integers(8, 40))
def test_a_cut_is_said_and_not_cut_again(clean: Callable[..., str], text: str, limit: int) -> None:
    shown = clean(text, limit)
    assert clean(shown, limit) == shown
    whole = clean(text, 10_000)
    assert shown == whole or shown.endswith(f"[cut: {len(text):,} characters in all]")


@given(hostile)
def test_a_line_is_one_line_and_a_text_has_paragraphs(text: str) -> None:
    assert "\n" not in clean_line(text)
    assert "\n" not in clean_text(text).replace("\n\n", "")


@given(st.text(st.characters(categories=["L", "N", "P", "S"]), max_size=30))
def test_ordinary_characters_are_all_kept(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    kept = clean_line(text).translate(dict.fromkeys(map(ord, "\u3164\u115f\u1160\uffa0")))
    assert kept == composed.translate(dict.fromkeys(map(ord, "\u3164\u115f\u1160\uffa0")))


@pytest.mark.parametrize(
    "text",
    [
        "👩‍🔬 and 👨‍👩‍👧‍👦",
        "❤️ and 👍🏽",
        "می‌خواهم",
        "क्‍ष and हिन्दी",
        "Tiếng Việt",
        "בְּרֵאשִׁית",
        "ภาษาไทยที่",
        "M³ViT: 𝒪(n log n), ℓ₂, α→β, x̂",
        "naïve Gödel, Łukasz, 中文, 日本語が",
        "[/b] [red]literal[/red] {x} <b>",
    ],
)
def test_writing_of_the_world_is_unchanged(text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    assert clean_line(text) == clean_text(text) == clean_note(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31m", "␛[31m"),
        ("a\x00b", "a␀b"),
        ("a\x7fb", "a␡b"),
        ("a\x9bb", "a\u203ab"),
        ("The \x93quoted\x94 thing \x96 a\x81", "The “quoted” thing – a\ufffd"),
        ("a\ud800b", "a\ufffdb"),
        ("  a \t\n b\xa0c ", "a b c"),
        ("e\u0301", "é"),
        ("a" + "\u0301" * 9, "á" + "\u0301" * 4),
        ("x\u200d\u200dy \u200dz\u200d", "x\u200dy z"),
        ("", ""),
        (" \x0c\u2028 ", ""),
    ],
)
def test_what_a_line_becomes(text: str, shown: str) -> None:
    assert clean_line(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("one\ntwo\n\nthree", "one two\n\nthree"),
        ("one\r\n \t\r\ntwo", "one\n\ntwo"),
        ("\n\none\n\n\n\n", "one"),
        ("one\rtwo", "one two"),
    ],
)
def test_what_paragraphs_become(text: str, shown: str) -> None:
    assert clean_text(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("- one\n  - two\n\nthree", "- one\n  - two\n\nthree"),
        ("\tx\r\ny  \n", "    x\ny"),
        ("a\x0cb\x1b", "a b␛"),
        ("x" * (NOTE_LIMIT + 1), "x" * NOTE_LIMIT + " … [cut: 10,000,001 characters in all]"),
    ],
)
def test_what_a_note_becomes(text: str, shown: str) -> None:
    assert clean_note(text) == shown


def test_long_texts_are_cut_and_say_so() -> None:
    title = clean_line("x" * 1_000_000)
    assert title == "x" * TITLE_LIMIT + " … [cut: 1,000,000 characters in all]"
    abstract = clean_text("word " * 10_000_000)
    assert abstract.startswith("word word")
    assert abstract.endswith("[cut: 50,000,000 characters in all]")
    assert len(abstract) < ABSTRACT_LIMIT + 60


def test_no_joiner_is_left_without_its_second_half() -> None:
    assert clean_line("x" * 9 + "\u200d" + "y" * 9, 10) == "x" * 9 + " … [cut: 19 characters in all]"


def test_text_that_is_nearly_all_blank_says_what_is_left_out() -> None:
    assert clean_line("x" + " " * 100_000 + "y") == "x … [cut: 100,002 characters in all]"


def test_a_crowd_of_authors_is_counted() -> None:
    names = clean_names([f"Author {number}" for number in range(100_000)])
    assert len(names) == MOST_AUTHORS + 1
    assert names[-1] == "and 95000 others"
    assert clean_names(names) == names


def test_names_without_a_letter_go_and_long_ones_are_cut() -> None:
    assert clean_names(["A B", " ", "\u200b", "C"]) == ("A B", "C")
    assert len(clean_names(["x" * 10_000])[0]) < NAME_LIMIT + 60
