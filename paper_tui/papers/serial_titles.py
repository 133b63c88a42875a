"""Titles that many works share, and what distinguishes such works.

Every issue of a journal has an editorial, most books an introduction: such a title says nothing of a work.
The names of legal cases and of standards come again with every decision and every edition.
"""

from __future__ import annotations

import re

from paper_tui.papers.identity import fold
from paper_tui.papers.kinds import Kind
from paper_tui.papers.paper import Paper
from paper_tui.papers.publication import UNPUBLISHED, Publication

_PLAIN = (
    "editorial, editorials, editorial comment, editorial comments, editorial note, editorial notes, guest "
    "editorial, editorial board, from the editor, from the editors, from the editor in chief, letter from "
    "the editor, letters to the editor, letter to the editor, letters, letter, correspondence, "
    "introduction, general introduction, an introduction, introduction and overview, introduction to the "
    "special issue, introduction to this issue, introduction to the issue, special issue introduction, "
    "preface, foreword, foreword to the special issue, prologue, epilogue, afterword, postscript, book "
    "review, book reviews, book notes, books received, review, reviews, review essay, reviewers, list of "
    "reviewers, acknowledgment of reviewers, acknowledgement of reviewers, thanks to reviewers, "
    "correction, corrections, corrigendum, corrigenda, erratum, errata, publisher correction, author "
    "correction, publishers correction, retraction, retraction note, retraction notice, expression of "
    "concern, addendum, clarification, news, news and views, news and notes, news in brief, research "
    "news, industry news, news briefs, briefs, in brief, in this issue, this issue, highlights, research "
    "highlights, editors choice, editors note, note from the editor, reply, authors reply, author reply, "
    "the authors reply, response, authors response, response to comments, comment, comments, commentary, "
    "commentaries, rejoinder, discussion, discussions, invited discussion, invited commentary, obituary, "
    "obituaries, in memoriam, announcement, announcements, call for papers, calendar, calendar of events, "
    "events, meetings, conference report, conference reports, meeting report, meeting reports, index, "
    "author index, subject index, index of authors, contents, table of contents, list of contributors, "
    "contributors, notes on contributors, about the authors, about the editors, list of figures, list of "
    "tables, front matter, frontmatter, back matter, backmatter, cover, front cover, back cover, "
    "masthead, title page, copyright, copyright page, acknowledgments, acknowledgements, acknowledgment, "
    "acknowledgement, dedication, abstracts, abstract, poster abstracts, posters, poster session, "
    "keynote, keynote address, opening remarks, closing remarks, welcome, welcome message, message from "
    "the chairs, message from the general chairs, message from the program chairs, chairs welcome, "
    "organizing committee, program committee, committees, program, programme, proceedings, conclusion, "
    "conclusions, concluding remarks, summary, executive summary, overview, background, appendix, "
    "appendices, references, bibliography, glossary, abbreviations, notes, note, perspective, "
    "perspectives, viewpoint, viewpoints, point of view, opinion, essay, essays, interview, interviews, "
    "profile, profiles, report, annual report, presidents message, presidents report, presidential "
    "address, from the president, chairmans report, secretarys report, minutes, miscellany, miscellanea, "
    "varia, quiz, question and answer, questions and answers, q and a, problems, problems and solutions, "
    "personal communication, personal communications, "
    "work in progress, in progress, to appear, forthcoming, "
    "untitled, no title, title, unknown, unknown title, anonymous, article, paper, thesis, dissertation, "
    "presentation, slides, tutorial, workshop, panel, panel discussion, session, symposium, special "
    "issue, special section, vorwort, einleitung, einfuhrung, geleitwort, nachwort, rezension, "
    "rezensionen, buchbesprechung, buchbesprechungen, nachruf, nachrufe, inhalt, inhaltsverzeichnis, "
    "literaturverzeichnis, zusammenfassung, mitteilungen, nachrichten, avant propos, comptes rendus, "
    "compte rendu, conclusion generale, introduction generale, sommaire, necrologie, prologo, "
    "presentacion, introduccion, editorial y presentacion, resena, resenas, nota editorial, indice, "
    "conclusiones, introduzione, prefazione, premessa, recensioni, recensione, introducao, apresentacao, "
    "prefacio, resenha, conclusao, inleiding, voorwoord, boekbespreking, inledning, forord, indledning, "
    "introduktion, предисловие, введение, заключение, рецензия, "
    "前言, 序, 序言, 编者按, はじめに, 序論, まえがき"
)
"""Columns and parts of journals and books, in the languages that they are most often in."""
_TITLES = {fold(title) for title in _PLAIN.split(",")}
_COUNTED = re.compile(
    r"^(?:(?:chapter|part|section|volume|vol|number|no|issue|lecture|session|appendix|book|unit|lesson|week|day)\b"
    r"[\s.#:-]*)?(?:\d{1,4}|[ivxlc]{1,7}|one|two|three|four|five|six|seven|eight|nine|ten|a|b|c)?[\s.:-]*",
    re.IGNORECASE,
)
_CASE = re.compile(
    r"(?:[A-Z][\w.'’&,-]*\s+|(?:of|the|and|ex|rel\.|de|la|for)\s+){1,9}(v\.?|vs\.?)\s+[A-Z]"
    r"|(?:In re|Ex parte)\s"
)
"""One party against another, each word with a capital, as articles on two methods do not call themselves."""
_LONGEST_VERSUS = 5
_STANDARD = re.compile(
    r"^(?:(?:ISO|IEC|IEEE|ANSI|NISO|DIN|EN|BS|ITU|ETSI|ASTM|NIST|RFC|ECMA|SAE|ASME|JIS|GB|FIPS|W3C|OASIS)"
    r"(?:[\s/-]+(?=[A-Z])|[\s/-]*))+(?:Std\.?|Standard|SP|T|Z|PUB|TR|TS|[A-Z]{1,2})?[\s.-]*\d[\w.:/-]*$"
)
LONGEST = 60
"""Characters; no title of the kind is longer."""
_OF_NAMES = (Kind.CASE, Kind.LAW, Kind.STANDARD, Kind.PERIODICAL)


