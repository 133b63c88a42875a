"""Names: their parts, lists of them, and one form for equal lists."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_tui.papers.people import NOBODY, People, Person, parse_name, people

parts = st.text("ab -.", max_size=6)
persons = st.builds(Person, family=parts, given=parts, particle=parts, suffix=parts)


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("Ashish Vaswani", Person("Vaswani", "Ashish")),
        ("Diego de las Casas", Person("Casas", "Diego", "de las")),
        ("Laurens van der Maaten", Person("Maaten", "Laurens", "van der")),
        ("Sammy Davis Jr.", Person("Davis", "Sammy", suffix="Jr.")),
        ("Plato", Person("Plato")),
        ("Gemma Team", Person(literal="Gemma Team")),
        ("ATLAS Collaboration", Person(literal="ATLAS Collaboration")),
        ("Smith and Sons", Person(literal="Smith and Sons")),
        ("de la Cruz", Person("Cruz", "de", "la")),
        ("bell hooks", Person("hooks", "bell")),
    ],
)
def test_the_parts_of_a_name(name: str, person: Person) -> None:
    assert parse_name(name) == person
    assert person.name == name


@pytest.mark.parametrize(
    ("person", "shown", "sorted_name"),
    [
        (Person("García Moreno", "Luisa"), "Luisa García Moreno", "García Moreno, Luisa"),
        (Person("Roe", "John", suffix="Jr."), "John Roe Jr.", "Roe, John, Jr."),
        (Person("Holt", "Ann", "van den"), "Ann van den Holt", "van den Holt, Ann"),
        (
            Person(literal="Things Organization"),
            "Things Organization",
            "Things Organization",
        ),
    ],
)
def test_a_person_is_displayed_and_sorted(person: Person, shown: str, sorted_name: str) -> None:
    assert (person.name, person.sorted_name) == (shown, sorted_name)


def test_a_name_whose_parts_can_be_guessed_is_kept_as_a_text() -> None:
    listed = people([Person("Roe", "Jane"), Person("García Moreno", "Luisa"), Person(literal="Jane Roe")])
    assert listed.written == ("Jane Roe", Person("García Moreno", "Luisa"), Person(literal="Jane Roe"))
    assert [person.family for person in listed.persons] == ["Roe", "García Moreno", ""]
    assert listed.names == ("Jane Roe", "Luisa García Moreno", "Jane Roe")


@pytest.mark.parametrize("name", ["et al.", "et al", "others", "and others", "and 12 others", "Others"])
def test_others_are_nobody(name: str) -> None:
    assert people(["Jane Roe", name]) == People(("Jane Roe",), others=True)


def test_names_are_cleaned_and_empty_ones_dropped() -> None:
    listed = people(['G\\"odel', " ", "", Person(r"K\H{o}v\'ari", "Anna\x1b")])
    assert listed.names == ("Gödel", "Anna\u241b Kővári")
    assert people([" ", Person()]) is NOBODY


@given(st.lists(persons, max_size=4), st.booleans())
def test_a_list_made_from_its_own_persons_is_the_same(given_persons: list[Person], others: bool) -> None:
    listed = people(given_persons, others=others)
    assert people(listed.written, others=listed.others) == listed
    assert people(listed.persons, others=listed.others) == listed


@pytest.mark.parametrize(
    ("listed", "most", "line"),
    [
        (people(["Jane Roe", "Kim Doe"]), None, "Jane Roe, Kim Doe"),
        (people(["Jane Roe", "Kim Doe", "Li Wei"]), 1, "Jane Roe and 2 more"),
        (people(["Jane Roe"], others=True), None, "Jane Roe and others"),
        (people([], others=True), None, ""),
        (NOBODY, 3, ""),
    ],
)
def test_a_line_of_names_says_that_some_are_left_out(listed: People, most: int | None, line: str) -> None:
    assert listed.line(most) == line
