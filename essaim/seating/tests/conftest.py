"""The solver works less in tests: what they look at does not depend on how good a plan is."""

import pytest

from essaim.seating.actions import composing


@pytest.fixture(autouse=True)
def _quick_solver(monkeypatch):
    monkeypatch.setattr(composing, "EFFORT", 0.02)
