"""Every command: its name, what it takes, what it is for, and the function that runs it."""

from __future__ import annotations

from paper_tui.cli.command_builder import (
    EXPORTS_AND_NOTES,
    INPUTS,
    KEY,
    Commands,
    add_command,
    add_format,
    add_json,
    add_key,
    add_keys,
    add_query,
    count,
    width,
)
from paper_tui.papers.shelf import State

SORTS = ("relevance", "newest", "published", "votes", "gain", "title")
DIGEST_FORMATS = ("markdown", "html", "text")
TEXT_FORMS = ("text", "markdown", "json")
SHELLS = ("bash", "zsh", "fish")


def add_commands(commands: Commands) -> None:
    """Declare all commands, in the order in which help shows them."""
    for declare in (
        *(_import, _fetch),
        *(_list, _pick, _show, _text, _export, _digest),
        *(_bookmark, _state, _tag, _note, _tags, _rules),
        *(_undo, _redo, _history),
        *(_doctor, _config, _completion, _man),
    ):
        declare(commands)


def _import(commands: Commands) -> None:
    examples = (
        "paper-tui import page.txt refs.bib        a saved Daily Papers page and a bibliography",
        "curl -s URL | paper-tui import -          whatever comes in",
        "paper-tui import big.jsonl --rejects bad  and keep what could not be read, with the reasons",
    )
    about = "The format is told from the content, and gzip is read too. No paper is kept twice."
    purpose = "add papers from files or standard input"
    parser = add_command(commands, "import", purpose, "importing import_files", examples, about)
    parser.add_argument("files", nargs="+", metavar="FILE", help="a file, or - for standard input")
    formats = "the files' format, where it cannot be told: %(choices)s"
    parser.add_argument("--format", metavar="FORMAT", choices=INPUTS, help=formats)
    rejects = "write what was rejected here, one JSON object a line"
    parser.add_argument("--rejects", metavar="FILE", help=rejects)


def _fetch(commands: Commands) -> None:
    examples = (
        "paper-tui fetch daily                     today's Daily Papers",
        "paper-tui fetch daily:2026-09-03 arxiv:cs.CL feed:https://example.org/rss",
        "paper-tui fetch https://arxiv.org/abs/1706.03762",
        "paper-tui fetch --quiet                   for a timer: all configured sources, one line",
    )
    about = "Each service is asked only for what is new; what came before a line breaks is kept."
    parser = add_command(
        commands, "fetch", "add papers from services", "fetching fetch_sources", examples, about
    )
    sources = (
        "daily, daily:DAY, arxiv:CATEGORY, arxiv:ID, feed:URL, doi:ID, or the address of a paper, list or "
        "feed; default: the sources that the configuration file names"
    )
    parser.add_argument("sources", nargs="*", metavar="SOURCE", help=sources)
    again = "fetch also what has not changed since last time"
    parser.add_argument("--again", action="store_true", help=again)
    parser.add_argument("--quiet", action="store_true", help="print one summary line, and what went wrong")


def _list(commands: Commands) -> None:
    examples = (
        "paper-tui list difusion --limit 5         typos are forgiven",
        "paper-tui list tag:vision 'year:>=2023' -survey",
        "paper-tui list is:bookmarked --json | jq -r .title",
    )
    about = (
        "A line has the paper's star and state, its day, its key and its title.\n"
        "Quote what the shell would take for itself: 'year:>=2023', '(vae OR gan)'."
    )
    parser = add_command(
        commands, "list", "print papers, one a line", "print_papers list_papers", examples, about
    )
    add_query(parser)
    add_json(parser)
    add_format(parser)
    parser.add_argument("--limit", type=count, metavar="N", help="print at most N papers")
    order = "the order, one of %(choices)s; default: relevance"
    parser.add_argument("--sort", metavar="ORDER", choices=SORTS, default="relevance", help=order)


def _pick(commands: Commands) -> None:
    examples = (
        "paper-tui pick diffusion                  enter chooses, v chooses several",
        "hf papers ls --json | paper-tui pick --format bibtex >> refs.bib",
    )
    about = (
        "Papers on standard input, in any format that import reads, are what one chooses\n"
        "from, and are not kept. The keys are printed, one a line."
    )
    purpose = "choose papers in the reader and print their keys"
    parser = add_command(commands, "pick", purpose, "pick pick", examples, about)
    add_query(parser)
    add_json(parser)
    add_format(parser)


