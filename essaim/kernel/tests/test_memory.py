"""Cycles are not looked for during long work, and are again after it, whatever happened."""

import gc

import pytest

from essaim.kernel.memory import settle, without_collections


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


def test_what_a_server_made_at_its_start_is_left_out_of_later_searches():
    before = gc.get_threshold()
    try:
        settle()
        assert gc.get_freeze_count()
        assert gc.isenabled()
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)
