"""Declarations of all commands: name, arguments, help, examples and the function that runs each."""

from __future__ import annotations

from collections.abc import Callable

from paper_tui.cli.command_builder import (
    COLUMNS,
    DEFAULT_COLUMNS,
    EXPORTS_AND_NOTES,
    INPUTS,
    KEY,
    STATES,
    Commands,
    add_command,
    add_format,
    add_json,
    add_key,
    add_keys,
    add_query,
    columns,
    count,
    width,
)
from paper_tui.config.model import SORTS

DIGEST_FORMATS = ("markdown", "html", "text")
TEXT_FORMS = ("text", "markdown", "json")
GROUP_ACTIONS = ("list", "join", "sync", "recommend", "share", "withdraw", "digest", "leave")
SHELLS = ("bash", "zsh", "fish")


def add_commands(commands: Commands, only: str = "") -> None:
    """Declare all commands in the order of the help, or only the one that runs, which takes less time."""
    for declare in [COMMANDS[only]] if only else COMMANDS.values():
        declare(commands)


def _import(commands: Commands) -> None:
    examples = (
        "paper-tui import page.txt refs.bib        a saved Daily Papers page and a bibliography",
        "curl -s URL | paper-tui import -          standard input",
        "paper-tui import ~/Papers --recursive     the PDF files of a folder, each becomes a paper",
        "paper-tui import big.jsonl --rejects bad  save rejected records, with the reasons",
    )
    about = "The format is detected from the content; gzip files are read too. Duplicates are merged."
    purpose = "add papers from files or standard input"
    parser = add_command(commands, "import", purpose, "importing import_files", examples, about)
    inputs = "a file, a folder of PDF files, or - for standard input"
    parser.add_argument("files", nargs="+", metavar="FILE", help=inputs)
    parser.add_argument("--recursive", action="store_true", help="look into the folders of a folder too")
    formats = "format of the files, if it is not detected: %(choices)s"
    parser.add_argument("--format", metavar="FORMAT", choices=INPUTS, help=formats)
    rejects = "write rejected records to FILE, one JSON object per line"
    parser.add_argument("--rejects", metavar="FILE", help=rejects)


def _fetch(commands: Commands) -> None:
    examples = (
        "paper-tui fetch daily                     today's Daily Papers",
        "paper-tui fetch daily:2026-09-03 arxiv:cs.CL feed:https://example.org/rss",
        "paper-tui fetch https://arxiv.org/abs/1706.03762",
        "paper-tui fetch --quiet                   all configured sources; for cron and timers",
        "paper-tui fetch --text is:bookmarked      full texts, to be read offline",
        "paper-tui fetch --pdf tag:thesis          PDFs, which O opens in the reader",
    )
    about = (
        "Only new or changed pages are downloaded. If the connection fails, the papers received until then "
        "are kept, and the next fetch continues there."
    )
    parser = add_command(
        commands, "fetch", "add papers from services", "fetching fetch_sources", examples, about
    )
    sources = (
        "daily, daily:DAY, arxiv:CATEGORY, arxiv:ID, feed:URL, doi:ID, or the URL of a paper, listing or "
        "feed; default: the sources in the configuration file"
    )
    parser.add_argument("sources", nargs="*", metavar="SOURCE", help=sources)
    again = "download pages again that have not changed"
    parser.add_argument("--again", action="store_true", help=again)
    parser.add_argument("--quiet", action="store_true", help="print one summary line and errors only")
    text = "fetch the full texts of the papers that match a QUERY, given in place of sources"
    parser.add_argument("--text", action="store_true", help=text)
    pdf = "fetch the PDFs of the papers that match a QUERY, from arXiv and free links; at most 100 at a time"
    parser.add_argument("--pdf", action="store_true", help=pdf)


