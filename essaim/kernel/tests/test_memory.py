"""Cycles are not looked for during long work, and are again after it, whatever happened."""

import gc

import pytest

from essaim.kernel.memory import without_collections


def test_off_within_on_after_even_nested():
    assert gc.isenabled()
    with without_collections():
        assert not gc.isenabled()
        with without_collections():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_on_again_when_the_work_fails():
    with pytest.raises(ZeroDivisionError), without_collections():
        _ = 1 / 0
    assert gc.isenabled()


def test_what_someone_else_turned_off_stays_off():
    gc.disable()
    try:
        with without_collections():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
