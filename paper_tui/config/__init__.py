"""The user's configuration file: TOML in, values and problems out. A bad line never stops the program.

The README shows a file with every setting; `values.Config` says what each means, `reading` takes the
settings out of the file, and `paper_tui.config_file` writes changes back.
"""

from paper_tui.config.model import Config, Problem, Rule, UserCommand
from paper_tui.config.parsing import load_config, parse_config

__all__ = ["Config", "Problem", "Rule", "UserCommand", "load_config", "parse_config"]
