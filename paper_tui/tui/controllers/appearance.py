"""How the main screen looks, as far as keys change it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paper_tui.tui.screens.base import ReaderScreen

if TYPE_CHECKING:
    from tomlkit import TOMLDocument


class LookActions(ReaderScreen):
    """Density and settings; what is chosen is kept in the configuration file."""

    def action_density(self) -> None:
        """Give papers in the list a second line, or take it."""
        self.change_config(_other_density)

    def action_settings(self) -> None:
        """Show the settings, to change them."""
        from paper_tui.tui.dialogs.settings import SettingsScreen

        self.app.push_screen(SettingsScreen(self))


def _other_density(document: TOMLDocument) -> None:
    compact = document.get("density") == "comfortable"
    document["density"] = "compact" if compact else "comfortable"
