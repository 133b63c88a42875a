"""Makes the pictures of the README from the running reader: ``python screenshots/make.py``.

The tests make each picture again and compare, so that none can show a reader that no longer exists.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import os
import re
import tempfile
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from paper_tui.config import Config, Rule
from paper_tui.library import Library
from paper_tui.papers.shelf import State
from paper_tui.settings import Settings
from paper_tui.tui.app import PaperApp

FOLDER = Path(__file__).parent
MADE_WITH = FOLDER / "made-with.txt"
"""The version of Textual that drew the pictures; another may draw them otherwise."""
TEXT = FOLDER.parent / "tests" / "documents" / "papers" / "rivers.html.gz"
CONFIG_FILE = Path("~/.config/paper-tui/config.toml")
"""The path that the settings show; no picture writes it."""
STARRED = ("1706.03762", "2005.11401", "2112.10752", "1810.04805")


@dataclass(frozen=True)
class Picture:
    """One picture: what the terminal is like, and what is pressed in it."""

    name: str
    size: tuple[int, int] = (140, 40)
    theme: str = "ink"
    keys: Sequence[str] = ()
    config: Config | None = None
    """The configuration, where it is not the default."""
    has_text: bool = False
    """True if the library also holds a paper with its full text, which is shown."""


@dataclass(frozen=True)
class Frame:
    """A scene of a moving picture: the screen after a key, under a title that names it."""

    key: str
    title: str
    seconds: float


@dataclass(frozen=True)
class MovingPicture:
    """Frames, one after another and from the beginning again."""

    name: str
    frames: Sequence[Frame]
    size: tuple[int, int] = (100, 26)
    theme: str = "ink"


ORGANISED = Config(
    seen_after=60,
    searches={"diffusion": "difusion", "unread classics": "year:<2018 state:new", "with code": "has:code"},
    rules=(Rule("no surveys", "title:survey", hide=True), Rule("my field", "diffusion", tags=("vision",))),
)

PICTURES = (
    Picture("wide-dark", keys=("j",)),
    Picture("wide-light", theme="paper", keys=("j",)),
    Picture("search-typo", keys=("slash", *"difusion", "space", *"transfromer", "enter")),
    Picture("medium", size=(80, 24), keys=("j",)),
    Picture("narrow", size=(40, 16), keys=("j",)),
    Picture("reading", size=(100, 24), keys=("j", "enter")),
    Picture(
        "text",
        size=(120, 38),
        keys=(*("enter", "enter"), *("right_square_bracket",) * 4, "l", "a"),
        has_text=True,
    ),
    Picture("recap", size=(100, 26), keys=("T", "b", "x", "space", "right", "x", "d", "escape")),
    Picture("rules", size=(100, 26), keys=("R",), config=ORGANISED),
)


MOVING_PICTURES = (
    MovingPicture(
        "triage-moving",
        (
            Frame("", "what came in", 2.5),
            Frame("T", "T  one at a time", 3),
            Frame("b", "b  keep this one", 2),
            Frame("x", "x  hide that one", 1.5),
            Frame("space", "space  later", 1.5),
            Frame("right", "→  seen, undecided", 1.5),
            Frame("x", "x  hide", 1.5),
            Frame("u", "u  no: take it back", 1.5),
            Frame("b", "b  keep it after all", 1.5),
            Frame("escape", "esc  what you decided", 4),
            Frame("enter", "enter  and back to the list", 2.5),
        ),
    ),
)


async def settle(pilot: Pilot[None]) -> None:
    """Wait until every search has been answered and drawn, with cursors that stand still."""
    await pilot.pause()
    groups = ("search", "preview", "text", "text layout", "text search", "text references")
    searches = [worker for worker in pilot.app.workers if worker.group in groups]
    if searches:
        await pilot.app.workers.wait_for_complete(searches)
    hold_cursors(pilot.app)
    await pilot.pause()


def hold_cursors(app: App[None]) -> None:
    """Let the cursors of the screen stand still."""
    for field in (*app.screen.query(Input), *app.screen.query(TextArea)):
        field.cursor_blink = False
        field.notify_style_update()  # a line that was drawn without the cursor is cached otherwise


@asynccontextmanager
async def reading(
    library: Library, settings: Settings, size: tuple[int, int], theme: str
) -> AsyncIterator[Pilot[None]]:
    """A reader that has found its papers."""
    app = PaperApp(lambda: library, settings)
    async with app.run_test(size=size) as pilot:
        app.theme = theme
        while app.main is None:
            await pilot.pause()
        await settle(pilot)
        yield pilot


async def press(pilot: Pilot[None], key: str) -> None:
    """Press a key and wait for what it does."""
    await pilot.press(key)
    await settle(pilot)


async def draw(picture: Picture, library: Library, settings: Settings) -> str:
    """Press the keys and return what is seen, as SVG."""
    settings = replace(settings, config=picture.config or settings.config, config_file=CONFIG_FILE)
    if picture.has_text:
        add_text(library)
    async with reading(library, settings, picture.size, picture.theme) as pilot:
        for key in picture.keys:
            await press(pilot, key)
        return pilot.app.export_screenshot(title="paper-tui")


async def draw_moving(picture: MovingPicture, library: Library, settings: Settings) -> str:
    """Press the keys of the frames and return all that is seen, as one SVG that shows one after another."""
    drawn: list[str] = []
    async with reading(library, settings, picture.size, picture.theme) as pilot:
        for frame in picture.frames:
            if frame.key:
                await press(pilot, frame.key)
            drawn.append(pilot.app.export_screenshot(title=frame.title))
    return joined(drawn, [frame.seconds for frame in picture.frames])


def drawing(
    picture: Picture | MovingPicture, library: Library, settings: Settings
) -> Coroutine[None, None, str]:
    """A coroutine that draws a picture of either kind."""
    moves = isinstance(picture, MovingPicture)
    return draw_moving(picture, library, settings) if moves else draw(picture, library, settings)


def joined(drawn: Sequence[str], seconds: Sequence[float]) -> str:
    """Pictures of one size as one that shows each for its time; the first alone to who wants no motion."""
    head = drawn[0].partition("<style>")[0]
    styles, bodies, start, whole = [], [], 0.0, sum(seconds)
    for number, (picture, lasts) in enumerate(zip(drawn, seconds, strict=True)):
        renamed = re.sub(r"terminal-\d+", f"f{number}", picture)
        style, _, body = renamed.partition("<style>")[2].partition("</style>")
        begin, end = (f"{100 * moment / whole:.2f}%" for moment in (start, start + lasts))
        steps = f"0% {{ opacity: {int(not start)} }} {begin} {{ opacity: 1 }} {end}, 100% {{ opacity: 0 }}"
        styles.append(style if number == 0 else re.sub(r"@font-face \{.*?\}", "", style, flags=re.DOTALL))
        styles.append(f"@keyframes show{number} {{ {steps} }}")
        styles.append(f".show{number} {{ opacity: 0; animation: show{number} {whole:g}s step-end infinite }}")
        bodies.append(f'<g class="show{number}">{body.rpartition("</svg>")[0]}</g>')
        start += lasts
    styles.append("@media (prefers-reduced-motion: reduce) { g { animation: none !important } }")
    styles.append("@media (prefers-reduced-motion: reduce) { .show0 { opacity: 1 } }")
    compact = re.sub(r"\s*\n\s*", "\n", "\n".join(styles))
    return f"{head}<style>{compact}</style>\n{''.join(bodies)}</svg>\n"


def example(folder: Path) -> tuple[Library, Settings]:
    """The starter library on a fixed day, with a few marks."""
    moment = datetime(2026, 9, 4, 8, 0, tzinfo=UTC)
    settings = Settings(folder, lambda: moment, config=Config(seen_after=60))
    library = Library.open(settings.library, settings.clock)
    library.place = "~/library"
    for number in STARRED:
        library.marks.set_bookmarked([library.find(number)], bookmarked=True)
    library.marks.set_tags([library.find("2112.10752")], ["vision", "diffusion"])
    library.marks.set_tags([library.find("1810.04805")], ["nlp"])
    library.marks.set_note(
        library.find("1810.04805"), "Compare with RoBERTa: is the next-sentence task needed?"
    )
    return library, settings


def add_text(library: Library) -> None:
    """Add a paper of our own with its full text, as the one that is listed first."""
    record = {
        "title": "How Rivers of Order n² Find the Sea",
        "authors": ["Ada Brook", "יעל נחל", "川口 清", "Đorđe Potočnik"],
        "abstract": "We follow water downhill.",
        "published": "2026-09-03",
    }
    library.imports.read(BytesIO(json.dumps(record).encode()), "rivers.jsonl")
    paper = next(paper for paper in library.catalogue if paper.title == record["title"])
    library.marks.set_state([paper], State.READING)
    library.texts.attach(paper, gzip.decompress(TEXT.read_bytes()))


def main() -> None:
    """Make every picture."""
    from importlib.metadata import version

    os.environ.pop("NO_COLOR", None)
    for picture in (*PICTURES, *MOVING_PICTURES):
        with tempfile.TemporaryDirectory() as folder:
            library, settings = example(Path(folder))
            drawn = asyncio.run(drawing(picture, library, settings))
            (FOLDER / f"{picture.name}.svg").write_text(drawn, encoding="utf-8")
            library.close()
    MADE_WITH.write_text(f"textual {version('textual')}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