def _complete(commands: Commands) -> None:
    examples = (
        "paper-tui complete                        all papers without an arXiv id and DOI",
        "paper-tui complete edition:2026-09-03 --dry-run",
        "paper-tui complete --take 2509.01234       fill in what was offered but not certain",
    )
    about = (
        "Asks Hugging Face, arXiv, Crossref, DataCite and, if you have a key for it, Semantic Scholar by "
        "title, one after the other until one knows it. A paper is filled only where the match is certain, "
        "and only where it lacks something; the rest is listed for you to decide. Answers are remembered for "
        "a week. Undo takes it back."
    )
    purpose = "fill what papers lack, such as identifiers, from services"
    parser = add_command(commands, "complete", purpose, "completing complete", examples, about)
    add_query(parser)
    add_json(parser)
    parser.add_argument("--dry-run", action="store_true", help="change nothing")
    take = "it is the same paper: fill in what a question offers"
    parser.add_argument("--take", action="append", metavar="ID", default=[], help=take)
    leave = "it is another paper: never ask again"
    parser.add_argument("--leave", action="append", metavar="ID", default=[], help=leave)


def _list(commands: Commands) -> None:
    examples = (
        "paper-tui list difusion --limit 5         typos are forgiven",
        "paper-tui list tag:vision 'year:>=2023' -survey",
        "paper-tui list is:bookmarked --json | jq -r .title",
        "paper-tui list --columns title,authors,year,key",
        "paper-tui list --server --json 'title:diffusion' | paper-tui import -",
    )
    about = "Quote characters that the shell interprets: 'year:>=2023', '(vae OR gan)'."
    parser = add_command(
        commands, "list", "print papers, one per line", "print_papers list_papers", examples, about
    )
    add_query(parser)
    add_json(parser)
    add_format(parser)
    parser.add_argument("--limit", type=count, metavar="N", help="print at most N papers")
    order = "sort by %(choices)s; default: relevance"
    parser.add_argument("--sort", metavar="ORDER", choices=SORTS, default="relevance", help=order)
    shown = f"columns with commas between: {', '.join(COLUMNS)}; default: %(default)s"
    parser.add_argument("--columns", type=columns, metavar="COLUMNS", default=DEFAULT_COLUMNS, help=shown)
    server = "search the server with the catalogue instead, for papers that the library lacks"
    parser.add_argument("--server", action="store_true", help=server)
    why = "with --sort for-you: print why each paper is ranked where it is"
    parser.add_argument("--why", action="store_true", help=why)


def _similar(commands: Commands) -> None:
    examples = (
        "paper-tui similar 1706.03762              the papers most like one",
        "paper-tui similar 1706.03762 1810.04805 --limit 5 --json",
        "paper-tui similar 1706.03762 --fetch --json | paper-tui import -   add what a service recommends",
    )
    purpose = "print papers of the library that are like others, with reasons"
    parser = add_command(commands, "similar", purpose, "recommend print_similar", examples)
    add_keys(parser)
    add_json(parser)
    fetch = "papers that the library lacks instead, from Semantic Scholar"
    parser.add_argument("--fetch", action="store_true", help=fetch)
    most = "print at most N papers; default: 20"
    parser.add_argument("--limit", type=count, metavar="N", default=20, help=most)


def _grep(commands: Commands) -> None:
    examples = (
        "paper-tui grep 'linear attention'         paragraphs of kept texts, with key and section",
        "paper-tui grep 'FID of [0-9]+' tag:vision --json",
    )
    about = "Searches the full texts that are kept. Without capital letters a pattern matches both cases."
    parser = add_command(commands, "grep", "search inside the full texts", "grep grep", examples, about)
    parser.add_argument("pattern", metavar="PATTERN", help="a regular expression")
    add_query(parser)
    add_json(parser)
    parser.add_argument("--ignore-case", action="store_true", help="match both cases")


def _references(commands: Commands) -> None:
    examples = (
        "paper-tui refs 1706.03762                 its bibliography; papers of the library come with state",
        "paper-tui refs 1706.03762 --connected     papers that cite the same, and what is cited with it",
        "paper-tui refs --missing                  what bookmarked papers cite and the library lacks",
    )
    about = (
        "References are read from the kept text of a paper, without a network. Without one, OpenAlex (with "
        "your key), Semantic Scholar, Crossref and OpenCitations are asked; their answers are kept."
    )
    parser = add_command(
        commands, "refs", "print what a paper cites", "citing print_references", examples, about
    )
    parser.add_argument("key", nargs="?", metavar="KEY", help=f"which paper: {KEY}")
    parser.add_argument("--missing", action="store_true", help="works cited by several bookmarked papers")
    parser.add_argument("--connected", action="store_true", help="what citations connect the paper with")
    parser.add_argument("--again", action="store_true", help="ask the services anew")
    add_json(parser)


