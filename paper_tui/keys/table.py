"""Every key of the reader, declared once: bindings, footer, help, palette and manual derive from here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    """One action of the reader and the keys it is bound to."""

    id: str
    """Name of the action, in the keymap and in the screens' action tables."""
    keys: str
    """Default keys, separated by commas, as Textual names them."""
    label: str
    """One or two words for the footer."""
    help: str
    """One sentence for help and palette."""
    own_action: str = ""
    """Textual action where it is not `do(id)`: one that a pane or the application implements itself."""
    like: str = ""
    """Id of the action on another screen whose keys in the user's keymap apply here too."""

    @property
    def action(self) -> str:
        """The Textual action that the keys run."""
        return self.own_action or f"do({self.id!r})"


UNBOUND = "f24"
"""A key that hardly any keyboard has, for an action that lost its only key."""

MOVING = (
    Key("move.down", "j,down", "down", "Move down", own_action="cursor_down"),
    Key("move.up", "k,up", "up", "Move up", own_action="cursor_up"),
    Key("move.first", "g,home", "top", "Go to the first row", own_action="first"),
    Key("move.last", "G,end", "bottom", "Go to the last row", own_action="last"),
    Key("move.half_down", "ctrl+d", "half down", "Move down half a page", own_action="half_page_down"),
    Key("move.half_up", "ctrl+u", "half up", "Move up half a page", own_action="half_page_up"),
    Key("move.page_down", "pagedown", "page down", "Move down a page", own_action="page_down"),
    Key("move.page_up", "pageup", "page up", "Move up a page", own_action="page_up"),
)

PANES = (
    Key("pane.next", "tab", "next pane", "Go to the next pane"),
    Key("pane.previous", "shift+tab", "previous", "Go to the previous pane"),
    Key("pane.filters", "1", "filters", "Go to the filters"),
    Key("pane.papers", "2", "papers", "Go to the list of papers"),
    Key("pane.paper", "3", "paper", "Go to the paper's text"),
    Key("pane.bookmarks", "4", "bookmarks", "Go to the bookmarks"),
    Key("pane.server", "5", "server", "Go to the papers that only the server has"),
    Key("pane.fold", "f", "filters", "Show or hide the filters and bookmarks"),
    Key("pane.narrower", "less_than_sign", "narrower", "Make the list narrower (or lower)"),
    Key(
        "pane.wider",
        "greater_than_sign",
        "wider",
        "Make the list wider (or higher); its border can also be dragged",
    ),
    Key("pane.side_narrower", "left_parenthesis", "narrower", "Make the filters and bookmarks narrower"),
    Key("pane.side_wider", "right_parenthesis", "wider", "Make the filters and bookmarks wider"),
    Key("pane.back", "escape", "back", "Go back; in the list, clear the search and the filters"),
)

SEARCHING = (
    Key("search.open", "slash", "search", "Search; typos are tolerated"),
    Key("search.sort", "s", "sort", "Choose the sort order of the list"),
    Key("search.drop_filter", "backspace", "drop filter", "Remove the filter added last"),
    Key("search.clear", "c", "clear", "Clear the search and the filters"),
    Key("edition.previous", "left_square_bracket", "older", "Show the previous day of a daily source"),
    Key("edition.next", "right_square_bracket", "newer", "Show the next day of a daily source"),
    Key("search.save", "S", "save", "Save the search and its filters under a name"),
    Key("search.saved", "apostrophe", "saved", "Open a saved search"),
    Key("search.tags", "number_sign", "all tags", "List, rename, merge and delete tags"),
    Key("search.rules", "R", "rules", "Edit rules: hide or tag papers that match a query"),
    Key("paper.mark_shown", "M", "mark all", "Set the state of all listed papers"),
    Key("search.backward", "H,alt+left", "back", "Go back to the previous search"),
    Key("search.forward", "L,alt+right", "forward", "Go forward to the next search"),
)

READING = (Key("paper.read", "enter", "read", "Read the paper in full width"),)

