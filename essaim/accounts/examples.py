"""People who do not exist, for the previews of messages. Nothing here is saved."""

from django.conf import settings
from django.utils import translation

from .models import User

PK = 2_000_000_000  # of every example: no row has it


def language() -> str:
    """The language under way."""
    return translation.get_language() or settings.LANGUAGE_CODE


def person() -> User:
    """Who reads."""
    return User(pk=PK, name="Odile Ternois", email="odile@example.org", language=language())


def somebody() -> User:
    """Who writes, or whom the message is about."""
    return User(pk=PK + 1, name="Sami Verhaeghe", email="sami@example.org", language=language())
