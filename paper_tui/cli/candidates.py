"""Candidates for the word at the cursor of a command line, the same for every shell."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from paper_tui.cli.command_builder import COLUMNS
from paper_tui.cli.command_spec import Argument, CommandSpec, command_specs, program_spec
from paper_tui.library import Library
from paper_tui.search import Scope
from paper_tui.search.query.grammar import FIELD_NAMES, FLAGS
from paper_tui.settings import Settings, environment, settings_from

FILES, FOLDERS = ":files", ":folders"
"""Directives: the shell completes paths itself."""
LIMIT = 500
"""Candidates of one kind; more than one would read."""
PARSED_UP_TO = 5_000
"""Papers up to which completion may parse all of them, for citation keys or for an index."""
_GLOBAL_OPTIONS = ("--library", "--config")
_LAST_TERM = re.compile(r"(?P<head>(?:.*[\s(])?-?)(?P<term>(?:[a-z_]+:)?(?:\"[^\"]*|[^\s()\"]*))", re.DOTALL)


def candidates(words: Sequence[str]) -> list[str]:
    """Complete the last word of a command line.

    Args:
        words: The words after the program's name up to the cursor, unquoted; the last may be empty.

    Returns:
        Whole words that begin with the last one, or with what follows its last blank where it is a quoted
        query; `FILES` or `FOLDERS` among them where paths are wanted.
    """
    *before, current = words or [""]
    command, following = _split(before)
    found = list(_for_word(command, following, current, _settings(before)))
    return sorted({word for word in found if word.startswith((current, ":f"))})


def _split(before: Sequence[str]) -> tuple[CommandSpec | None, Sequence[str]]:
    """The command among the words, and the words after it."""
    specs = {each.name: each for each in command_specs()}
    skip = False
    for place, word in enumerate(before):
        if not skip and word in specs:
            return specs[word], before[place + 1 :]
        skip = word in _GLOBAL_OPTIONS
    return None, before


def _for_word(
    command: CommandSpec | None, following: Sequence[str], current: str, settings: Settings
) -> Iterator[str]:
    spec = command or program_spec()
    options = {flag: option for option in spec.options for flag in option.flags}
    asked = options.get(following[-1]) if following else None
    if asked and asked.metavar:
        yield from _values(asked, current, settings)
    elif current.startswith("--") and "=" in current:
        flag, _, value = current.partition("=")
        if flag in options:
            yield from (f"{flag}={found}" for found in _values(options[flag], value, settings))
    elif current.startswith("--"):
        yield from (flag for flag in options if flag.startswith("--"))
    elif command is None:
        yield from (each.name for each in command_specs())
    else:
        for positional in command.positionals:
            yield from _values(positional, current, settings)


def _values(argument: Argument, current: str, settings: Settings) -> Iterator[str]:
    """Values of an option or positional argument, by the kinds that its metavar names."""
    if argument.choices:
        yield from argument.choices
        return
    for kind in re.split(r"[| ]", argument.metavar):
        if kind == "FILE":
            yield FILES
        elif kind == "DIR":
            yield FOLDERS
        elif kind in _KINDS:
            library = Library.open(settings.library, settings.clock)
            try:
                yield from islice(_KINDS[kind](_Place(library, settings, current)), LIMIT)
            finally:
                library.close()


def _settings(before: Sequence[str]) -> Settings:
    """The settings that the command line would run with."""
    given = {flag: value for flag, value in pairwise(before) if flag in _GLOBAL_OPTIONS}
    return settings_from(environment(), given.get("--library"), given.get("--config"))


@dataclass(frozen=True, slots=True)
class _Place:
    """The word to complete, and the library to take candidates from."""

    library: Library
    settings: Settings
    current: str


def _keys(place: _Place) -> Iterator[str]:
    """Keys of papers; by the bare arXiv id or DOI too, once its beginning is typed; citation keys."""
    papers, current = place.library.catalogue, place.current
    count = len(papers)
    for prefix in ("", "arxiv:", "doi:"):
        wanted = prefix + current
        start = bisect_left(range(count), wanted, key=papers.key_at)
        for at in range(start, count):
            key = papers.key_at(at)
            if not key.startswith(wanted) or (prefix and not current):
                break
            yield key[len(prefix) :]
    if count <= PARSED_UP_TO:
        from paper_tui.exports.citation import citation_key

        yield from (key for key in map(citation_key, papers) if key.startswith(current))


def _tags(place: _Place) -> Iterator[str]:
    yield from place.library.shelf.tags


def _added_tags(place: _Place) -> Iterator[str]:
    yield from (f"+{tag}" for tag in _tags(place))


def _removed_tags(place: _Place) -> Iterator[str]:
    yield from (f"-{tag}" for tag in _tags(place))


def _sources(place: _Place) -> Iterator[str]:
    from paper_tui.sources.services import SERVICES

    yield from place.settings.config.sources
    for service in SERVICES.values():
        yield from (form for form in service.forms if form == form.lower())
        yield f"{service.name}:"


def _rules(place: _Place) -> Iterator[str]:
    yield from (rule.name for rule in place.settings.config.rules)


def _searches(place: _Place) -> Iterator[str]:
    yield from place.settings.config.searches


def _query(place: _Place) -> Iterator[str]:
    """The last term of a query: a field's name, or a value of the field that is named."""
    found = _LAST_TERM.fullmatch(place.current)
    if found is None:
        return
    field, colon, _ = found["term"].partition(":")
    terms = (f"{name}:" for name in FIELD_NAMES)
    if colon:
        terms = (f"{field}:{_quoted(value)}" for value in _field_values(place, field))
    yield from (found["head"] + term for term in terms if term.startswith(found["term"]))


def _field_values(place: _Place, field: str) -> Iterator[str]:
    if field in FLAGS:
        yield from FLAGS[field]
    elif field == "state":
        yield from FLAGS["is"][1:]
    elif field == "tag":
        yield from _tags(place)
    elif field in ("source", "category", "year", "edition"):
        is_small = len(place.library.catalogue) <= PARSED_UP_TO
        search = place.library.search if is_small else place.library.search_last_index
        listing = search(Scope())  # never waits for the index of a large library
        facets = listing.results.facets if listing else ()
        yield from (each.value for facet in facets if facet.name == field for each in facet.values)
    elif field in ("id", "key"):
        yield from _keys(replace(place, current=place.current.rpartition(":")[2]))


def _columns(place: _Place) -> Iterator[str]:
    head, comma, _ = place.current.rpartition(",")
    yield from (f"{head}{comma}{name}" for name in COLUMNS)


def _quoted(value: str) -> str:
    return f'"{value}"' if re.search(r"[\s()]", value) else value


_KINDS: Mapping[str, Callable[[_Place], Iterator[str]]] = {
    "KEY": _keys,
    "QUERY": _query,
    "TAG": _tags,
    "OLD": _tags,
    "NEW": _tags,
    "+TAG": _added_tags,
    "-TAG": _removed_tags,
    "SOURCE": _sources,
    "RULE": _rules,
    "SEARCH": _searches,
    "COLUMNS": _columns,
}
