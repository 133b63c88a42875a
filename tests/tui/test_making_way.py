"""Workers stand still while the event loop has something to do."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable

import pytest

from paper_tui.tui.system import ui_priority
from paper_tui.tui.system.ui_priority import new_event_loop

TURNS = 200
"""How often the other thread may run before it is taken to stand still."""


async def _order_of(asked: Callable[[], bool]) -> list[str]:
    """What comes first: the end of what the loop does, or the answer that a worker asks for meanwhile."""
    order, asking = [], threading.Event()

    def work() -> None:
        asking.set()
        asked()
        order.append("answered")

    worker = asyncio.get_running_loop().run_in_executor(None, work)
    asking.wait()
    for _ in range(TURNS):
        time.sleep(0)
    order.append("drawn")
    await worker
    return order


def _run(asked: Callable[[], bool]) -> list[str]:
    with asyncio.Runner(loop_factory=new_event_loop) as runner:
        return runner.run(_order_of(asked))


def test_a_worker_is_answered_once_the_loop_only_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ui_priority, "PATIENCE", 10.0)
    assert _run(ui_priority.making_way(lambda: False).check) == ["drawn", "answered"]


def test_a_worker_gets_on_beside_a_loop_that_never_rests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ui_priority, "PATIENCE", 0.0)
    assert _run(ui_priority.making_way(lambda: False).check) == ["answered", "drawn"]


@pytest.mark.parametrize("cancelled", [True, False])
def test_the_answer_is_the_callers(cancelled: bool) -> None:
    assert ui_priority.making_way(lambda: cancelled).is_cancelled is cancelled
