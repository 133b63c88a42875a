"""All updates of a paper: those that services have notices of, and a withdrawal that its comment states."""

from __future__ import annotations

from dataclasses import replace

from paper_tui.papers.paper import Paper
from paper_tui.papers.update import Update, UpdateKind

_ORDER = {kind: place for place, kind in enumerate(UpdateKind)}


def updates_of(paper: Paper) -> tuple[Update, ...]:
    """All updates of a paper, the gravest first: those learned, and a withdrawal that its comment states."""
    known = paper.updates
    if any(update.kind is UpdateKind.WITHDRAWN for update in known):
        return in_order(known)
    stated = _withdrawal(paper)
    return in_order((*known, stated)) if stated else in_order(known)


def update_kinds(paper: Paper) -> tuple[UpdateKind, ...]:
    """The kinds of a paper's updates, each once, the gravest first."""
    return tuple(dict.fromkeys(update.kind for update in updates_of(paper)))


def updates_line(paper: Paper) -> str:
    """All updates of a paper as a note for bibliographies: ``Retracted 2026-05-04 (10.1000/r)``."""
    parts = (
        f"{update.shown} ({update.notice})" if update.notice else update.shown for update in updates_of(paper)
    )
    line = "; ".join(parts)
    return line[:1].upper() + line[1:]


def with_updates_noted(paper: Paper) -> Paper:
    """The paper with its updates in front of its remarks, which every format for citing has a field for."""
    line, remarks = updates_line(paper), paper.publication.remarks
    if not line or line in remarks:
        return paper
    noted = f"{line}. {remarks}" if remarks else line
    return replace(paper, publication=replace(paper.publication, remarks=noted))


def in_order(updates: tuple[Update, ...]) -> tuple[Update, ...]:
    """The gravest first, of one kind the earliest."""
    if len(updates) < 2:
        return updates
    return tuple(sorted(updates, key=lambda update: (_ORDER[update.kind], update.day or "9999")))


def _withdrawal(paper: Paper) -> Update | None:
    """The withdrawal that arXiv's comment or Hugging Face's field states."""
    details = paper.details
    if not details:
        return None
    named = dict(details)
    comment, day = named.get("comment", ""), named.get("withdrawn", "")
    if "withdr" not in comment.lower():
        return Update(UpdateKind.WITHDRAWN, "Hugging Face", day) if day else None
    from paper_tui.papers.withdrawal import is_withdrawn, successor  # its patterns take 20 ms to compile

    if not is_withdrawn(comment):
        return Update(UpdateKind.WITHDRAWN, "Hugging Face", day) if day else None
    return Update(UpdateKind.WITHDRAWN, "arXiv", day or named.get("updated", ""), successor(comment), comment)
