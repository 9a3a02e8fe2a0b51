"""Every text of the screens has its English."""

from essaim.kernel.messages import missing


def test_english_is_complete():
    assert missing() == []
