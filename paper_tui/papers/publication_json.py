"""Publication data as fields of a paper's JSON object."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from paper_tui.papers.json_fields import Json, a_list, a_text
from paper_tui.papers.people_json import people_from_json, people_to_json
from paper_tui.papers.publication import FIELDS, PEOPLE_FIELDS, TEXT_FIELDS, UNPUBLISHED, Publication

AND_OTHERS = "and_others"
"""The field that names the lists of people that are incomplete."""
_NAMES = frozenset(FIELDS)


def publication_to_json(publication: Publication) -> Json:
    """Each field that is not empty, by its name."""
    record: Json = {name: text for name in TEXT_FIELDS if (text := getattr(publication, name))}
    lists = {name: listed for name in PEOPLE_FIELDS if (listed := getattr(publication, name))}
    record |= {name: people_to_json(listed) for name, listed in lists.items()}
    if longer := [name for name, listed in lists.items() if listed.others]:
        record[AND_OTHERS] = longer
    return record


def publication_from_json(record: Mapping[str, Any]) -> Publication:
    """The publication among the fields of a paper's record.

    Raises:
        ValueError: A field is of the wrong type; the message names it.
    """
    said = _NAMES & record.keys()
    if not said:
        return UNPUBLISHED
    longer = a_list(record, AND_OTHERS)
    values: dict[str, Any] = {  # Any: a text, or people
        name: people_from_json(a_list(record, name), name, others=name in longer)
        if name in PEOPLE_FIELDS
        else a_text(record, name)
        for name in said
    }
    return Publication(**values)
