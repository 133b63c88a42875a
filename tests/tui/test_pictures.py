"""The pictures of the README show this reader and no other."""

from __future__ import annotations

import sys
from importlib.metadata import version
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_spec = spec_from_file_location("screenshots_make", ROOT / "screenshots" / "make.py")
assert _spec is not None
assert _spec.loader is not None
make = module_from_spec(_spec)
sys.modules[_spec.name] = make
_spec.loader.exec_module(make)
ALL = (*make.PICTURES, *make.MOVING_PICTURES)


@pytest.mark.parametrize("picture", ALL, ids=lambda picture: picture.name)
async def test_picture_is_of_this_reader(picture: object, tmp_path: Path) -> None:
    drawn_with = make.MADE_WITH.read_text("utf-8").strip()
    if drawn_with != f"textual {version('textual')}":
        pytest.skip(f"the pictures were drawn with {drawn_with}")
    library, settings = make.example(tmp_path)
    drawn = await make.drawing(picture, library, settings)
    library.close()
    kept = (make.FOLDER / f"{picture.name}.svg").read_text("utf-8")
    assert drawn == kept, "look at the change, then make the pictures anew: python screenshots/make.py"


@pytest.mark.parametrize("picture", ALL, ids=lambda picture: picture.name)
def test_readme_shows_every_picture(picture: object) -> None:
    assert f"screenshots/{picture.name}.svg" in (ROOT / "README.md").read_text("utf-8")