def _cited_by(commands: Commands) -> None:
    examples = ("paper-tui cited-by 1706.03762             papers of the library come first, with state",)
    about = (
        "Papers of the library whose references are known, and what OpenAlex (with your key), Semantic "
        "Scholar and OpenCitations know; their answers are kept for a week."
    )
    purpose = "print what cites a paper"
    parser = add_command(commands, "cited-by", purpose, "citing print_cited_by", examples, about)
    add_key(parser)
    parser.add_argument("--again", action="store_true", help="ask the services anew")
    add_json(parser)


def _check(commands: Commands) -> None:
    examples = (
        "paper-tui check                           the papers that you marked",
        "paper-tui check tag:thesis --again        also those that were asked for within a week",
        "paper-tui list is:retracted               what is known by now; also is:withdrawn is:concern",
    )
    about = (
        "Asks arXiv for newer versions and withdrawals, and Crossref for corrections, expressions of concern "
        "and publication in a journal, 50 papers in a request and each at most once a week. Retractions are "
        "looked up in a list of beginnings of hashes, so that nobody learns which papers you have. Prints "
        "what is new, each thing once; exit status 1 if nothing is."
    )
    purpose = "ask what became of papers: newer versions, withdrawal, retraction, correction, publication"
    parser = add_command(commands, "check", purpose, "checking check", examples, about)
    add_query(parser)
    parser.add_argument("--again", action="store_true", help="ask although it was asked within a week")
    add_json(parser)


def _pick(commands: Commands) -> None:
    examples = (
        "paper-tui pick diffusion                  enter chooses; v selects several",
        "hf papers ls --json | paper-tui pick --format bibtex >> refs.bib",
    )
    about = (
        "If standard input is a pipe, choose from the papers on it (any format that import reads); "
        "they are not added to the library. Prints the keys, one per line."
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
        "paper-tui text 1706.03762                 as kept, else from arXiv, ar5iv or Hugging Face",
        "paper-tui text paper.html --outline       a saved arXiv page, Markdown, JATS or TEI",
        "curl -sL https://arxiv.org/html/1706.03762 | paper-tui text - --section 3.2",
    )
    about = "The format is detected from the content."
    parser = add_command(
        commands, "text", "print the text of a paper", "full_text print_text", examples, about
    )
    parser.add_argument("input", metavar="KEY|FILE|-", help="a paper, a file, or - for standard input")
    again = "fetch the text of the paper again"
    parser.add_argument("--again", action="store_true", help=again)
    parser.add_argument("--outline", action="store_true", help="print its sections only")
    parser.add_argument("--section", metavar="N", help="print one section, by its number or title")
    parser.add_argument("--width", type=width, metavar="N", help="columns of a line of text, 20 and more")
    forms = "output format: %(choices)s; default: text"
    parser.add_argument("--format", metavar="FORMAT", choices=TEXT_FORMS, default="text", help=forms)


def _attach(commands: Commands) -> None:
    examples = (
        "paper-tui attach 1706.03762 paper.html    read this file in place of what services have",
        "paper-tui attach 1706.03762 paper.pdf --link       remember where the file is, without a copy",
        "paper-tui attach 1706.03762 --remove",
    )
    about = (
        "The file is copied into the library, or with --link remembered where it is. Formats are those of "
        "paper-tui text. Undo takes both back."
    )
    purpose = "attach the full text of a paper as a file"
    parser = add_command(commands, "attach", purpose, "full_text attach", examples, about)
    add_key(parser)
    parser.add_argument("file", nargs="?", metavar="FILE", help="a file, or - for standard input")
    parser.add_argument(
        "--remove", action="store_true", help="remove the attached file; with --link the links"
    )
    parser.add_argument(
        "--link", action="store_true", help="remember the place of FILE instead of copying it"
    )


def _export(commands: Commands) -> None:
    examples = (
        "paper-tui export is:bookmarked --format bibtex -o refs.bib",
        "paper-tui export tag:vision --format obsidian -o ~/vault   one note per paper",
        "paper-tui export > all.jsonl              the whole library, without loss",
    )
    parser = add_command(
        commands, "export", "write papers in another format", "print_papers export_papers", examples
    )
    add_query(parser)
    formats = "output format: %(choices)s; default: jsonl (lossless)"
    parser.add_argument(
        "--format", metavar="FORMAT", choices=EXPORTS_AND_NOTES, default="jsonl", help=formats
    )
    output = "write to FILE (a folder for obsidian); default: standard output"
    parser.add_argument("-o", "--output", metavar="FILE", help=output)


