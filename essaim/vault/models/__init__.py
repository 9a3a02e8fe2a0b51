"""Papers, their consents, and what the operator changed of their kinds."""

from .consent import Consent
from .paper import Paper
from .setting import TypeSetting

__all__ = ["Consent", "Paper", "TypeSetting"]
