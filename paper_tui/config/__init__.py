"""The configuration file: TOML in, values and problems out. An invalid line never stops the program.

`model` describes the settings, `parsing` reads the file, `command_rules` decides which commands may have
placeholders, and `paper_tui.config_file` writes changes back. ``example.toml`` has every setting.
"""

from typing import TYPE_CHECKING

from paper_tui.config.model import Config, GroupSettings, Problem, Rule, UserCommand

if TYPE_CHECKING:
    from paper_tui.config.parsing import config_of, load_config, parse_config

__all__ = [
    "Config",
    "GroupSettings",
    "Problem",
    "Rule",
    "UserCommand",
    "config_of",
    "load_config",
    "parse_config",
]


def __getattr__(name: str) -> object:
    """Import the parser when it is first used: most runs have no configuration file."""
    if name not in ("config_of", "load_config", "parse_config"):
        raise AttributeError(f"module {__name__} has no attribute {name}")
    from paper_tui.config import parsing

    return getattr(parsing, name)
