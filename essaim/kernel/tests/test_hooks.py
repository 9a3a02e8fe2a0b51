"""What is told is heard, in order, unless it is muted."""

import pytest

from essaim.kernel.registry import Hook


def test_muted_inside_heard_again_after_even_after_a_failure():
    heard: list[int] = []
    hook = Hook("a number")
    hook.connect(lambda number: heard.append(number))
    hook.tell(number=1)
    with pytest.raises(ZeroDivisionError), hook.muted():
        hook.tell(number=2)
        1 / 0  # noqa: B018
    hook.tell(number=3)
    assert heard == [1, 3]
