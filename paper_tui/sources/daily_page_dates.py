"""The date in a page's header, which often names no year."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s+(?P<year>\d{4}))?"
_SPELLINGS = tuple(
    re.compile(pattern, re.IGNORECASE | re.ASCII)
    for pattern in (
        rf"{_WEEKDAY}{_MONTH}\s+{_DAY}{_YEAR}",
        rf"{_WEEKDAY}{_DAY}\s+(?:of\s+)?{_MONTH}{_YEAR}",
        rf"{_WEEKDAY}(?P<year>\d{{4}})-(?P<month>\d\d)-(?P<day>\d\d)",
    )
)
_LONGEST = 40
_YEARS_BACK = 9
"""29 February may lie eight years back."""


def page_date(line: str, today: date) -> str | None:
    """The day that a whole line names, as an ISO date; None when the line is no date.

    Without a year it is the latest such day that does not lie in the future.
    """
    if len(line) > _LONGEST:
        return None
    found = next((match for match in (spelling.fullmatch(line) for spelling in _SPELLINGS) if match), None)
    if not found:
        return None
    name = found["month"].lower()
    month = int(name) if name.isdigit() else _MONTHS.index(name[:3]) + 1
    years = [int(found["year"])] if found["year"] else range(today.year, max(today.year - _YEARS_BACK, 0), -1)
    days = (_day(year, month, int(found["day"])) for year in years)
    past = (day for day in days if day and (found["year"] or day <= today))
    return next((day.isoformat() for day in past), None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