def _digest(commands: Commands) -> None:
    examples = (
        "paper-tui digest                          papers added since yesterday",
        "paper-tui digest tag:vision --since 7d --format html > week.html",
        "paper-tui digest --sort for-you           what interests you most first, with reasons",
    )
    purpose = "print a digest of recent papers"
    parser = add_command(commands, "digest", purpose, "digest print_digest", examples)
    add_query(parser)
    since = "number of days or weeks such as 7d or 2w, or a date such as 2026-09-03; default: 1d"
    parser.add_argument("--since", default="1d", metavar="WHEN", help=since)
    sort = "order, such as for-you: %(choices)s; default: digest_sort of the configuration"
    parser.add_argument("--sort", metavar="ORDER", choices=SORTS, help=sort)
    formats = "output format: %(choices)s; default: text"
    parser.add_argument("--format", metavar="FORMAT", choices=DIGEST_FORMATS, default="text", help=formats)


def _bookmark(commands: Commands) -> None:
    examples = (
        "paper-tui bookmark 1706.03762",
        "paper-tui list is:bookmarked              list the bookmarks",
    )
    parser = add_command(commands, "bookmark", "bookmark papers", "marking bookmark", examples)
    add_keys(parser)
    parser.add_argument("--remove", action="store_true", help="remove the bookmark")


def _state(commands: Commands) -> None:
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


def _tag(commands: Commands) -> None:
    examples = (
        "paper-tui tag 1706.03762 vision           add a tag",
        "paper-tui tag 1706.03762 2006.11239 +vision -old",
        "paper-tui list tag:vision                 list papers with a tag",
    )
    parser = add_command(commands, "tag", "add and remove tags", "marking tag", examples)
    words = f"papers (each by {KEY}), then TAG or +TAG to add a tag, -TAG to remove one"
    parser.add_argument("words", nargs="+", metavar="KEY|TAG|+TAG|-TAG", help=words)


def _note(commands: Commands) -> None:
    examples = (
        "paper-tui note 1706.03762                 print the note",
        'paper-tui note 1706.03762 "Read again"    replace the note; an empty text removes it',
        "paper-tui note 1706.03762 - < note.md     read the note from standard input",
    )
    parser = add_command(commands, "note", "print or write the note of a paper", "marking note", examples)
    add_key(parser)
    text = "the new note, which replaces the old one; - reads standard input; default: print the note"
    parser.add_argument("text", nargs="?", metavar="TEXT", help=text)


def _cite(commands: Commands) -> None:
    examples = (
        "paper-tui cite 1706.03762                 print its citation key",
        "paper-tui cite 1706.03762 vaswani17       rename it; undo takes it back",
    )
    about = (
        "Each paper has one citation key, assigned at import. It serves as KEY in commands and in exports."
    )
    parser = add_command(commands, "cite", "print or rename a citation key", "editing cite", examples, about)
    add_key(parser)
    parser.add_argument("new", nargs="?", metavar="NEW", help="the new citation key; default: print it")


def _merge(commands: Commands) -> None:
    examples = ("paper-tui merge 1706.03762 attention      the first keeps its key",)
    about = "The first gets what it lacks from the others, and their bookmarks, tags and notes."
    purpose = "make one paper of several that are the same"
    parser = add_command(commands, "merge", purpose, "editing merge", examples, about)
    parser.add_argument("keys", nargs="+", metavar="KEY", help="papers, the first of which stays")


def _split(commands: Commands) -> None:
    examples = ("paper-tui split vaswani2017attention      its descriptions become papers again",)
    about = (
        "What was done with the paper stays with the first. They are not joined again. Undo takes it back."
    )
    purpose = "part a paper into what was joined to it"
    parser = add_command(commands, "split", purpose, "editing split", examples, about)
    add_key(parser)


def _tags(commands: Commands) -> None:
    examples = (
        "paper-tui tags                            all tags with their number of papers",
        "paper-tui tags --rename cv vision         merges the two if vision exists already",
        "paper-tui tags --delete old",
    )
    purpose = "list, rename and delete tags"
    parser = add_command(commands, "tags", purpose, "tags_rules tags", examples)
    parser.add_argument("--rename", nargs=2, metavar=("OLD", "NEW"), help="rename a tag")
    parser.add_argument("--delete", metavar="TAG", help="remove a tag from all papers")


