"""The configuration file: TOML in, values and problems out. An invalid line never stops the program.

`model` describes the settings, `parsing` reads the file, `command_rules` decides which commands may have
placeholders, and `paper_tui.config_file` writes changes back. ``example.toml`` has every setting.
"""

from paper_tui.config.model import Config, Problem, Rule, UserCommand
from paper_tui.config.parsing import load_config, parse_config

__all__ = ["Config", "Problem", "Rule", "UserCommand", "load_config", "parse_config"]
