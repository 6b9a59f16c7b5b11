"""What all tests share: how hard the property tests try, and where the repository is.

RESORB_EFFORT=10 gives every property test ten times its examples, whether it names a number itself
or not, and every fuzz loop that takes the `effort` fixture ten times its rounds. `make verify` sets it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

EFFORT = max(1, int(os.environ.get("RESORB_EFFORT", "1")))

# No deadline: the machines that run this are shared, and a slow moment is not a wrong answer.
# Derandomized by default, so that a change fails for what it changed; `make verify` draws afresh.
settings.register_profile("fast", deadline=None, derandomize=EFFORT == 1, print_blob=True)
settings.load_profile("fast")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if EFFORT == 1:
        return
    for item in items:
        test = getattr(item, "obj", None)
        if not getattr(test, "is_hypothesis_test", False):
            continue
        # hypothesis offers no public way to raise the number a test names for itself
        ours = test._hypothesis_internal_use_settings  # fails loudly if a later version renames it
        test._hypothesis_internal_use_settings = settings(
            ours,
            max_examples=ours.max_examples * EFFORT,
            suppress_health_check=[*ours.suppress_health_check, HealthCheck.too_slow],
        )


@pytest.fixture(scope="session")
def effort() -> int:
    """How many times the usual number of rounds a fuzz loop should do."""
    return EFFORT


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the checkout."""
    return Path(__file__).resolve().parent.parent
