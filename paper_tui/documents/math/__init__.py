"""Mathematics for a grid of characters: in two dimensions, or in one line of Unicode.

TeX → tokens → syntax tree (`parser`) → boxes with baselines (`layout`). `display` falls back to one line
where a formula does not fit or holds what has no layout here, and `in_line` falls back to the TeX itself:
no token is ever lost.
"""

from paper_tui.documents.math.display import Formula, display, in_line

__all__ = ["Formula", "display", "in_line"]