PAPERS = (
    Key("paper.bookmark", "b", "bookmark", "Add or remove a bookmark"),
    Key("paper.later", "space", "later", "Mark as later"),
    Key("paper.reading", "e", "reading", "Mark as reading"),
    Key("paper.done", "d", "done", "Mark as done"),
    Key("paper.hide", "x", "hide", "Hide the paper; state:hidden lists hidden papers"),
    Key("paper.new", "N", "new", "Mark as new (not seen)"),
    Key("paper.select", "v", "select", "Select or deselect the paper; actions then apply to the selection"),
    Key("paper.select_all", "asterisk", "select all", "Select or deselect all listed papers"),
    Key("paper.tags", "t", "tags", "Edit the paper's tags"),
    Key("paper.note", "n", "note", "Edit the paper's note; while finding, go to the next match"),
    Key("paper.open", "o", "open", "Open the paper in the browser"),
    Key("paper.attach", "a", "attach", "Attach a file to the paper, or remove it"),
    Key("paper.open_file", "O", "open PDF", "Open the PDF of the paper in a viewer"),
    Key("paper.figures", "p", "figures", "Show the figures of the paper's text"),
    Key("paper.pages", "P", "pages", "Show the pages of the paper's PDF"),
    Key("paper.command", "exclamation_mark", "command", "Run a command on the paper"),
    Key("paper.links", "l", "links", "Open a link of the paper by its letter; y copies instead"),
    Key("paper.copy", "y", "copy", "Copy BibTeX, URL, title, Markdown, abstract or citation"),
    Key("paper.identity", "ampersand", "same", "Merge papers, split one, or rename its citation key"),
    Key("paper.scroll_down", "J", "scroll down", "Scroll the text down while the list has focus"),
    Key("paper.scroll_up", "K", "scroll up", "Scroll the text up while the list has focus"),
    Key("paper.triage", "T", "triage", "Triage: go through the new papers one at a time"),
    Key("paper.complete", "C", "complete", "Complete the paper from services: arXiv id, DOI, authors"),
    Key("paper.bibliography", "B", "citations", "Show what the paper cites and what cites it"),
    Key("paper.versions", "V", "versions", "Show the changes between the paper's arXiv versions"),
    Key(
        "paper.check",
        "U",
        "updates",
        "Check the selected papers, or all that you marked, for new versions and retractions",
    ),
    Key("paper.similar", "m", "similar", "List papers of the library that are like this one"),
    Key("paper.reasons", "W", "reasons", "Show why the paper is ranked where it is, and adjust it"),
    Key("paper.more", "plus", "more", "Rank papers like this one higher for you"),
    Key("paper.less", "minus", "less", "Rank papers like this one lower for you"),
    Key(
        "paper.follow",
        "F",
        "follow",
        "Follow an author, words, citations or a search; reject a namesake",
    ),
    Key("paper.share", "w", "share", "Share the paper with a group: recommend it, or share a note or tags"),
    Key(
        "paper.record", "Q", "record", "Record what you do to the paper; press again to save it under a name"
    ),
    Key("paper.again", "at", "do again", "Apply a recording to the paper or the selected ones"),
    Key("paper.raw", "equals_sign", "TeX", "Show the TeX source of title and abstract, or the rendered text"),
)

STEPPING = (
    Key("paper.next", "right", "next", "Go to the next paper"),
    Key("paper.previous", "left", "previous", "Go to the previous paper"),
)

WRITING = (Key("paper.note_editor", "ctrl+e", "editor", "Edit the note in $VISUAL or $EDITOR"),)

FINDING = (
    Key("text.find", "ctrl+f", "find", "Find in the text; / does the same while reading"),
    Key("text.next", "ctrl+g,f3", "next", "Go to the next match in the text"),
    Key("text.previous", "shift+f3", "previous", "Go to the previous match in the text"),
)

PROGRAM = (
    Key("program.undo", "u", "undo", "Undo the last change"),
    Key("program.fetch", "r", "fetch", "Fetch new papers from the configured sources, or from one you name"),
    Key("program.sync", "Y", "sync", "Synchronise with other devices, as the settings say"),
    Key("program.import", "i", "import", "Import papers from a file"),
    Key("program.palette", "colon,ctrl+p", "commands", "Open the command palette"),
    Key("program.help", "question_mark,f1", "help", "Show all keys and the query language"),
    Key("program.density", "z", "density", "Switch between compact and comfortable rows"),
    Key(
        "program.statistics",
        "percent_sign",
        "statistics",
        "Show reading statistics: a year by day, states, authors",
    ),
    Key("program.settings", "comma", "settings", "View and change settings, including keys"),
    Key("program.quit", "q", "quit", "Go back; in the list, quit: everything is saved"),
)

ALWAYS = (
    Key("program.redo", "ctrl+r", "redo", "Redo the last undone change"),
    Key("program.cancel", "ctrl+x", "cancel", "Cancel the running import or command"),
    Key("program.leave", "ctrl+q,ctrl+c", "quit", "Quit, also while typing a search"),
    Key(
        "program.suspend",
        "ctrl+z",
        "suspend",
        "Suspend to the shell; fg resumes",
        own_action="app.suspend_process",
    ),
)

