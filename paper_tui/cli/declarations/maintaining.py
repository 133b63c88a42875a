"""Declarations of the commands that share, check and configure a library."""

from __future__ import annotations

from paper_tui.cli.command_builder import Commands, add_command, add_json

GROUP_ACTIONS = ("list", "join", "sync", "recommend", "share", "withdraw", "digest", "leave")
SHELLS = ("bash", "zsh", "fish")


def sync(commands: Commands) -> None:
    """Declare ``sync``."""
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


def group(commands: Commands) -> None:
    """Declare ``group``."""
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


def doctor(commands: Commands) -> None:
    """Declare ``doctor``."""
    examples = (
        "paper-tui doctor                          check only; nothing is changed",
        "paper-tui doctor --repair                 repair; replaced files are kept under another name",
    )
    purpose = "check and repair the library"
    parser = add_command(commands, "doctor", purpose, "maintenance doctor", examples)
    parser.add_argument("--repair", action="store_true", help="repair what can be repaired")


def config(commands: Commands) -> None:
    """Declare ``config``."""
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


def completion(commands: Commands) -> None:
    """Declare ``completion``."""
    examples = (
        'eval "$(paper-tui completion bash)"       in ~/.bashrc',
        'eval "$(paper-tui completion zsh)"        in ~/.zshrc, after compinit',
        "paper-tui completion fish > ~/.config/fish/completions/paper-tui.fish",
    )
    purpose = "print a shell completion script"
    parser = add_command(commands, "completion", purpose, "completion completion", examples)
    parser.add_argument("shell", metavar="SHELL", choices=SHELLS, help="one of %(choices)s")


def man(commands: Commands) -> None:
    """Declare ``man``."""
    examples = (
        "paper-tui man                             read the manual",
        "paper-tui man > paper-tui.1               save it for man(1)",
    )
    about = (
        "Covers all commands, keys, settings and the query language. In a pipe it is printed as man source."
    )
    add_command(commands, "man", "show the manual", "manual manual", examples, about)
