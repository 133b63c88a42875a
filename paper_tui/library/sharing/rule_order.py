"""The order of rules as one setting: the later of two orders counts, and a rule in neither comes last."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from paper_tui.papers.text import clean_line
from paper_tui.sync.events import Json

ORDER = "order:rules"
"""The subject; its value is a list of names."""
MOST_RULES = 1_000


def order_of(value: Json) -> list[str] | None:
    """The names that a value lists; None for what no device of this version writes."""
    if not isinstance(value, list) or len(value) > MOST_RULES:
        return None
    return value if all(isinstance(each, str) and clean_line(each) == each for each in value) else None


def arranged(names: Iterable[str], order: Sequence[str]) -> list[str]:
    """Names in some order; those that are not in it last, as they are."""
    places = {name: place for place, name in enumerate(order)}
    return sorted(names, key=lambda name: places.get(name, len(places)))


def current_order(names: Sequence[str], applied: Sequence[str], known: Sequence[str]) -> Sequence[str]:
    """The order to send: that of the user if the user changed it, else the one that is known, with new rules.

    Args:
        names: The rules here, as the user has them.
        applied: The order that was last brought here.
        known: The order of all devices.
    """
    listed = [name for name in names if name in applied]
    if listed != [name for name in applied if name in listed]:
        return names
    fresh = [name for name in names if name not in known]
    if not fresh:
        return known
    return [*(name for name in known if name in names), *fresh]