TRIAGE = (
    Key("triage.keep", "b", "bookmark", "Bookmark the paper", like="paper.bookmark"),
    Key("triage.later", "space", "later", "Mark as later", like="paper.later"),
    Key("triage.hide", "x", "hide", "Hide the paper", like="paper.hide"),
    Key("triage.done", "d", "done", "Mark as done", like="paper.done"),
    Key("triage.next", "right", "skip", "Skip to the next paper; a skipped paper counts as seen"),
    Key("triage.previous", "left,backspace", "back", "Go back to the previous paper"),
    Key("triage.undo", "u", "undo", "Undo the last decision", like="program.undo"),
    Key("triage.find", "slash", "find", "Find in the text", like="search.open"),
    Key("triage.limit", "m", "minutes", "Set a time limit in minutes"),
    Key("triage.leave", "escape,q", "recap", "End triage and show the recap; again, return to the list"),
    Key("triage.copy", "y", "copy", "Copy the recap as Markdown", like="paper.copy"),
    Key("triage.open", "enter", "show", "Show the paper chosen in the recap again"),
)

TEXT = (
    Key(
        "page.close",
        "escape,q",
        "back",
        "Close the search, or leave the text",
        own_action="close_text",
        like="pane.back",
    ),
    Key("page.outline", "tab", "outline", "Go to the outline; / filters it", own_action="outline"),
    Key("page.search", "slash", "search", "Search in the text", own_action="find", like="search.open"),
    Key(
        "page.next",
        "n",
        "next",
        "Next match; without a search, write a note on the paper",
        own_action="next_or_note",
    ),
    Key("page.previous", "N", "previous", "Previous match", own_action="find_next(-1)"),
    Key(
        "page.next_paragraph", "right_curly_bracket", "paragraph", "Next paragraph", own_action="paragraph(1)"
    ),
    Key(
        "page.previous_paragraph",
        "left_curly_bracket",
        "paragraph",
        "Previous paragraph",
        own_action="paragraph(-1)",
    ),
    Key("page.next_section", "right_square_bracket", "section", "Next section", own_action="section(1)"),
    Key(
        "page.previous_section",
        "left_square_bracket",
        "section",
        "Previous section",
        own_action="section(-1)",
    ),
    Key("page.page_down", "space", "page", "Move down a page", own_action="page_down"),
    Key("page.backward", "H,alt+left", "back", "Go back to before the last jump", own_action="backward"),
    Key("page.forward", "L,alt+right", "forward", "Go forward to where the jump led", own_action="forward"),
    Key(
        "page.labels",
        "l",
        "references",
        "Label references, notes and links with letters, to show them in place",
        own_action="labels",
        like="paper.links",
    ),
    Key("page.tex", "equals_sign", "TeX", "Show the TeX of a formula", own_action="tex", like="paper.raw"),
    Key("page.select", "v", "passage", "Choose a passage to copy, highlight or note", own_action="select"),
    Key("page.left", "left", "left", "Scroll wide tables to the left", own_action="sideways(-1)"),
    Key("page.right", "right", "right", "Scroll wide tables to the right", own_action="sideways(1)"),
    Key("page.narrower", "less_than_sign", "narrower", "Make the lines shorter", own_action="measure(-1)"),
    Key("page.wider", "greater_than_sign", "wider", "Make the lines longer", own_action="measure(1)"),
    Key("page.refetch", "r", "refetch", "Fetch the text again, for a newer version", own_action="refetch"),
    Key("page.done", "d", "done", "Mark as done", like="paper.done"),
)

PICTURE = (
    Key("picture.close", "escape,q", "back", "Leave the pictures", like="pane.back"),
    Key("picture.next", "right,n,pagedown", "next", "Next figure or page"),
    Key("picture.previous", "left,N,pageup", "previous", "Previous figure or page"),
    Key("picture.on", "space", "on", "Scroll down a screen, then go to the next one"),
    Key("picture.back", "backspace", "back", "Scroll up a screen, then go to the previous one"),
    Key("picture.down", "j,down", "down", "Scroll down, where it is larger than the screen"),
    Key("picture.up", "k,up", "up", "Scroll up"),
    Key("picture.left", "h", "left", "Scroll to the left"),
    Key("picture.right", "l", "right", "Scroll to the right"),
    Key("picture.larger", "plus", "larger", "Zoom in"),
    Key("picture.smaller", "minus", "smaller", "Zoom out"),
    Key("picture.fit", "w", "fit width", "Fit the width, or the whole of it"),
    Key("picture.first", "home", "first", "First figure or page"),
    Key("picture.last", "G,end", "last", "Last figure or page"),
    Key("picture.go", "g", "go to", "Go to a page or figure by its number"),
    Key("picture.open", "o", "open", "Open it in another program", like="paper.open"),
)

GALLERY = (
    Key("gallery.close", "escape,q", "back", "Leave the figures", like="pane.back"),
    Key("gallery.enlarge", "enter", "full screen", "Show the figure on the whole screen"),
)