def _rules(commands: Commands) -> None:
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


def _undo(commands: Commands) -> None:
    examples = ("paper-tui undo                            paper-tui history lists the changes",)
    about = "An import is one change. Each further undo goes back one more change."
    add_command(commands, "undo", "undo the last change", "marking undo", examples, about)


def _redo(commands: Commands) -> None:
    examples = ("paper-tui redo",)
    add_command(commands, "redo", "redo the change that was undone last", "marking redo", examples)


def _history(commands: Commands) -> None:
    examples = ("paper-tui history --limit 5",)
    purpose = "list recent changes, newest first"
    parser = add_command(commands, "history", purpose, "marking history", examples)
    limit = "print at most N changes; default: 20"
    parser.add_argument("--limit", type=count, default=20, metavar="N", help=limit)


def _watch(commands: Commands) -> None:
    examples = (
        "paper-tui watch                           papers of the last week from what you follow",
        "paper-tui fetch --quiet && paper-tui watch --since 1d | mail -E -s papers me",
    )
    about = "Exits 1 if there are none. Follows are kept in the configuration: follow = [...]."
    purpose = "print new papers of authors, words and searches that you follow"
    parser = add_command(commands, "watch", purpose, "watching watch", examples, about)
    parser.add_argument("--since", metavar="WHEN", default="7d", help="7d, 2w or a date; default: 7d")
    add_json(parser)


def _stats(commands: Commands) -> None:
    examples = (
        "paper-tui stats                           a year by day, states, sources, authors, words",
        "paper-tui stats --json | jq .days",
    )
    purpose = "print what you read"
    about = "Counted from bookmarks, states and the history; nothing leaves this machine."
    parser = add_command(commands, "stats", purpose, "statistics print_statistics", examples, about)
    add_json(parser)


def _sync(commands: Commands) -> None:
    examples = (
        "paper-tui sync ~/Sync/papers              through a folder that Syncthing, Dropbox or git carries",
        "paper-tui sync                            through the folder in the configuration",
        "paper-tui sync --git git@example.org:me/papers.git",
        "paper-tui sync postgresql://HOST/papers --catalogue arxiv-metadata.json",
    )
    about = (
        "Bookmarks, states, tags, notes and highlights of all devices become the same; papers that another "
        "device marked are added. Notes written on two devices are merged, or both texts are kept. Rules, "
        "saved searches and what you follow are exchanged too; of two changes of one the later counts, and "
        "what it replaced is named. Commands, keys and appearance stay on their device. Each device writes "
        "one file of its own in the folder."
    )
    purpose = "exchange changes with the same library on other devices"
    parser = add_command(commands, "sync", purpose, "synchronising sync", examples, about)
    place = "a folder or postgresql://HOST/DATABASE; default: the configured one"
    parser.add_argument("folder", nargs="?", metavar="FOLDER", help=place)
    parser.add_argument("--git", metavar="REMOTE", help="a git repository instead, pulled and pushed by git")
    catalogue = "load papers, such as arXiv's metadata snapshot, into the catalogue of a PostgreSQL server"
    parser.add_argument("--catalogue", metavar="FILE", help=catalogue)
    add_json(parser)


