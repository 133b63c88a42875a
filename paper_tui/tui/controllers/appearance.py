"""Settings and density."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paper_tui.tui.dialogs.settings import SettingsScreen
from paper_tui.tui.state.context import ReaderContext

if TYPE_CHECKING:
    from tomlkit import TOMLDocument


class AppearanceController:
    """Changes how the screen looks; choices are saved in the configuration file."""

    def __init__(self, context: ReaderContext) -> None:
        self._context = context

    def toggle_density(self) -> None:
        """Switch between compact and comfortable rows."""
        self._context.change_config(_toggle_density)

    def open_settings(self) -> None:
        """Show the settings."""
        self._context.push(SettingsScreen(self._context))


def _toggle_density(document: TOMLDocument) -> None:
    is_comfortable = document.get("density") == "comfortable"
    document["density"] = "compact" if is_comfortable else "comfortable"
