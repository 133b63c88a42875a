"""Every key of the reader, declared once: bindings, hints, help, palette and README derive from here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from textual.binding import Binding, BindingType


@dataclass(frozen=True, slots=True)
class Key:
    """One thing that a key does."""

    id: str
    """Names it in a keymap."""
    keys: str
    """The keys, with commas between, as Textual names them."""
    action: str
    label: str
    """One or two words for the hints."""
    help: str
    """A sentence for help and palette."""
    like: str = ""
    """The id of a key of another screen that does the same there: who chose other keys for that one finds
    them here too."""

    @property
    def binding(self) -> Binding:
        """What Textual binds."""
        return Binding(self.keys, self.action, self.label, tooltip=self.help, id=self.id)


MOVING = (
    Key("move.down", "j,down", "cursor_down", "down", "Move down"),
    Key("move.up", "k,up", "cursor_up", "up", "Move up"),
    Key("move.first", "g,home", "first", "top", "Go to the first row"),
    Key("move.last", "G,end", "last", "bottom", "Go to the last row"),
    Key("move.half_down", "ctrl+d", "half_page_down", "half down", "Move down half a page"),
    Key("move.half_up", "ctrl+u", "half_page_up", "half up", "Move up half a page"),
    Key("move.page_down", "pagedown", "page_down", "page down", "Move down a page"),
    Key("move.page_up", "pageup", "page_up", "page up", "Move up a page"),
)

PANES = (
    Key("pane.next", "tab", "next_pane", "next pane", "Go to the next pane"),
    Key("pane.previous", "shift+tab", "previous_pane", "previous", "Go to the previous pane"),
    Key("pane.filters", "1", "go('filters')", "filters", "Go to the filters"),
    Key("pane.papers", "2", "go('papers')", "papers", "Go to the list of papers"),
    Key("pane.paper", "3", "go('paper')", "paper", "Go to the paper's text"),
    Key("pane.bookmarks", "4", "go('bookmarks')", "bookmarks", "Go to the bookmarks"),
    Key("pane.fold", "f", "fold_filters", "filters", "Show or fold away filters and bookmarks"),
    Key(
        "pane.narrower",
        "less_than_sign",
        "widen_list(-1)",
        "narrower",
        "Give the list less room",
    ),
    Key(
        "pane.wider",
        "greater_than_sign",
        "widen_list(1)",
        "wider",
        "Give the list more room; its border can be dragged too",
    ),
    Key(
        "pane.side_narrower",
        "left_parenthesis",
        "widen_side(-1)",
        "narrower",
        "Give filters and bookmarks less room",
    ),
    Key(
        "pane.side_wider",
        "right_parenthesis",
        "widen_side(1)",
        "wider",
        "Give filters and bookmarks more room",
    ),
    Key("pane.back", "escape", "back", "back", "Go back; in the list, clear the search and the filters"),
)

SEARCHING = (
    Key("search.open", "slash", "search", "search", "Type a search; typos are forgiven"),
    Key("search.sort", "s", "sort", "sort", "Choose the order of the list"),
    Key("search.clear", "c", "clear", "clear", "Clear the search and the filters"),
    Key(
        "edition.previous",
        "left_square_bracket",
        "edition(-1)",
        "older",
        "Show the day before, of a daily source",
    ),
    Key(
        "edition.next", "right_square_bracket", "edition(1)", "newer", "Show the day after, of a daily source"
    ),
    Key("search.save", "S", "save_search", "save", "Save this search, with its filters, under a name"),
    Key("search.saved", "apostrophe", "saved_searches", "saved", "Open one of the saved searches"),
    Key("search.tags", "number_sign", "manage_tags", "all tags", "Show, rename, merge and delete tags"),
    Key("search.rules", "R", "rules", "rules", "Hide or tag what matches a query, now and as it comes in"),
    Key("paper.mark_shown", "M", "mark_shown", "mark all", "Give every paper of the list a state"),
    Key("search.backward", "H,alt+left", "backward", "back", "Go back to the search before this one"),
    Key(
        "search.forward", "L,alt+right", "forward", "forward", "Go forward again to where you came back from"
    ),
)

READING = (Key("paper.read", "enter", "read", "read", "Read the paper in full width"),)

PAPERS = (
    Key("paper.bookmark", "b", "bookmark", "bookmark", "Bookmark the paper, or take the bookmark away"),
    Key("paper.later", "space", "state('later')", "later", "Keep the paper for later"),
    Key("paper.reading", "e", "state('reading')", "reading", "Say that you are reading the paper"),
    Key("paper.done", "d", "state('done')", "done", "Mark the paper done"),
    Key("paper.hide", "x", "state('hidden')", "hide", "Hide the paper; state:hidden lists the hidden"),
    Key("paper.new", "N", "state('new')", "new", "Make the paper new again, as if it had not been looked at"),
    Key("paper.select", "v", "select", "select", "Select the paper for what comes next, or no longer"),
    Key(
        "paper.select_all", "asterisk", "select_all", "select all", "Select every paper of the list, or none"
    ),
    Key("paper.tags", "t", "tags", "tags", "Edit the paper's tags"),
    Key("paper.note", "n", "note", "note", "Write a note on the paper"),
    Key("paper.open", "o", "open", "open", "Open the paper in the browser, or show its address"),
    Key("paper.command", "exclamation_mark", "command", "command", "Run a program of yours on the paper"),
    Key(
        "paper.links",
        "l",
        "links",
        "links",
        "Open one of the paper's links, code and PDF by a letter; y copies it",
    ),
    Key("paper.copy", "y", "copy", "copy", "Copy the paper as BibTeX, address, title, Markdown or abstract"),
    Key("paper.scroll_down", "J", "scroll_paper(1)", "scroll", "Scroll the paper's text down from the list"),
    Key("paper.scroll_up", "K", "scroll_paper(-1)", "scroll", "Scroll the paper's text up from the list"),
    Key("paper.triage", "T", "triage", "triage", "Go through the new papers that are shown, one at a time"),
    Key("paper.raw", "equals_sign", "raw", "TeX", "Show the text as its source wrote it, TeX and all"),
)

STEPPING = (
    Key("paper.next", "right", "step(1)", "next", "Go to the next paper without leaving the text"),
    Key("paper.previous", "left", "step(-1)", "previous", "Go to the previous paper"),
)

WRITING = (
    Key("paper.note_editor", "ctrl+e", "note_editor", "editor", "Write the note in $VISUAL or $EDITOR"),
)

FINDING = (
    Key("text.find", "ctrl+f", "find", "find", "Find in the paper's text; while reading, / does too"),
    Key("text.next", "ctrl+g,f3", "find_next(1)", "next", "Go to the next match in the text"),
    Key("text.previous", "shift+f3", "find_next(-1)", "previous", "Go to the previous match in the text"),
)

PROGRAM = (
    Key("program.undo", "u", "undo", "undo", "Take back the last change"),
    Key("program.fetch", "r", "fetch", "fetch", "Ask the configured services for new papers, or one by name"),
    Key("program.import", "i", "import", "import", "Import papers from a file"),
    Key("program.palette", "colon", "palette", "commands", "Find any command by name; ctrl+p does too"),
    Key("program.help", "question_mark,f1", "help", "help", "Show every key and the query language"),
    Key("program.density", "z", "density", "density", "Give each paper of the list one line, or two"),
    Key("program.settings", "comma", "settings", "settings", "Look up and change the settings, keys too"),
    Key("program.quit", "q", "quit", "quit", "Leave the reader; everything is saved already"),
)

ALWAYS = (
    Key("program.redo", "ctrl+r", "redo", "redo", "Do again what was undone"),
    Key(
        "program.cancel",
        "ctrl+x",
        "cancel",
        "cancel",
        "Stop an import, of which nothing is kept, or a command",
    ),
    Key("program.leave", "ctrl+q,ctrl+c", "leave", "quit", "Leave the reader, also from the search"),
    Key("program.suspend", "ctrl+z", "app.suspend_process", "suspend", "Go back to the shell; fg returns"),
)

TRIAGE = (
    Key("triage.keep", "b", "decide('kept')", "keep", "Keep the paper: bookmark it", like="paper.bookmark"),
    Key("triage.later", "space", "decide('later')", "later", "Leave it for later", like="paper.later"),
    Key("triage.hide", "x", "decide('hidden')", "hide", "Hide it", like="paper.hide"),
    Key("triage.done", "d", "decide('done')", "done", "Mark it done", like="paper.done"),
    Key("triage.next", "right", "forward", "next", "Go on; what is not decided counts as seen"),
    Key("triage.previous", "left,backspace", "backward", "back", "Go back to look again or decide anew"),
    Key("triage.undo", "u", "take_back", "undo", "Take back the last decision", like="program.undo"),
    Key("triage.find", "slash", "find", "find", "Find in the paper's text", like="search.open"),
    Key("triage.limit", "m", "limit", "minutes", "Set how many minutes the sitting takes, or no limit"),
    Key("triage.leave", "escape,q", "finish", "recap", "Leave for the recap, and from there for the list"),
    Key("triage.copy", "y", "copy_recap", "copy", "Copy the recap as Markdown", like="paper.copy"),
    Key("triage.close", "enter", "close", "close", "Close the recap"),
)

TEXT = (
    Key(
        "page.close",
        "escape,q",
        "close_text",
        "back",
        "Close the search, or leave the text",
        like="pane.back",
    ),
    Key("page.outline", "tab", "outline", "outline", "Go to the outline; typing filters it"),
    Key("page.search", "slash", "find", "search", "Search in the text", like="search.open"),
    Key("page.next", "n", "next_or_note", "next", "Next match; without a search, write a note on the paper"),
    Key("page.previous", "N", "find_next(-1)", "previous", "Previous match"),
    Key("page.next_paragraph", "right_curly_bracket", "paragraph(1)", "paragraph", "Next paragraph"),
    Key("page.previous_paragraph", "left_curly_bracket", "paragraph(-1)", "paragraph", "Previous paragraph"),
    Key("page.next_section", "right_square_bracket", "section(1)", "section", "Next section"),
    Key("page.previous_section", "left_square_bracket", "section(-1)", "section", "Previous section"),
    Key("page.page_down", "space", "page_down", "page", "Move down a page"),
    Key("page.backward", "H,alt+left", "backward", "back", "Go back to where the last jump began"),
    Key("page.forward", "L,alt+right", "forward", "forward", "Go forward again over jumps"),
    Key(
        "page.labels",
        "l",
        "labels",
        "references",
        "Put letters on references, notes and links, to see them in place",
        like="paper.links",
    ),
    Key("page.tex", "equals_sign", "tex", "TeX", "Show the TeX of a formula", like="paper.raw"),
    Key("page.select", "v", "select", "passage", "Choose a passage to copy, highlight or note"),
    Key("page.left", "left", "sideways(-1)", "left", "Move wide tables to the left"),
    Key("page.right", "right", "sideways(1)", "right", "Move wide tables to the right"),
    Key("page.narrower", "less_than_sign", "measure(-1)", "narrower", "Make the lines shorter"),
    Key("page.wider", "greater_than_sign", "measure(1)", "wider", "Make the lines longer"),
    Key("page.refetch", "r", "refetch", "refetch", "Fetch the text anew, for a newer version"),
    Key("page.done", "d", "state('done')", "done", "Mark the paper done", like="paper.done"),
)

Groups = tuple[tuple[str, tuple[Key, ...]], ...]

ON_MAIN: Groups = (
    ("Panes", PANES),
    ("Search", SEARCHING),
    ("Papers", READING + PAPERS + STEPPING + WRITING + FINDING),
    ("Program", PROGRAM + ALWAYS),
)
"""What the main screen answers to."""
IN_TRIAGE: Groups = (("Triage", TRIAGE),)
"""What triage answers to, besides some of the main screen's keys."""
IN_TEXT: Groups = (("Text", TEXT),)
"""What the full text of a paper answers to, besides some of the main screen's keys."""
GROUPS: Groups = (("Move", MOVING), *ON_MAIN, *IN_TRIAGE, *IN_TEXT)
"""All keys, in the order in which help and README show them."""
BORROWED = tuple(
    key
    for _, group in ON_MAIN
    for key in group
    if key.id
    in (
        *("paper.tags", "paper.note", "paper.open", "paper.links", "paper.raw"),
        *("text.find", "text.next", "text.previous"),
        *("program.palette", "program.help", "program.leave", "program.suspend"),
    )
)
"""The keys of the main screen that triage answers to as well."""
BORROWED_BY_TEXT = tuple(
    key
    for _, group in ON_MAIN
    for key in group
    if key.id
    in (
        *("paper.bookmark", "paper.reading", "paper.open"),
        *("program.undo", "program.redo", "program.palette", "program.help"),
        *("program.leave", "program.suspend"),
    )
)
"""The keys of the main screen that a text answers to as well."""
SCREENS = {
    "the list": (MOVING, *(group for _, group in ON_MAIN)),
    "triage": (MOVING, TRIAGE, BORROWED),
    "a text": (MOVING, TEXT, BORROWED_BY_TEXT),
}
"""The keys that are heard at the same time."""

_SHOWN = {
    "slash": "/",
    "number_sign": "#",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "apostrophe": "'",
    "colon": ":",
    "question_mark": "?",
    "asterisk": "*",
    "equals_sign": "=",
    "comma": ",",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "left_parenthesis": "(",
    "right_parenthesis": ")",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
    "exclamation_mark": "!",
    "escape": "esc",
    "pagedown": "pgdn",
    "pageup": "pgup",
}


def bindings(*groups: Iterable[Key]) -> list[BindingType]:
    """What a widget that answers to these keys declares."""
    return [key.binding for group in groups for key in group]


def by_id() -> dict[str, Key]:
    """Every key by its id."""
    return {key.id: key for _, group in GROUPS for key in group}


def shown(keys: str, most: int = 9) -> tuple[str, ...]:
    """Keys as a reader sees them on the keyboard."""
    return tuple(_SHOWN.get(key, key) for key in keys.split(","))[:most]
