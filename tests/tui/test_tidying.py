"""When the reader looks for garbage."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from paper_tui.tui.system.gc_scheduler import AWAY, BULK, FEW, MANY, QUIET, Tidier


class Loop:
    """Garbage as only the collector finds it, once it is let go of."""

    def __init__(self) -> None:
        self.itself = self


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def tidier(clock: Clock) -> Iterator[Tidier]:
    gc.collect()
    gc.disable()
    tidier = Tidier(clock)
    tidier.begin()
    clock.now = QUIET
    tidier.tidy(busy=False)
    yield tidier
    gc.freeze()  # as it was for all tests
    gc.enable()


def _garbage(many: int = 2 * FEW) -> weakref.ref[Loop]:
    return [weakref.ref(Loop()) for _ in range(many)][-1]


def _old_garbage() -> weakref.ref[Loop]:
    """Garbage that was still in use when the young were looked through."""
    old = Loop()
    gc.collect(0)
    gc.collect(1)
    return weakref.ref(old)


def test_a_little_garbage_goes_at_once(tidier: Tidier) -> None:
    tidier.hear()
    garbage = _garbage()
    tidier.tidy(busy=True)
    assert garbage() is None


def test_much_garbage_stays_while_keys_come_and_goes_in_quiet(tidier: Tidier, clock: Clock) -> None:
    tidier.hear()
    garbage = _garbage(2 * MANY)
    tidier.tidy(busy=False)
    assert garbage() is not None
    clock.now += QUIET
    tidier.tidy(busy=False)
    assert garbage() is None


def test_keys_without_end_do_not_fill_the_memory(tidier: Tidier) -> None:
    tidier.hear()
    garbage = _garbage(2 * BULK)
    tidier.tidy(busy=False)
    assert garbage() is None


def test_a_cancelled_worker_has_a_moment_to_let_go_of_what_it_made(tidier: Tidier, clock: Clock) -> None:
    tidier.tidy(busy=True)
    tidier.hear()
    garbage = _garbage(2 * BULK)
    tidier.tidy(busy=False)
    assert garbage() is not None
    clock.now += QUIET
    tidier.tidy(busy=False)
    assert garbage() is None


def test_what_an_import_made_is_not_looked_through_before_the_reader_is_away(
    tidier: Tidier, clock: Clock
) -> None:
    tidier.hear()
    garbage = _garbage(2 * BULK)
    tidier.tidy(busy=True)
    clock.now += QUIET
    tidier.tidy(busy=False)
    assert garbage() is not None
    clock.now += AWAY
    tidier.tidy(busy=False)
    assert garbage() is None


def test_everything_is_looked_through_once_the_reader_is_away(tidier: Tidier, clock: Clock) -> None:
    tidier.hear()
    garbage = _old_garbage()
    clock.now += QUIET
    tidier.tidy(busy=False)
    assert garbage() is not None
    clock.now += AWAY
    tidier.tidy(busy=False)
    assert garbage() is None


def test_everything_waits_for_what_is_being_done(tidier: Tidier, clock: Clock) -> None:
    tidier.hear()
    garbage = _old_garbage()
    clock.now += AWAY
    tidier.tidy(busy=True)
    tidier.tidy(busy=False)
    assert garbage() is not None
    clock.now += AWAY
    tidier.tidy(busy=False)
    assert garbage() is None


def test_the_collector_of_who_did_not_turn_it_off_is_left_alone() -> None:
    frozen = gc.get_freeze_count()
    Tidier().begin()
    assert gc.isenabled()
    assert gc.get_freeze_count() == frozen
