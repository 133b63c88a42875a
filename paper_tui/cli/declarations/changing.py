"""Declarations of the commands that change marks and papers, and undo that."""

from __future__ import annotations

from paper_tui.cli.command_builder import KEY, STATES, Commands, add_command, add_key, add_keys, count


def bookmark(commands: Commands) -> None:
    """Declare ``bookmark``."""
    examples = (
        "paper-tui bookmark 1706.03762",
        "paper-tui list is:bookmarked              list the bookmarks",
    )
    parser = add_command(commands, "bookmark", "bookmark papers", "marking bookmark", examples)
    add_keys(parser)
    parser.add_argument("--remove", action="store_true", help="remove the bookmark")


def state(commands: Commands) -> None:
    """Declare ``state``."""
    examples = (
        "paper-tui state 1706.03762 later",
        "paper-tui state --query 'date:<2026-10 state:new' done     all matching papers",
    )
    about = "Hidden papers are listed only by queries that name them, such as state:hidden."
    purpose = "set the reading state of papers"
    parser = add_command(commands, "state", purpose, "marking state", examples, about)
    add_keys(parser)
    states = "one of %(choices)s"
    parser.add_argument("state", metavar="STATE", choices=STATES, help=states)
    every = "KEY is a query: set the state of all matching papers; typos are not forgiven"
    parser.add_argument("--query", action="store_true", help=every)


def tag(commands: Commands) -> None:
    """Declare ``tag``."""
    examples = (
        "paper-tui tag 1706.03762 vision           add a tag",
        "paper-tui tag 1706.03762 2006.11239 +vision -old",
        "paper-tui list tag:vision                 list papers with a tag",
    )
    parser = add_command(commands, "tag", "add and remove tags", "marking tag", examples)
    words = f"papers (each by {KEY}), then TAG or +TAG to add a tag, -TAG to remove one"
    parser.add_argument("words", nargs="+", metavar="KEY|TAG|+TAG|-TAG", help=words)


def note(commands: Commands) -> None:
    """Declare ``note``."""
    examples = (
        "paper-tui note 1706.03762                 print the note",
        'paper-tui note 1706.03762 "Read again"    replace the note; an empty text removes it',
        "paper-tui note 1706.03762 - < note.md     read the note from standard input",
    )
    parser = add_command(commands, "note", "print or write the note of a paper", "marking note", examples)
    add_key(parser)
    text = "the new note, which replaces the old one; - reads standard input; default: print the note"
    parser.add_argument("text", nargs="?", metavar="TEXT", help=text)


def cite(commands: Commands) -> None:
    """Declare ``cite``."""
    examples = (
        "paper-tui cite 1706.03762                 print its citation key",
        "paper-tui cite 1706.03762 vaswani17       rename it; undo takes it back",
        "paper-tui cite --anew key:anon            keys of authors that were found since",
    )
    about = (
        "Each paper has one citation key, assigned at import. It serves as KEY in commands and in exports."
    )
    parser = add_command(commands, "cite", "print or rename a citation key", "editing cite", examples, about)
    parser.add_argument("key", nargs="?", metavar="KEY", help=f"the paper: {KEY}")
    parser.add_argument("new", nargs="?", metavar="NEW", help="the new citation key; default: print it")
    anew = "make the keys of these papers of what is known of them now; what cites the old ones finds none"
    parser.add_argument("--anew", metavar="QUERY", help=anew)


def merge(commands: Commands) -> None:
    """Declare ``merge``."""
    examples = ("paper-tui merge 1706.03762 attention      the first keeps its key",)
    about = "The first gets what it lacks from the others, and their bookmarks, tags and notes."
    purpose = "make one paper of several that are the same"
    parser = add_command(commands, "merge", purpose, "editing merge", examples, about)
    parser.add_argument("keys", nargs="+", metavar="KEY", help="papers, the first of which stays")


def split(commands: Commands) -> None:
    """Declare ``split``."""
    examples = ("paper-tui split vaswani2017attention      its descriptions become papers again",)
    about = (
        "What was done with the paper stays with the first. They are not joined again. Undo takes it back."
    )
    purpose = "part a paper into what was joined to it"
    parser = add_command(commands, "split", purpose, "editing split", examples, about)
    add_key(parser)


def tags(commands: Commands) -> None:
    """Declare ``tags``."""
    examples = (
        "paper-tui tags                            all tags with their number of papers",
        "paper-tui tags --rename cv vision         merges the two if vision exists already",
        "paper-tui tags --delete old",
    )
    purpose = "list, rename and delete tags"
    parser = add_command(commands, "tags", purpose, "tags_rules tags", examples)
    parser.add_argument("--rename", nargs=2, metavar=("OLD", "NEW"), help="rename a tag")
    parser.add_argument("--delete", metavar="TAG", help="remove a tag from all papers")


def rules(commands: Commands) -> None:
    """Declare ``rules``."""
    examples = (
        "paper-tui rules                           list the rules with their number of papers",
        'paper-tui rules --apply "no surveys"      apply a rule to the whole library',
    )
    about = (
        "Rules hide or tag papers when they are imported. They are in the configuration file, under "
        "[[rules]]."
    )
    purpose = "list and apply rules"
    parser = add_command(commands, "rules", purpose, "tags_rules rules", examples, about)
    parser.add_argument("--apply", metavar="RULE", help="apply a rule to all papers of the library")


def undo(commands: Commands) -> None:
    """Declare ``undo``."""
    examples = ("paper-tui undo                            paper-tui history lists the changes",)
    about = "An import is one change. Each further undo goes back one more change."
    add_command(commands, "undo", "undo the last change", "marking undo", examples, about)


def redo(commands: Commands) -> None:
    """Declare ``redo``."""
    examples = ("paper-tui redo",)
    add_command(commands, "redo", "redo the change that was undone last", "marking redo", examples)


def history(commands: Commands) -> None:
    """Declare ``history``."""
    examples = ("paper-tui history --limit 5",)
    purpose = "list recent changes, newest first"
    parser = add_command(commands, "history", purpose, "marking history", examples)
    limit = "print at most N changes; default: 20"
    parser.add_argument("--limit", type=count, default=20, metavar="N", help=limit)