CITATIONS = (
    Key("citations.close", "escape,q", "back", "Leave the citations", like="pane.back"),
    Key("citations.open", "enter", "open or add", "Go to the paper; add a work that the library lacks"),
    Key("citations.add", "a", "add", "Add the selected works, or this one"),
    Key("citations.select", "v", "select", "Select or deselect the work", like="paper.select"),
    Key("citations.add_all", "A", "add all", "Add all works of the list that are known by an identifier"),
    Key("citations.next", "tab,right", "next list", "Next list: cites, cited by, connected, your bookmarks"),
    Key("citations.previous", "shift+tab,left", "previous list", "Previous list"),
    Key("citations.ask", "r", "ask", "Ask the services again"),
    Key("citations.browse", "o", "browser", "Open the work in the browser", like="paper.open"),
    Key("citations.text", "f", "text", "Open the text of the paper, with its references"),
)

Groups = tuple[tuple[str, tuple[Key, ...]], ...]

ON_MAIN: Groups = (
    ("Panes", PANES),
    ("Search", SEARCHING),
    ("Papers", READING + PAPERS + STEPPING + WRITING + FINDING),
    ("Program", PROGRAM + ALWAYS),
)
"""Keys of the main screen."""
IN_TRIAGE: Groups = (("Triage", TRIAGE),)
"""Keys of triage, besides some of the main screen's."""
IN_TEXT: Groups = (("Text", TEXT),)
"""Keys of a full text, besides some of the main screen's."""
IN_GALLERY: Groups = (("Figures", GALLERY),)
"""Keys of the figures of a paper, besides some of the main screen's."""
IN_CITATIONS: Groups = (("Citations", CITATIONS),)
"""Keys of the citations of a paper, besides some of the main screen's."""
ON_PICTURE: Groups = (("A figure or page", PICTURE),)
"""Keys of a figure or page, besides some of the main screen's."""
GROUPS: Groups = (("Move", MOVING), *ON_MAIN, *IN_TRIAGE, *IN_TEXT, *IN_GALLERY, *ON_PICTURE, *IN_CITATIONS)
"""All keys, in the order of help and manual."""
BORROWED = tuple(
    key
    for _, group in ON_MAIN
    for key in group
    if key.id
    in (
        *("paper.tags", "paper.note", "paper.open", "paper.links", "paper.raw", "paper.follow"),
        *("text.find", "text.next", "text.previous"),
        *("program.palette", "program.help", "program.leave", "program.suspend"),
    )
)
"""Keys of the main screen that work in triage too."""
BORROWED_BY_TEXT = tuple(
    key
    for _, group in ON_MAIN
    for key in group
    if key.id
    in (
        *("paper.bookmark", "paper.reading", "paper.open", "paper.figures", "paper.pages"),
        *("program.undo", "program.redo", "program.palette", "program.help"),
        *("program.leave", "program.suspend"),
    )
)
"""Keys of the main screen that work in a full text too."""
BORROWED_BY_PICTURE = tuple(
    key
    for key in PROGRAM + ALWAYS
    if key.id.removeprefix("program.") in ("palette", "help", "leave", "suspend")
)
"""Keys of the main screen that work in a picture too."""
BORROWED_BY_GALLERY = (*BORROWED_BY_PICTURE, *(key for key in PAPERS if key.id == "paper.open"))
"""Keys of the main screen that work among figures too."""
BORROWED_BY_CITATIONS = (
    *BORROWED_BY_PICTURE,
    *(key for key in PROGRAM + ALWAYS if key.id in ("program.undo", "program.redo")),
)
"""Keys of the main screen that work among citations too."""
SCREENS = {
    "the list": (MOVING, *(group for _, group in ON_MAIN)),
    "triage": (MOVING, TRIAGE, BORROWED),
    "a text": (MOVING, TEXT, BORROWED_BY_TEXT),
    "the figures": (MOVING, GALLERY, BORROWED_BY_GALLERY),
    "citations": (MOVING, CITATIONS, BORROWED_BY_CITATIONS),
    "a picture": ((), PICTURE, BORROWED_BY_PICTURE),
}
"""Keys that are active at the same time, by screen: no two may be equal."""

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
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
    "comma": ",",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "left_parenthesis": "(",
    "right_parenthesis": ")",
    "exclamation_mark": "!",
    "ampersand": "&",
    "percent_sign": "%",
    "plus": "+",
    "at": "@",
    "minus": "-",
    "escape": "esc",
    "pagedown": "pgdn",
    "pageup": "pgup",
    "f24": "none",
}


def by_id() -> dict[str, Key]:
    """Return every key by its id."""
    return {key.id: key for _, group in GROUPS for key in group}


def shown(keys: str, most: int = 9) -> tuple[str, ...]:
    """Return keys as they are labelled on the keyboard, at most `most` of them."""
    return tuple(_SHOWN.get(key, key) for key in keys.split(","))[:most]
