"""What all dialogs have in common."""

from __future__ import annotations

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen

T = TypeVar("T")


class Dialog(ModalScreen[T]):
    """Stands on top of another screen until it is closed, once."""

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Close; asked for again, by a key or message that comes too late, it would close what is beneath."""
        if self.is_active:
            return super().dismiss(result)
        return AwaitComplete.nothing()  # type: ignore[no-any-return,no-untyped-call]  # unannotated
