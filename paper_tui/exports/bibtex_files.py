"""The ``file`` field of JabRef, which Zotero and Mendeley read too: ``description:path:type;…``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePath

from paper_tui.papers.record import Record

_ACTING = re.compile(r"([\\:;])")
_ESCAPE = re.compile(r"[\\{}]")


def file_field(files: Iterable[str]) -> str:
    """The value for files of a paper on this machine; empty without any."""
    local = (file for file in files if "://" not in file and not {"{", "}"} & set(file))
    return ";".join(f":{_ACTING.sub(_escaped, file)}:{_type(file)}" for file in local)


def has_other_files(files: Iterable[str], record: Record) -> bool:
    """Return whether a paper has files that its record does not name, or none of those that it names."""
    written = "".join(value for name, value in record.fields if name.lower() == "file")
    plain = _ESCAPE.sub("", written)
    names = [PurePath(file.replace("\\", "/")).name for file in files if "://" not in file]
    return any(_ESCAPE.sub("", name) not in plain for name in names) or bool(plain and not names)


def _escaped(found: re.Match[str]) -> str:
    return "\\" + found[1]


def _type(file: str) -> str:
    return PurePath(file).suffix.removeprefix(".").upper()