def _show(commands: Commands) -> None:
    examples = (
        "paper-tui show 1706.03762                 title, authors, abstract, your note",
        "paper-tui show 1706.03762 --format bibtex",
    )
    parser = add_command(commands, "show", "print one paper", "print_papers show_paper", examples)
    add_key(parser)
    add_json(parser)
    add_format(parser)


def _text(commands: Commands) -> None:
    examples = (
        "paper-tui text paper.html                 a saved page of arXiv, Markdown, JATS or TEI",
        "paper-tui text paper.html --outline       its sections",
        "curl -sL https://arxiv.org/html/1706.03762 | paper-tui text - --section 3.2",
    )
    about = "The format of a file is told from its content; a file needs no library."
    parser = add_command(
        commands, "text", "print the text of a paper", "full_text print_text", examples, about
    )
    parser.add_argument("input", metavar="KEY|FILE|-", help="a paper, a file, or - for standard input")
    parser.add_argument("--outline", action="store_true", help="print its sections only")
    parser.add_argument("--section", metavar="N", help="print one section, by its number or title")
    parser.add_argument("--width", type=width, metavar="N", help="columns of a line of text, 20 and more")
    forms = "%(choices)s; default: text"
    parser.add_argument("--format", metavar="FORMAT", choices=TEXT_FORMS, default="text", help=forms)


def _export(commands: Commands) -> None:
    examples = (
        "paper-tui export is:bookmarked --format bibtex -o refs.bib",
        "paper-tui export tag:vision --format obsidian -o ~/vault   one note a paper",
        "paper-tui export > all.jsonl              everything, to be imported elsewhere",
    )
    parser = add_command(
        commands, "export", "write papers in another format", "print_papers export_papers", examples
    )
    add_query(parser)
    formats = "%(choices)s; default: jsonl, which loses nothing"
    parser.add_argument(
        "--format", metavar="FORMAT", choices=EXPORTS_AND_NOTES, default="jsonl", help=formats
    )
    output = "write to FILE, for obsidian a folder; default: standard output"
    parser.add_argument("-o", "--output", metavar="FILE", help=output)


def _digest(commands: Commands) -> None:
    examples = (
        "paper-tui digest                          what came in since yesterday",
        "paper-tui digest tag:vision --since 7d --format html > week.html",
    )
    purpose = "print a letter of what came in lately"
    parser = add_command(commands, "digest", purpose, "digest print_digest", examples)
    add_query(parser)
    since = "a number of days such as 7d, or a day such as 2026-09-03; default: 1d"
    parser.add_argument("--since", default="1d", metavar="WHEN", help=since)
    formats = "%(choices)s; default: text"
    parser.add_argument("--format", metavar="FORMAT", choices=DIGEST_FORMATS, default="text", help=formats)


def _bookmark(commands: Commands) -> None:
    examples = (
        "paper-tui bookmark 1706.03762",
        "paper-tui list is:bookmarked              what is bookmarked",
    )
    parser = add_command(commands, "bookmark", "bookmark papers", "marking bookmark", examples)
    add_keys(parser)
    parser.add_argument("--remove", action="store_true", help="take the bookmark away")


def _state(commands: Commands) -> None:
    examples = (
        "paper-tui state 1706.03762 later",
        "paper-tui state --query 'date:<2026-10 state:new' done     undo takes it back",
    )
    about = "Hidden papers are shown only where a query asks for them: state:hidden."
    purpose = "say how far you have come with papers"
    parser = add_command(commands, "state", purpose, "marking state", examples, about)
    add_keys(parser)
    states = "one of %(choices)s"
    parser.add_argument("state", metavar="STATE", choices=[state.value for state in State], help=states)
    every = "KEY is a query: all papers that match it, words as they are written"
    parser.add_argument("--query", action="store_true", help=every)


def _tag(commands: Commands) -> None:
    examples = (
        "paper-tui tag 1706.03762 +vision -old",
        "paper-tui list tag:vision                 what has the tag",
    )
    parser = add_command(commands, "tag", "add tags to papers and remove them", "marking tag", examples)
    words = f"papers (for each, {KEY}), +TAG to add a tag and -TAG to remove one"
    parser.add_argument("words", nargs="+", metavar="KEY|+TAG|-TAG", help=words)