def _group(commands: Commands) -> None:
    examples = (
        "paper-tui group join lab ~/Sync/lab --as ada     a folder, git:REMOTE or postgresql://HOST/NAME",
        'paper-tui group recommend 1706.03762 "for Friday, @bob"',
        "paper-tui group share 1706.03762 --note   your note, as it is now; otherwise the paper alone",
        "paper-tui group digest --since 7d         what the others shared",
        "paper-tui group leave lab                 your library stays whole",
    )
    about = (
        "Bookmarks, states, notes, highlights and tags are private until you share them, one by one; all "
        "bookmarks if share_bookmarks = true is set for the group. Papers that others share are added to "
        "your library: group:lab, by:bob and is:recommended find them. withdraw takes back what you shared."
    )
    purpose = "share papers with a group of readers"
    parser = add_command(commands, "group", purpose, "grouping group", examples, about)
    actions = "one of %(choices)s"
    parser.add_argument("action", metavar="ACTION", choices=GROUP_ACTIONS, help=actions)
    words = "for join: name and place; for leave and sync: name; else papers, then the line of recommend"
    parser.add_argument("words", nargs="*", metavar="KEY", help=words)
    parser.add_argument("--group", metavar="NAME", default="", help="which group, if you are in several")
    parser.add_argument("--as", dest="member", metavar="NAME", help="join: what the others call you")
    bookmarks = "join: let the others see your bookmarks"
    parser.add_argument("--share-bookmarks", action="store_true", help=bookmarks)
    parser.add_argument("--note", action="store_true", help="share: your note")
    parser.add_argument("--highlights", action="store_true", help="share: your highlights, with their notes")
    parser.add_argument("--tags", metavar="TAGS", default="", help="share: tags, with commas between")
    parser.add_argument("--since", metavar="WHEN", default="7d", help="digest: 7d, 2w or a date; default: 7d")
    markdown = "digest: as Markdown"
    parser.add_argument("--markdown", action="store_true", help=markdown)
    gone = "leave: remove papers that only the group brought and you did nothing with; undo takes it back"
    parser.add_argument("--remove-papers", action="store_true", help=gone)
    taken = "leave: take back what you shared"
    parser.add_argument("--withdraw", action="store_true", help=taken)
    add_json(parser)


def _doctor(commands: Commands) -> None:
    examples = (
        "paper-tui doctor                          check only; nothing is changed",
        "paper-tui doctor --repair                 repair; replaced files are kept under another name",
    )
    purpose = "check and repair the library"
    parser = add_command(commands, "doctor", purpose, "maintenance doctor", examples)
    parser.add_argument("--repair", action="store_true", help="repair what can be repaired")


def _config(commands: Commands) -> None:
    examples = (
        '$EDITOR "$(paper-tui config path)"        edit the configuration',
        "paper-tui config check                    report errors in it",
        "paper-tui config example                  print a file with every setting",
    )
    about = "The file is optional, and so is every setting. Press , in the reader to change settings there."
    purpose = "print and check the configuration"
    parser = add_command(commands, "config", purpose, "maintenance config", examples, about)
    what = (
        "path: path of the file; show: settings in force and the path of the library; check: errors in the "
        "file; example: a file with every setting"
    )
    choices = ("path", "show", "check", "example")
    parser.add_argument("what", metavar="WHAT", choices=choices, help=what)


def _completion(commands: Commands) -> None:
    examples = (
        'eval "$(paper-tui completion bash)"       in ~/.bashrc',
        'eval "$(paper-tui completion zsh)"        in ~/.zshrc, after compinit',
        "paper-tui completion fish > ~/.config/fish/completions/paper-tui.fish",
    )
    purpose = "print a shell completion script"
    parser = add_command(commands, "completion", purpose, "completion completion", examples)
    parser.add_argument("shell", metavar="SHELL", choices=SHELLS, help="one of %(choices)s")


def _man(commands: Commands) -> None:
    examples = (
        "paper-tui man                             read the manual",
        "paper-tui man > paper-tui.1               save it for man(1)",
    )
    about = (
        "Covers all commands, keys, settings and the query language. In a pipe it is printed as man source."
    )
    add_command(commands, "man", "show the manual", "manual manual", examples, about)


COMMANDS: dict[str, Callable[[Commands], None]] = {
    "import": _import,
    "complete": _complete,
    "fetch": _fetch,
    "check": _check,
    "list": _list,
    "similar": _similar,
    "grep": _grep,
    "refs": _references,
    "cited-by": _cited_by,
    "pick": _pick,
    "show": _show,
    "text": _text,
    "attach": _attach,
    "export": _export,
    "digest": _digest,
    "bookmark": _bookmark,
    "state": _state,
    "tag": _tag,
    "note": _note,
    "tags": _tags,
    "rules": _rules,
    "cite": _cite,
    "merge": _merge,
    "split": _split,
    "undo": _undo,
    "redo": _redo,
    "history": _history,
    "watch": _watch,
    "stats": _stats,
    "sync": _sync,
    "group": _group,
    "doctor": _doctor,
    "config": _config,
    "completion": _completion,
    "man": _man,
}
"""The declarations of all commands by name, in the order of the help."""
