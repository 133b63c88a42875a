"""A synchronisation that is killed anywhere: the next one completes, and nothing is lost."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.parametrize(("through", "steps"), [("folder", 5), ("git", 2)])
def test_a_killed_synchronisation_loses_nothing(through: str, steps: int) -> None:
    command = [sys.executable, "-m", "tests.sync.kill_harness", "--through", through, "--steps", str(steps)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.startswith(f"{steps} steps\n")