def is_serial(title: str, kind: Kind = Kind.UNKNOWN) -> bool:
    """Return whether a title is one that other works have too, so that it alone never shows two to be one."""
    if kind in _OF_NAMES or _names_case(title) or (title[:1].isupper() and _STANDARD.match(title)):
        return True
    if len(title) > LONGEST:
        return False
    rest = fold(_COUNTED.sub("", title, count=1))
    return not rest or rest in _TITLES or fold(title) in _TITLES


def _names_case(title: str) -> bool:
    found = _CASE.match(title) if " v" in title or title.startswith(("In re", "Ex parte")) else None
    if not found or ":" in title or len(title) > 120:
        return False
    return not (found[1] or "").startswith("vs") or len(title.split()) <= _LONGEST_VERSUS


def distinguishing(paper: Paper) -> str:
    """All that distinguishes works of one title, in one spelling; empty where a source says none of it."""
    first = paper.people.first_person
    author = (fold(first.literal or first.family), fold(first.given)[:1]) if first else ()
    place = () if paper.publication is UNPUBLISHED else _place(paper.publication)
    facts = (*author, paper.published[:7], *place, paper.guid, paper.doi, paper.arxiv_id)
    facts = facts if any(place) else (*facts, paper.url)
    return "\n".join(facts) if any(facts) else ""


def _place(said: Publication) -> tuple[str, ...]:
    """The publication that contains it, as texts to compare; empty if no field given distinguishes works."""
    names = (said.journal or said.journal_short, said.book, said.volume, said.issue, said.book_edition)
    others = (said.article_number, said.number, said.institution)
    place = (*map(fold, names), first_page(said.pages), *map(fold, others))
    return place if any(place) else ()


def first_page(pages: str) -> str:
    """The page that a range begins with, without leading zeros."""
    return fold(re.split(r"[-–,;:+]|\s", pages.strip(), maxsplit=1)[0]).lstrip("0")