def _note(commands: Commands) -> None:
    examples = (
        "paper-tui note 1706.03762                 print it",
        'paper-tui note 1706.03762 "Read again"    write it; an empty text removes it',
        "paper-tui note 1706.03762 - < note.md     write it from standard input",
    )
    parser = add_command(commands, "note", "print a paper's note, or write one", "marking note", examples)
    add_key(parser)
    text = "the new note, in place of the old one; - reads it from standard input; default: print it"
    parser.add_argument("text", nargs="?", metavar="TEXT", help=text)


def _tags(commands: Commands) -> None:
    examples = (
        "paper-tui tags                            each with its number of papers",
        "paper-tui tags --rename cv vision         a tag that is there already takes the other in",
        "paper-tui tags --delete old",
    )
    purpose = "print all tags, rename or delete one"
    parser = add_command(commands, "tags", purpose, "tags_rules tags", examples)
    parser.add_argument("--rename", nargs=2, metavar=("OLD", "NEW"), help="rename a tag")
    parser.add_argument("--delete", metavar="TAG", help="remove a tag from all papers")


def _rules(commands: Commands) -> None:
    examples = (
        "paper-tui rules                           how many papers each matches, and hid",
        'paper-tui rules --apply "no surveys"      to the papers that are there; undo takes it back',
    )
    about = "Rules hide or tag what comes in; they stand under [[rules]] in the configuration file."
    purpose = "print the rules and what they do"
    parser = add_command(commands, "rules", purpose, "tags_rules rules", examples, about)
    parser.add_argument("--apply", metavar="RULE", help="apply a rule to the papers that are there")


def _undo(commands: Commands) -> None:
    examples = ("paper-tui undo                            paper-tui history says what that is",)
    about = "An import is one change as well. Each further undo goes one change further back."
    add_command(commands, "undo", "take back the last change", "marking undo", examples, about)


def _redo(commands: Commands) -> None:
    examples = ("paper-tui redo",)
    add_command(commands, "redo", "do again what was undone", "marking redo", examples)


def _history(commands: Commands) -> None:
    examples = ("paper-tui history --limit 5",)
    purpose = "print the last changes, newest first"
    parser = add_command(commands, "history", purpose, "marking history", examples)
    limit = "print at most N changes; default: 20"
    parser.add_argument("--limit", type=count, default=20, metavar="N", help=limit)


def _doctor(commands: Commands) -> None:
    examples = (
        "paper-tui doctor                          say what is wrong; nothing is changed",
        "paper-tui doctor --repair                 mend it; what is replaced is kept under another name",
    )
    purpose = "look the library over, and mend it"
    parser = add_command(commands, "doctor", purpose, "maintenance doctor", examples)
    parser.add_argument("--repair", action="store_true", help="mend what can be mended")


def _config(commands: Commands) -> None:
    examples = (
        '$EDITOR "$(paper-tui config path)"        write it',
        "paper-tui config check                    say what in it cannot be used, and why",
        "paper-tui config example                  every setting, to copy from",
    )
    about = "It is optional, and so is everything in it; “,” in the reader changes it too."
    purpose = "print or check the configuration"
    parser = add_command(commands, "config", purpose, "maintenance config", examples, about)
    what = (
        "path: where the file is; show: what is in force, and where the library is; check: what in the file "
        "cannot be used; example: a file with every setting"
    )
    choices = ("path", "show", "check", "example")
    parser.add_argument("what", metavar="WHAT", choices=choices, help=what)


def _completion(commands: Commands) -> None:
    examples = (
        'eval "$(paper-tui completion bash)"       in ~/.bashrc',
        'eval "$(paper-tui completion zsh)"        in ~/.zshrc, after compinit',
        "paper-tui completion fish > ~/.config/fish/completions/paper-tui.fish",
    )
    purpose = "print a script that completes commands"
    parser = add_command(commands, "completion", purpose, "completion completion", examples)
    parser.add_argument("shell", metavar="SHELL", choices=SHELLS, help="one of %(choices)s")


def _man(commands: Commands) -> None:
    examples = (
        "paper-tui man                             read it",
        "paper-tui man > paper-tui.1               keep it, for man to find",
    )
    about = "Every command, key, setting and form of query. To a file or pipe it goes as man's source."
    add_command(commands, "man", "show the manual", "manual manual", examples, about)
